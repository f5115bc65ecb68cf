"""State of the therapist form: its draft in the session and the vault, its keys.

Everything typed is kept here until it is saved. Must never save a record by itself.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.session import records, vault
from components.therapists.draft import NewTherapist, TherapistDraft
from components.widgets.draft import Draft
from data.model.therapist import Therapist
from data.vault.record_tables import StoredRecord

ADDING: Final = Draft(NewTherapist, "therapist:new", NewTherapist.changed)


def about(who: UUID) -> Draft[TherapistDraft]:
    """Return the draft in which something is typed about a therapist."""
    draft_key = f"therapist:{who}"
    return Draft(TherapistDraft, draft_key, TherapistDraft.changed, TherapistDraft.is_in)


def open_form(saved: StoredRecord[Therapist]) -> None:
    """Begin the form about one therapist, with what was typed and not saved where there is some."""
    form = about(saved.record.id)
    draft = form.found() or TherapistDraft.of(saved)
    if draft.revision != saved.revision and not draft.changed():
        draft = TherapistDraft.of(saved)
        form.renew()
    form.hold(draft.following(saved))


def draft_of(who: UUID) -> TherapistDraft:
    """Return what is typed about a therapist whose form is open."""
    return about(who).found() or TherapistDraft.of(vault().get(Therapist, who))


def before_first_session(who: UUID) -> bool:
    """Return whether one can still say what one expects: nothing was told of a session yet."""
    all_records = records()
    early = all(
        t.status in ("considering", "trying") for t in all_records.therapists if t.id == who
    )
    kinds = {note.kind for note in all_records.notes_about(who)}
    return early and not kinds & {"session", "from memory"}


def act(who: UUID, label: str, then: Callable[..., None], *more: Any) -> None:
    """Draw a button that does something about a therapist."""
    key = about(who).key(f"{then.__name__} {more}")
    st.button(label, key=key, on_click=then, args=(who, *more))


def remember(who: UUID, name: str, value: Any) -> None:
    """Remember what is open on a therapist's page."""
    st.session_state[about(who).key(name)] = value


def remembered(who: UUID, name: str) -> Any:
    """Return what was remembered, None for nothing."""
    return st.session_state.get(about(who).key(name))
