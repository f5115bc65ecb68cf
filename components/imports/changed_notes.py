"""Notes of a file that look like notes here, changed: what to do with all of them, or with each."""

from typing import Final, cast, get_args

import streamlit as st

from components.notes.list import folded, rating_words
from components.session import records
from components.widgets.opened_file import widget_key
from components.widgets.show_more import show_more
from data.imports.archive_merge import Differs, MergeChoice, Plan
from data.model.note import Note
from data.words import day_words

_AT_ONCE: Final = 20
_CHOICES: Final[dict[MergeChoice, str]] = {
    "mine": "Keep mine",
    "theirs": "Take the file's",
    "both": "Keep both",
}


def changed_notes(draft_key: str, found: Plan) -> None:
    """Draw the choice for all, and below it both versions of each with its own."""
    st.segmented_control(
        "Those that look like notes you have",
        get_args(MergeChoice),
        format_func=_CHOICES.__getitem__,
        key=widget_key(draft_key, "choice"),
    )
    with st.expander("What is changed, one by one", key=widget_key(draft_key, "differs")):
        for differs in show_more(found.differs, widget_key(draft_key, "differs-most"), _AT_ONCE):
            _changed_note(draft_key, differs)


def choice_for_all(draft_key: str) -> MergeChoice | None:
    """Return what was chosen for all of them, None while that is open."""
    return cast(MergeChoice | None, st.session_state.get(widget_key(draft_key, "choice")))


def choices_for_each(draft_key: str) -> dict[str, MergeChoice]:
    """Return what was chosen for single ones, by `Differs.key`."""
    begin = _begin(draft_key)
    return {
        str(key).removeprefix(begin): cast(MergeChoice, chosen)
        for key, chosen in st.session_state.items()
        if str(key).startswith(begin) and chosen is not None
    }


def is_settled(draft_key: str, found: Plan) -> bool:
    """Return True where something was chosen for each note that differs."""
    each = choices_for_each(draft_key)
    return choice_for_all(draft_key) is not None or all(
        differs.key in each for differs in found.differs
    )


def _changed_note(draft_key: str, differs: Differs) -> None:
    dimensions = records().scales()
    with st.container(border=True, gap="xxsmall"):
        for whose, note in (("Mine", differs.mine), ("The file's", differs.theirs)):
            if isinstance(note, Note):
                ratings = f", {rating_words(note, dimensions)}" if note.ratings else ""
                st.text(f"{whose}: {day_words(note.date)}{ratings}")
                st.text(folded(note.text) or "(no text)")
        st.segmented_control(
            f"Which one of {differs.name}?",
            differs.choices,
            format_func=_CHOICES.__getitem__,
            default=choice_for_all(draft_key),
            label_visibility="collapsed",
            key=f"{_begin(draft_key)}{differs.key}",
        )


def _begin(draft_key: str) -> str:
    """Return how single choices begin: with another choice for all, each begins with that one."""
    return widget_key(draft_key, f"each {choice_for_all(draft_key)}: ")
