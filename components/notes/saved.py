"""Page after a note was saved: what it changed, what to say about it, and the ways on."""

from uuid import UUID

import streamlit as st

from components.notes.form_state import forget_saved_note, note_before
from components.report_cache import notes_belief, notes_belief_before, worked_out
from components.session import records
from components.speak_up.after_saving import say_it_now
from components.widgets.as_typed import plain
from data.errors import NoNeeds
from data.fit.note_change import NeedChange, need_changes
from data.fit.question import asked
from data.model.note import Note
from data.words import shortened


def after_saving(saved: UUID) -> None:
    """Draw what stands in place of the form once a note is saved."""
    notes = records().notes
    note = next((note for note in reversed(notes) if note.id == saved), None)
    others = (other for other in notes if other.kind != "jot" and other.id != saved)
    if note and note.kind != "jot" and not any(others):
        st.markdown("Noted. Looking at this honestly is part of the work.")
    if note and note.therapist and note.ratings:
        _what_changed(note, note.therapist)
    say_it_now(saved)
    names = {therapist.id: therapist.name for therapist in records().therapists}
    about = names.get(note.therapist, "") if note and note.therapist else ""
    label = f"Another about {plain(shortened(about, 24))}" if about else "Write another"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(label, key="write-another", on_click=forget_saved_note)
        st.page_link("fit.py", label="See how it fits what you need")
        st.page_link("notes.py", label="Your notes")


def _what_changed(note: Note, therapist: UUID) -> None:
    before = note_before()
    changes = worked_out(
        ("what a note changed", note.id, before), lambda: _changes(note, before, therapist)
    )
    if not changes:
        return
    st.header("What this note changed", anchor=False)
    lines = [f"- **{plain(change.dimension.name)}**: {plain(change.words)}" for change in changes]
    st.markdown("\n".join(lines))


def _changes(note: Note, before: Note | None, therapist: UUID) -> list[NeedChange]:
    all_records = records()
    needs = all_records.needs_now()
    if needs is None:
        return []
    try:
        question = asked(needs, all_records.known_dimensions())
    except NoNeeds:
        return []
    rated = {rating.dimension for rating in note.ratings}
    then = notes_belief_before(note, before)
    return need_changes(then, notes_belief(), question, therapist, rated)
