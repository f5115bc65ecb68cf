"""Write a note in under a minute, jot something down, or open one that is there."""

from datetime import date
from itertools import chain
from uuid import UUID

import streamlit as st

from components.notes.draft import NoteDraft
from components.notes.form import note_form
from components.notes.form_state import draft_at, saved_note
from components.notes.saved import after_saving
from components.session import clock, records, today, vault
from components.therapists.form_state import before_first_session
from components.widgets.address import id_in_address
from data.advice.next_session import day_to_note, to_note
from data.errors import Gone
from data.model.note import Note


def newest_therapist() -> UUID | None:
    """Return whom the next note is probably about: with whom a session was, else the last noted."""
    all_records = records()
    if waiting := to_note(all_records, clock()):
        return waiting.id
    noted = (note.therapist for note in reversed(all_records.notes) if note.therapist)
    return next(chain(noted, (therapist.id for therapist in all_records.therapists)), None)


def day_of_note(who: UUID | None) -> date:
    """Return the day a new note begins with: of the session planned last, else today."""
    therapist = next((therapist for therapist in records().therapists if therapist.id == who), None)
    notes = records().notes_of(therapist.id) if therapist else ()
    return day_to_note(therapist, notes, clock()) if therapist else today()


def expected_first(who: UUID | None) -> None:
    """At the first appointment, offer to note first what was expected: later it is a memory."""
    therapist = next((therapist for therapist in records().therapists if therapist.id == who), None)
    if therapist and not therapist.expectation and before_first_session(therapist.id):
        st.page_link(
            "therapist.py",
            label="The first time? Note first what you expected, if you like",
            query_params={"who": str(therapist.id)},
        )


def edit(which: UUID) -> None:
    """Open a note that is there, or what was typed at one that is not there any more."""
    draft_key = f"note:{which}"
    try:
        saved = vault().get(Note, which)
        begin = NoteDraft.of(saved.record, saved.revision)
    except Gone:
        typed = draft_at(draft_key).in_vault()
        if typed is None:
            st.info("This note is not here any more.")
            st.page_link("notes.py", label="Your notes")
            return
        begin = typed
    note_form(draft_key, begin)


jot = st.query_params.get("kind") == "jot"
which = id_in_address("note")
saved = saved_note()
title = "Change a note" if which else "Jot something down" if jot else "Write a note"
st.title("Noted" if saved else title, anchor=False)
if saved is not None:
    after_saving(saved)
elif which is not None:
    edit(which)
elif jot:
    note_form("note:jot", NoteDraft.begun(today(), None, "jot"))
elif not records().therapists:
    st.markdown("Who comes to mind? Add somebody first; a nickname is enough.")
    st.page_link("therapists.py", label="Add somebody")
    st.page_link("write.py", label="Or just jot something down", query_params={"kind": "jot"})
else:
    who = id_in_address("who") or newest_therapist()
    expected_first(who)
    note_form("note:new", NoteDraft.begun(day_of_note(who), who, "session"))
