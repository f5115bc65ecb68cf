"""In a note: what was agreed until next time, and what became of what was agreed before."""

from functools import partial
from typing import get_args

import streamlit as st

from components.notes import form_state as at
from components.notes.agreed_reminder import agreed_is_off, show_agreed
from components.notes.draft import NoteDraft
from components.session import records
from components.widgets.field_state import field_value
from components.widgets.fold import fold
from data.advice.agreed import asked_about
from data.model.agreed import DidHelp, DidIt
from data.model.note import Note
from data.words import day_words

TEXTS = {
    "agreed": "What to do until next time?",
    "take_along": "What to take along from today?",
}


def became(draft_key: str, draft: NoteDraft) -> None:
    """Ask, with one tap, what became of what the note before agreed; nothing where it did not."""
    note = _asked(draft)
    if note is None:
        return
    key, answer = f"{draft_key}/became/{note.id}", draft.became.get(str(note.id))
    keep = partial(at.keep_taps, draft_key)
    did = answer.did if answer else None
    with st.container(border=True, gap="xsmall"):
        st.caption(f"What you agreed on {day_words(note.date)}")
        st.text(note.agreed)
        st.pills(
            "Did you do it?", get_args(DidIt), **field_value(f"{key}/did", did), on_change=keep
        )
        if answer and did and did != "did not":
            st.pills(
                "Did it help?",
                get_args(DidHelp),
                **field_value(f"{key}/helped", answer.helped),
                on_change=keep,
            )


def until_next_time(draft_key: str, draft: NoteDraft) -> None:
    """Draw two lines, folded until used: what to do, and what to take along."""
    used = bool(draft.agreed or draft.take_along)
    with fold("Until next time", f"{draft_key}/until next time", begins_open=used):
        for name, label in TEXTS.items():
            at.draft_at(draft_key).long_text(
                name,
                label,
                getattr(draft, name),
                on_text=partial(at.keep_text, draft_key, name),
                on_save=partial(at.save_text, draft_key, name),
                rows=2,
            )
        if agreed_is_off():
            st.caption("Home does not show this.")
            st.button("Show it on Home again", key=f"{draft_key}/show", on_click=show_agreed)


def _asked(draft: NoteDraft) -> Note | None:
    if draft.therapist is None or draft.kind == "from memory":
        return None
    notes = records().notes_of(draft.therapist)
    answered = next((note for note in notes if str(note.id) in _answered(draft)), None)
    return answered or asked_about(notes, draft.before, draft.date)


def _answered(draft: NoteDraft) -> set[str]:
    return {note for note, answer in draft.became.items() if answer.did}
