"""The notes about one therapist, short, newest first, some at a time."""

from uuid import UUID

import streamlit as st

from components.session import records
from components.therapists.form_state import about
from components.widgets.show_more import show_more
from data.advice.note_phrases import notes_count_words
from data.model.note import Note
from data.words import day_words

AT_FIRST, MORE = 2, 3
"""Notes shown at first, so that the page is short on a phone; and more with each click."""


def notes_about(who: UUID) -> None:
    """Draw the notes, newest first, some at a time."""
    notes = records().notes_about(who)[::-1]
    st.header(notes_count_words(notes) or "No notes yet", anchor=False)
    for note in show_more(notes, about(who).key("notes"), AT_FIRST, MORE):
        _card(note)


def _card(note: Note) -> None:
    """Draw one note; its day leads to the whole of it."""
    days = " to ".join(day_words(day) for day in (note.date, note.until) if day)
    with st.container(gap=None):
        st.page_link("notes.py", label=f"{days}, {note.kind}", query_params={"note": str(note.id)})
        st.text(_first_lines(note) or "no words in it")


def _first_lines(note: Note) -> str:
    """Return how a note begins: three lines and about 180 characters at most."""
    said = (note.text, note.worked_on, note.helped, note.did_not_help)
    text = next((words for words in said if words.strip()), "")
    lines = [line for line in text.splitlines() if line.strip()]
    whole, begins = "\n".join(lines), "\n".join(lines[:3])
    if len(begins) > 180:
        begins = begins[:180].rsplit(maxsplit=1)[0]
    return begins if begins == whole else f"{begins} …"
