"""Delivery of a share: as a file, or as a link with an end; and where a link would open."""

from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

import streamlit as st

from components.session import in_example
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, tapped
from components.widgets.messages import failures_are_said
from data.model.record import Record, rules_in_words
from data.model.share import LinkDays, Terms
from data.settings import read_settings
from data.words import counted

_DRAFT_KEY: Final = "share-way"
PHRASE: Final = f"{_DRAFT_KEY}/phrase"
_WAYS: Final = {"file": "as a file", "link": "as a link"}
_HERE: Final = {"localhost", "127.0.0.1", "::1"}


class Delivery(Record):
    """File or link, and the terms of the link; the passphrase is kept nowhere."""

    way: Literal["file", "link"] = "file"
    terms: Terms = Terms()


_DRAFT = Draft(Delivery, _DRAFT_KEY, lambda way: way != Delivery())


def chosen_way() -> Delivery:
    """Return what is chosen by now; a file where links are switched off."""
    way = _DRAFT.typed(Delivery())
    return way if links_on() else way.model_copy(update={"way": "file"})


def keep_way(way: Delivery) -> None:
    """Remember what is chosen."""
    _DRAFT.keep(way)


def links_on() -> bool:
    """Return whether links can be made here."""
    return read_settings().links and not in_example()


def address() -> str:
    """Return where Rapport is reached from outside, without a slash at its end."""
    public = read_settings().address
    if public is not None:
        base = urlsplit(st.context.url or "").path.removesuffix("/share")
        return public + base.rstrip("/")
    return (st.context.url or "http://localhost:8501").removesuffix("/share").rstrip("/")


def choose_way() -> Delivery:
    """Draw the step and return what is chosen."""
    way = chosen_way()
    st.header("How do they get it?", anchor=False)
    if not links_on():
        st.caption(
            "As a file. "
            + ("In the example there are no links." if in_example() else "Links are off here.")
        )
        return way
    st.pills(
        "How do they get it?",
        list(_WAYS),
        format_func=_WAYS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **field_value(f"{_DRAFT_KEY}/way", way.way),
        on_change=_collect,
    )
    if urlsplit(address()).hostname in _HERE:
        st.caption(
            "You opened Rapport as localhost, so a link would open on this computer only. "
            "A file opens everywhere."
        )
    if way.way == "link":
        _terms(way.terms)
    return way


def _terms(terms: Terms) -> None:
    st.text_input(
        "Whom is it for? Only you see this, in your list.",
        max_chars=60,
        **field_value(f"{_DRAFT_KEY}/words", terms.words, "value"),
        on_change=_collect,
    )
    st.pills(
        "How long can it be opened?",
        list(get_args(LinkDays)),
        format_func=lambda days: counted(days, "day"),
        required=True,
        **field_value(f"{_DRAFT_KEY}/days", terms.days),
        on_change=_collect,
    )
    st.number_input(
        "How many times? Leave it empty for any number.",
        min_value=1,
        max_value=1000,
        step=1,
        placeholder="any number",
        **field_value(f"{_DRAFT_KEY}/openings", terms.openings, "value"),
        on_change=_collect,
    )
    st.text_input(
        "A passphrase too? Tell it to them by another way than the link.",
        type="password",
        key=PHRASE,
        placeholder="none",
        autocomplete="new-password",
    )


def _collect() -> None:
    with failures_are_said():
        collected_way()


def collected_way() -> Delivery:
    """Keep what was changed in the fields and return what is chosen now, for callbacks."""
    way, state, changed = chosen_way(), st.session_state, set(tapped(f"{_DRAFT_KEY}/"))
    given: dict[str, Any] = {
        name: state[f"{_DRAFT_KEY}/{name}"]
        for name in ("words", "days", "openings")
        if f"{_DRAFT_KEY}/{name}" in changed
    }
    with rules_in_words("Whom is it for?"):
        terms = Terms(**dict(way.terms) | given)
    kind = state[f"{_DRAFT_KEY}/way"] if f"{_DRAFT_KEY}/way" in changed else None
    keep_way(made := Delivery(way=kind or way.way, terms=terms))
    return made
