"""Choice of the therapist and the stretch of time on Over time."""

from datetime import date
from uuid import UUID

import streamlit as st

from components.session import records
from components.widgets.address import put, take
from data.model.note import Note
from data.model.therapist import Therapist


def chosen_therapist() -> Therapist | None:
    """Draw the choice among those with notes, and return who is looked at; None for nobody."""
    all_records = records()
    people = {
        str(therapist.id): therapist
        for therapist in all_records.therapists
        if all_records.notes_of(therapist.id)
    }
    if not people:
        return None
    newest = max(people, key=lambda person: all_records.notes_of(UUID(person))[-1].order)
    take("whom", list(people))
    if st.session_state.get("whom") not in people:
        st.session_state["whom"] = newest
    whom = st.selectbox("Whom?", list(people), format_func=lambda key: people[key].name, key="whom")
    put("whom", whom, usual=newest)
    return people[whom]


def place_of(therapist: Therapist) -> int:
    """Return the place of a therapist among all, for colour and shape."""
    return records().therapists.index(therapist)


def days_of(notes: tuple[Note, ...]) -> tuple[date, date]:
    """Return the first and the last day these notes speak of; there is at least one."""
    return notes[0].date, max(note.date for note in notes)
