"""Therapist conflict: the version of another window beside this one, and a choice.

Must never overwrite a version that was not on the screen, nor drop what was typed unasked.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import streamlit as st

from components.session import today, vault
from components.therapists import form
from components.therapists.draft import LABELS, SUITS, TherapistAnswers
from components.therapists.form_state import about, act, draft_of
from components.widgets.messages import failures_are_said, say
from data.errors import Changed, Gone
from data.model.record import now
from data.model.therapist import Therapist, status_words
from data.vault.record_tables import StoredRecord
from data.words import day_words


def changed_elsewhere(saved: StoredRecord[Therapist]) -> None:
    """Show the faster window's version, where there is one, and let the person choose."""
    who, there, draft = (
        saved.record.id,
        TherapistAnswers.of(saved.record),
        draft_of(saved.record.id),
    )
    if draft.revision == saved.revision:
        return
    with st.container(border=True):
        st.markdown("**Changed in another window meanwhile**")
        _lines(there, there.differing(draft.was))
        st.markdown("**What you typed here**")
        _lines(draft.typed, draft.changed())
        with st.container(horizontal=True):
            act(who, "Save mine over it", _save_over, saved.revision)
            act(who, "Keep the other", form.drop)


def deleted_elsewhere(who: UUID) -> None:
    """Show what was typed about somebody who is deleted, and offer to keep it."""
    draft = about(who).found()
    if draft is None or not draft.changed():
        return
    st.info(Gone().sentence)
    with st.container(border=True):
        _lines(draft.typed, {"name", *draft.changed()})
        with st.container(horizontal=True):
            act(who, "Save as new", _save_as_new)
            act(who, "Let it go", form.drop)


def _lines(answers: TherapistAnswers, names: Collection[str]) -> None:
    """Draw the named answers, a line each."""
    said = {suits: words for words, suits in SUITS.items()}
    for name in (name for name in LABELS if name in names):
        value = getattr(answers, name)
        if name == "status":
            value = status_words(value)
        elif name == "what_for":
            value = ", ".join(value)
        elif name == "practicalities":
            rows = (f"{row.name}: {said[row.suits]} {row.words}".strip() for row in value)
            value = "; ".join(rows)
        elif isinstance(value, date):
            value = day_words(value)
        st.text(f"{LABELS[name].rstrip('?')}: {'–' if value in ('', None) else value}")


def _save_over(who: UUID, revision: int) -> None:
    """Save what was changed here over what stands there; what was not changed here stays."""
    with failures_are_said():
        if (saved := vault().get(Therapist, who)).revision != revision:
            raise Changed
        draft = about(who).keep(form.collect(who).onto(saved))
        if draft.to_save():
            form.commit(who, draft.to_save())
            say("Saved.")


def _save_as_new(who: UUID) -> None:
    """Save what was typed about somebody who is deleted as a new therapist."""
    with failures_are_said():
        draft = about(who).found()
        if draft and draft.changed():  # not after the first of two taps
            begin = Therapist(id=who, name="-", status="trying", written_at=now())
            vault().save(draft.therapist(begin, TherapistAnswers.model_fields, today()))
            about(who).drop()
            say("Saved.")
