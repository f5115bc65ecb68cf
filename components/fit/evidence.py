"""Evidence behind a cell: each rating on the scale, and the notes with their first words."""

from uuid import UUID

import streamlit as st

from components.charts.cell import Column
from components.charts.profile import ProfileRow
from components.notes.list import folded, note_texts
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.chart import draw_profile
from components.widgets.show_more import show_more
from data.fit.phrases import inside_words, side_words
from data.fit.report import Cell, Evidence
from data.model.note import Note
from data.words import day_words, shortened

AT_ONCE = 4
"""How many notes are listed, and more with each click."""

_FIRST_WORDS = 150
"""Characters of a note that stand open."""


def evidence(column: Column, cell: Cell, key: str) -> None:
    """Draw what stands behind a cell: the side, each rating on the scale, and its notes."""
    therapist = column.standing.therapist
    st.header(
        plain(f"{therapist.name}, {cell.dimension.name}: {side_words(cell)}"),
        anchor=False,
        width="content",
    )
    if not cell.evidence:
        st.caption(f"You need {cell.need.low} to {cell.need.high}. No note says where it is.")
        st.page_link("write.py", label="Write a note", query_params={"who": str(therapist.id)})
        return
    need = f"You need {cell.need.low} to {cell.need.high}: {inside_words(cell)}."
    st.caption(f"{need} A small mark is a note, the newest in a ring.")
    row = ProfileRow(column.colour_index, therapist, cell, worded=False)
    draw_profile([row], f"{key}-picture")
    _notes(cell, key)


def _notes(cell: Cell, key: str) -> None:
    notes = {note.id: note for note in records().notes}
    # Another window may have deleted one since this was drawn.
    newest_first = [rating for rating in reversed(cell.evidence) if rating.note in notes]
    for rating in show_more(newest_first, key, AT_ONCE):
        _note(notes[rating.note], rating)


def open_note(note: UUID, label: str, key: str) -> None:
    """Draw one note to be opened in place."""
    found = next(candidate for candidate in records().notes if candidate.id == note)
    with st.expander(label, key=f"{key}-{note}"):
        _whole(found)


def _note(note: Note, rating: Evidence) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        with st.container(gap=None):
            st.markdown(f"**{day_words(rating.day)}**, {rating.kind}: {rating.value} of 10")
            st.text(first_words(note))
        st.page_link("write.py", label="Open", query_params={"note": str(note.id)})


def first_words(note: Note) -> str:
    """Return how a note begins, with what did not help first where that was written."""
    if note.did_not_help.strip():
        return f"Did not help: “{shortened(note.did_not_help, _FIRST_WORDS)}”"
    text = next((text for text in (note.text, note.worked_on, note.helped) if text.strip()), "")
    return f"“{shortened(text, _FIRST_WORDS)}”" if text else "No words in it."


def _whole(note: Note) -> None:
    said = [label + folded(text) for label, text in note_texts(note).items() if text]
    for text in said:
        st.text(text)
    if not said:
        st.caption("No words in it.")
    st.page_link("write.py", label="Open", query_params={"note": str(note.id)})
