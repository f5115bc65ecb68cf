"""The list of links: what is behind each, for whom, until when, how often opened; and their end."""

from datetime import datetime
from typing import Final

import streamlit as st

from components.session import in_example, records, timezone, vault
from components.share.choices import keep_choice
from components.share.delivery import Delivery, keep_way, links_on
from components.share.new_link import renew, renewing
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.errors import LinkError
from data.keeping.links import Link, end_links, links_of
from data.model.share import Share
from data.settings import read_settings
from data.sharing.link_store import TOMBSTONE, Readers
from data.sharing.presets import AUDIENCES
from data.words import counted, day_words, end_words

_SAID: Final = {"open": "", "paused": "paused, ", "used up": "used up, ", "ended": ""}

MOST_OPENINGS: Final = 50
"""Of so many openings the time is listed; of those before, how many there were."""


def list_links() -> None:
    """Draw the links, the living ones first; nothing where there never was one."""
    try:
        links = () if in_example() else links_of(vault(), read_settings())
    except LinkError as error:
        st.error(plain(error.sentence))
        return
    if not links:
        return
    living = [link for link in links if link.lives]
    st.header("Your links", anchor=False)
    for link in living:
        _living(link)
    if len(living) > 1:
        st.button("End all of them", key="share-end-all", on_click=_end, args=(living,))
    over = [link for link in links if not link.lives]
    if over:
        with fold(f"Ended: {counted(len(over), 'link')}", "share-ended"):
            st.caption(f"What was behind them is deleted. {TOMBSTONE.days} days later so is this.")
            for link in over:
                st.markdown(f"**{whom_for(link.share)}**, {_times(link)}")


def whom_for(share: Share) -> str:
    """Return whom a share is for: in the owner's words, else which kind of reader."""
    return plain(share.terms.words) or _begun(AUDIENCES[share.choice.audience])


def _living(link: Link) -> None:
    share, page = link.share, link.page
    with st.container(border=True, gap="small"):
        st.markdown(f"**{whom_for(share)}**")
        st.text(_what(share))
        left = "" if page.left is None else f", {counted(page.left, 'opening')} left"
        phrase = ", with a passphrase" if share.by_phrase else ""
        until = f"until {end_words(share.ends_at.astimezone(timezone()))}{phrase}{left}"
        st.text(_begun(f"{_SAID[page.state]}{until}"))
        if page.openings:
            with fold(_begun(_times(link)), f"share-openings-{share.id}"):
                newest = page.openings[-MOST_OPENINGS:]
                for when, outcome in reversed(newest):
                    st.text(f"{_moment(when)}: {outcome}")
                before = page.opened_before + page.wrong_before
                if before := before + len(page.openings) - len(newest):
                    st.text(f"and {before} before")
        else:
            st.text("Not opened yet")
        with st.container(horizontal=True):
            paused = page.state == "paused"
            st.button(
                "Go on" if paused else "Pause",
                key=f"share-pause-{share.id}",
                on_click=_pause,
                args=(share, not paused),
            )
            if links_on():
                st.button("Renew", key=f"share-renew-{share.id}", on_click=_renew, args=(share,))
            st.button("End", key=f"share-end-{share.id}", on_click=_end, args=([link],))
        if renewing() == share.id:
            st.info("Choose below what stands behind it from now on, and look at it.")
            st.button("Leave it as it is", key="share-leave", on_click=renew, args=(None,))


def _what(share: Share) -> str:
    names = {therapist.id: therapist.name for therapist in records().therapists}
    people = [names[therapist] for therapist in share.choice.therapists if therapist in names]
    needs = len(share.choice.dimensions)
    words = len(share.choice.passages)
    parts = [*people, *([counted(needs, "need")] if needs else [])]
    return ", ".join(parts + ([f"words from {counted(words, 'note')}"] if words else []))


def _times(link: Link) -> str:
    opened = [when for when, outcome in link.page.openings if outcome == "opened"]
    wrong = len(link.page.openings) - len(opened) + link.page.wrong_before
    times = len(opened) + link.page.opened_before
    said = f"opened {counted(times, 'time')}" if times else "never opened"
    last = f", last on {_day(opened[-1])}" if opened else ""
    return said + last + (f", {counted(wrong, 'wrong passphrase')}" if wrong else "")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _day(when: datetime) -> str:
    return day_words(when.astimezone(timezone()).date())


def _moment(when: datetime) -> str:
    return f"{_day(when)}, {when.astimezone(timezone()):%H:%M}"


def _pause(share: Share, paused: bool) -> None:  # noqa: FBT001 - a callback's argument
    with failures_are_said():
        Readers(read_settings()).pause(share.door, paused=paused)
        say("Nobody can open it now." if paused else "It can be opened again.")


def _end(links: list[Link]) -> None:
    with failures_are_said():
        end_links(vault(), read_settings(), [link.share for link in links])
        if renewing() in {link.share.id for link in links}:
            renew(None)
        say("Ended. What was behind it is deleted; whoever opens the link sees nothing.")


def _renew(share: Share) -> None:
    with failures_are_said():
        keep_choice(share.choice)
        keep_way(Delivery(way="link", terms=share.terms))
        renew(share.id)
