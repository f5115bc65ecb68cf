"""The notes behind a mark: which sessions say so, each opening in place, with the way to edit."""

from uuid import UUID

import streamlit as st

from components.notes.list import folded
from components.session import records
from components.widgets.as_typed import plain
from data.fit.phrases import inside_words, row_words
from data.fit.report import Cell, Seen
from data.model.note import Note
from data.words import counted, day_words

AT_ONCE = 6
"""How many notes are listed, and more with each click."""


def evidence(name: str, cell: Cell, key: str, first: str = "") -> None:
    """Draw the notes behind a cell, newest first; ``first``: the id of one to stand open on top.

    ``name``: of the therapist.
    """
    about = plain(f"{name}, {cell.dimension.name}")
    st.markdown(f"**{about}**: {plain(row_words(cell))}")
    if not cell.evidence:
        st.page_link("write.py", label="Write a note")
        return
    st.caption(f"You need {cell.need.low} to {cell.need.high}: {inside_words(cell)}.")
    notes = {note.id: note for note in records().notes}
    # Another window may have deleted one since this was drawn.
    newest_first = [seen for seen in reversed(cell.evidence) if seen.note in notes]
    newest_first.sort(key=lambda seen: str(seen.note) != first)
    most = st.session_state.get(f"{key}-shown", AT_ONCE)
    for seen in newest_first[:most]:
        _note(notes[seen.note], seen, key, is_open=str(seen.note) == first)
    more = len(newest_first) - most
    if more > 0:
        label = f"Show {min(more, AT_ONCE)} more of {counted(len(newest_first), 'note')}"
        st.button(label, key=f"{key}-more", on_click=_more, args=(key, most), type="tertiary")


def open_note(note: UUID, label: str, key: str) -> None:
    """Draw one note to be opened in place."""
    found = next(candidate for candidate in records().notes if candidate.id == note)
    with st.expander(label, key=f"{key}-{note}"):
        _whole(found)


def _more(key: str, shown: int) -> None:
    st.session_state[f"{key}-shown"] = shown + AT_ONCE


def _note(note: Note, evidence: Seen, key: str, *, is_open: bool) -> None:
    label = f"{day_words(evidence.day)}, {evidence.kind}: {evidence.value} of 10"
    with st.expander(label, expanded=is_open, key=f"{key}-{note.id}"):
        _whole(note)


def _whole(note: Note) -> None:
    texts = {
        "": note.text,
        "Worked on: ": note.worked_on,
        "Helped: ": note.helped,
        "Did not help: ": note.did_not_help,
    }
    said = [label + folded(text) for label, text in texts.items() if text]
    for text in said:
        st.text(text)
    if not said:
        st.caption("No words in it.")
    st.page_link("write.py", label="Open", query_params={"note": str(note.id)})
