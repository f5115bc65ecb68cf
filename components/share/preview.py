"""The page as it will be read, and what is made of it: the very bytes that were looked at."""

from datetime import date, datetime, timedelta
from typing import Final

import streamlit as st

from components.session import records, revision, timezone, today
from components.share.choices import collected
from components.share.delivery import Delivery, collected_way
from components.share.new_link import make_or_renew, renewing
from components.shared_page.render import render
from components.widgets.messages import failures_are_said, say
from data.model.share import Choice
from data.sharing.shared_view import shared_view

_PREVIEW: Final = "share-preview"
_WIDTHS: Final = {"as on a phone": 390, "as on a desk": 700}
TALL: Final = 720
"""Pixels of the preview; it scrolls inside."""


def look(choice: Choice, way: Delivery) -> None:
    """Draw the preview of this very choice, and with it what is made of it; else the way there."""
    st.header("Look at it first", anchor=False)
    if not choice.dimensions and not choice.passages:
        st.info("Nothing is chosen yet. Choose at least one need.")
        return
    until = _until(way)
    made = looked_at(choice, until)
    if made is None:
        what = "file" if way.way == "file" else "link"
        st.markdown(f"You see exactly what they will see. Until then there is no {what}.")
        st.button("Show it as they will see it", type="primary", on_click=_make)
        return
    width = st.pills("How wide?", list(_WIDTHS), required=True, default="as on a phone")
    with st.container(border=True):
        page, wide = made.decode(), _WIDTHS[width]
        st.iframe(page, width=wide, height=TALL, alt="The page as it will be read")
    if way.way == "file":
        _file(made)
    else:
        label = "Put it behind the link" if renewing() else "Make the link"
        st.button(
            label,
            type="primary",
            key="share-make",
            on_click=_link,
        )


def looked_at(choice: Choice, until: date | None) -> bytes | None:
    """Return the page of this choice as it was looked at; None where it was not, or of late."""
    held: tuple[Choice, date | None, int, bytes, datetime | None] | None
    held = st.session_state.get(_PREVIEW)
    return held[3] if held and held[:3] == (choice, until, revision()) else None


def file_name(day: date) -> str:
    """Return a name for the file that says nothing about what is in it."""
    return f"notes-{day:%Y-%m-%d}.html"


def _file(made: bytes) -> None:
    st.download_button(
        "Save the file",
        data=made,
        file_name=file_name(today()),
        mime="text/html",
        type="primary",
        key="share-file",
        on_click="ignore",
    )
    st.caption(
        "One file, which opens in any browser, without a network. It cannot be taken back: "
        "whoever has it can keep it and pass it on. Send it by a way that only they can open."
    )


def _until(way: Delivery) -> date | None:
    return today() + timedelta(days=way.terms.days) if way.way == "link" else None


def _link() -> None:
    """Make the link as everything stands now: a tap may come together with what was typed."""
    with failures_are_said():
        choice, way = collected(), collected_way()
        made = looked_at(choice, _until(way))
        if made is None or way.way != "link":
            say("Something was changed since you looked at it. Look at it once more.", "info")
        else:
            make_or_renew(made, choice, way.terms, st.session_state[_PREVIEW][4])


def _make() -> None:
    """Make the page of everything as it stands now: a tap may come together with what was typed."""
    with failures_are_said():
        choice, until = collected(), _until(collected_way())
        # To the minute, as the page says it; a link that is made of it later ends then too.
        now = datetime.now(timezone()).replace(second=0, microsecond=0)
        ends_at = datetime.combine(until, now.timetz()) if until else None
        page = render(shared_view(records(), choice, today(), ends_at))
        st.session_state[_PREVIEW] = (choice, until, revision(), page, ends_at)
