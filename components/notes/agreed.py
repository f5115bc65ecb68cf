"""In a note: what was agreed until next time, and what became of what was agreed before."""

from functools import partial
from typing import get_args

import streamlit as st

from components.notes import form_state as at
from components.notes.draft import NoteDraft
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.field_state import field_value
from components.widgets.fold import fold
from components.widgets.reminder import AGREED
from data.advice.agreed import asked_about
from data.model.agreed import DidHelp, DidIt
from data.model.note import Note
from data.words import day_words, shortened

LONGEST_QUESTION = 60
"""Characters of an agreed thing on the label of the fold."""

TEXTS = {
    "agreed": "What to do until next time?",
    "take_along": "What to take along from today?",
}


def agreed(draft_key: str, draft: NoteDraft) -> None:
    """Draw, in one fold, what became of the agreed thing, and what is agreed until next time.

    Its label is the question where one is asked. It is open from the start once it is used.
    """
    note, used = _asked(draft), bool(draft.agreed or draft.take_along or draft.became)
    words = plain(shortened(" ".join(note.agreed.split()), LONGEST_QUESTION)) if note else ""
    label = f"Did you do it? {words}" if note else "Until next time"
    with fold(label, f"{draft_key}/until next time", begins_open=used):
        if note:
            _became(draft_key, draft, note)
        _until_next_time(draft_key, draft)


def _became(draft_key: str, draft: NoteDraft, note: Note) -> None:
    """Ask, with one tap, what became of what the note before agreed."""
    key, answer = f"{draft_key}/became/{note.id}", draft.became.get(str(note.id))
    keep = partial(at.keep_taps, draft_key)
    did = answer.did if answer else None
    st.caption(f"What you agreed on {day_words(note.date)}")
    st.text(note.agreed)
    st.pills("Did you do it?", get_args(DidIt), **field_value(f"{key}/did", did), on_change=keep)
    if answer and did and did != "did not":
        st.pills(
            "Did it help?",
            get_args(DidHelp),
            **field_value(f"{key}/helped", answer.helped),
            on_change=keep,
        )


def _until_next_time(draft_key: str, draft: NoteDraft) -> None:
    """Draw two lines: what to do, and what to take along."""
    for name, label in TEXTS.items():
        at.draft_at(draft_key).long_text(
            name,
            label,
            getattr(draft, name),
            on_text=partial(at.keep_text, draft_key, name),
            on_save=partial(at.save_text, draft_key, name),
            rows=2,
        )
    if not AGREED.is_on():
        st.caption("Home does not show this.")
        AGREED.on_button("Show it on Home again", draft_key)


def _asked(draft: NoteDraft) -> Note | None:
    if draft.therapist is None or draft.kind == "from memory":
        return None
    notes = records().notes_of(draft.therapist)
    said = _answered(draft)
    answered = next((note for note in notes if said and str(note.id) in said), None)
    return answered or asked_about(notes, draft.before, draft.date)


def _answered(draft: NoteDraft) -> set[str]:
    return {note for note, answer in draft.became.items() if answer.did}
