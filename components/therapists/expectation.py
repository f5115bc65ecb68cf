"""Expectation beside what came: the first session, the newest, would I go back."""

from uuid import UUID

import streamlit as st

from components.session import records
from data.advice.expectation import came
from data.model.note import Note
from data.words import day_words, shortened

LONGEST = 300
"""Characters of one answer: the whole note is a tap away."""


def what_came(who: UUID) -> None:
    """Draw it; nothing before the first session."""
    found = came(records().notes_of(who))
    if found is None:
        return
    st.header("What came", anchor=False)
    _note("The first time", found.first)
    if found.newest:
        _note("The last time", found.newest)
    if found.go_back:
        sentence = ", ".join(f"{answer} {number}" for answer, number in found.go_back)
        st.text(f"Would you go back? {sentence}")


def _note(when: str, note: Note) -> None:
    st.caption(f"{when}, {day_words(note.date)}")
    said = {"": note.text, "Helped: ": note.helped, "Did not help: ": note.did_not_help}
    for label, text in said.items():
        if text.strip():
            st.text(f"{label}{shortened(text, LONGEST)}")
