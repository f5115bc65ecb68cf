"""State of the note form: its draft in the session and the vault, its fields, saving.

``place`` names the draft in the vault. Every tap and text is kept at once; a failure is said in
one sentence and leaves everything as it is.
"""

from typing import Any
from uuid import UUID

import streamlit as st

from components.frame.beginning import begin_at_top
from components.frame.messages import failures_are_said, say
from components.notes.draft import NoteDraft, SaidDraft
from components.notes.moment_draft import MomentDraft, Moments, with_another, with_kinds
from components.session import records, vault
from components.widgets.text_field import newest_text
from data.errors import Changed, Gone
from data.model.moment import MomentKind
from data.model.note import Note
from data.vault.vault import Draft

TYPED = ("kind", "therapist", "date", "until", "sessions", "go_back", "open")
TEXTS = ("text", "worked_on", "helped", "did_not_help", "unsaid", "tried")
OF_MOMENT = ("they", "settled", "me")
_OF_SAID = ("how", "they")
_SAVED = "saved-note"
_BEFORE = "saved-note before"


def open_note(draft_key: str, begin: NoteDraft) -> NoteDraft:
    """Begin the form with what was kept, else with ``begin``; return what is typed by now."""
    if not is_open(draft_key):
        stored = [(NoteDraft.read(draft.text), draft) for draft in vault().drafts(draft_key)]
        found, as_stored = next((pair for pair in stored if pair[0]), (None, None))
        st.session_state[f"{draft_key}/draft"] = found or begin
        st.session_state[f"{draft_key}/stored"] = as_stored
        st.session_state[f"{draft_key}/kept"] = found is not None
        st.session_state[f"{draft_key}/generation"] = generation(draft_key) + 1
    return draft_of(draft_key)


def is_open(draft_key: str) -> bool:
    """Return True while the form is there: a second click may come after it was closed."""
    return f"{draft_key}/draft" in st.session_state


def was_kept(draft_key: str) -> bool:
    """Return whether the form began with what was typed in an earlier session."""
    return bool(st.session_state.get(f"{draft_key}/kept"))


def generation(draft_key: str) -> int:
    """Return how often the form began: a text field begins again with each."""
    return int(st.session_state.get(f"{draft_key}/generation", 0))


def draft_of(draft_key: str) -> NoteDraft:
    """Return what has been typed so far in an open form."""
    draft: NoteDraft = st.session_state[f"{draft_key}/draft"]
    return draft


def conflict_of(draft_key: str) -> type[Changed | Gone] | None:
    """Return what another window did to the note that could not be saved here."""
    kind: type[Changed | Gone] | None = st.session_state.get(f"{draft_key}/conflict")
    return kind


def saved_note() -> UUID | None:
    """Return the note that was saved last in this session, None while one is being written."""
    saved: UUID | None = st.session_state.get(_SAVED)
    return saved


def note_before() -> Note | None:
    """Return what the note saved last was before it was changed; None for a new one."""
    before: Note | None = st.session_state.get(_BEFORE)
    return before


def forget_saved_note() -> None:
    """Go from the saved note to an empty form."""
    st.session_state.pop(_SAVED, None)


def keep_taps(draft_key: str) -> None:
    """Keep every tap: the draft in the vault is as new as the screen."""
    if is_open(draft_key):
        keep_draft(draft_key, _as_it_stands(draft_key))


def keep_text(draft_key: str, name: str, text: str) -> None:
    """Keep one of the texts as it stands in its field."""
    if is_open(draft_key):
        keep_draft(draft_key, draft_of(draft_key).model_copy(update={name: text}))


def keep_words(draft_key: str, name: str, text: str) -> None:
    """Keep one's own words about a moment as they stand in their field."""
    if is_open(draft_key) and name in (moments := draft_of(draft_key).moments):
        moments = moments | {name: moments[name].model_copy(update={"words": text})}
        keep_draft(draft_key, draft_of(draft_key).model_copy(update={"moments": moments}))


def another_moment(draft_key: str, kind: MomentKind) -> None:
    """Add one more moment of a kind to the note."""
    if is_open(draft_key):
        draft = _as_it_stands(draft_key)
        moments = with_another(draft.moments, kind)
        keep_draft(draft_key, draft.model_copy(update={"moments": moments}))


def keep_draft(draft_key: str, draft: NoteDraft) -> None:
    """Keep what is typed, in the vault too."""
    st.session_state[f"{draft_key}/draft"] = draft
    typed = draft.model_dump_json(exclude_defaults=True)
    with failures_are_said():
        stored = vault().keep_draft_beside(draft_key, typed, _stored(draft_key))
        st.session_state[f"{draft_key}/stored"] = stored


def save_text(draft_key: str, name: str, text: str) -> None:
    """Keep one of the texts, then save the note."""
    keep_text(draft_key, name, text)
    save(draft_key)


def save_words(draft_key: str, name: str, text: str) -> None:
    """Keep one's own words about a moment, then save the note."""
    keep_words(draft_key, name, text)
    save(draft_key)


def save(draft_key: str) -> None:
    """Save the note and close the form; what another window did meanwhile is never overwritten."""
    if not is_open(draft_key):
        return
    draft = _as_it_stands(draft_key)
    st.session_state[f"{draft_key}/draft"] = draft
    with failures_are_said():
        note = draft.note()
        try:
            vault().save(note, draft.seen, _stored(draft_key))
        except (Changed, Gone) as conflict:
            st.session_state[f"{draft_key}/conflict"] = type(conflict)
            raise
        _close(draft_key)
        st.session_state[_SAVED] = note.id
        st.session_state[_BEFORE] = draft.before
        # The address named the note while it was changed.
        st.query_params.pop("note", None)
        begin_at_top()
        say("Saved.")


def settle(draft_key: str, update: dict[str, Any]) -> None:
    """Save what is typed here after a conflict, with another revision or as another note."""
    if not is_open(draft_key):
        return
    st.session_state.pop(f"{draft_key}/conflict", None)
    keep_draft(draft_key, draft_of(draft_key).model_copy(update=update))
    save(draft_key)


def drop(draft_key: str) -> None:
    """Forget what was typed here, in the vault too."""
    if (stored := _stored(draft_key)) is not None:
        vault().keep_draft_beside(draft_key, "", stored)
    _close(draft_key)


def _stored(draft_key: str) -> Draft | None:
    """Return the draft as this window kept it last in the vault, or found it there."""
    stored: Draft | None = st.session_state.get(f"{draft_key}/stored")
    return stored


def _close(draft_key: str) -> None:
    now = generation(draft_key)
    for key in [key for key in st.session_state if str(key).startswith(f"{draft_key}/")]:
        del st.session_state[key]
    st.session_state[f"{draft_key}/generation"] = now


def _as_it_stands(draft_key: str) -> NoteDraft:
    """Contents of the fields: their own callbacks may come after that of a button."""
    state, draft = st.session_state, draft_of(draft_key)
    typed = {name: state[f"{draft_key}/{name}"] for name in TYPED if f"{draft_key}/{name}" in state}
    typed["kind"] = typed.get("kind") or draft.kind
    typed["date"] = typed.get("date") or draft.date
    newest = {name: newest_text(f"{draft_key}/{name}", generation(draft_key)) for name in TEXTS}
    typed |= {name: text for name, text in newest.items() if text is not None}
    values, right = dict(draft.values), dict(draft.right)
    for dimension in records().known_dimensions():
        key = f"{draft_key}/value/{dimension}"
        _put(values, dimension, key)
        _put(right, dimension, f"{key}/right")
    typed |= {"values": values, "right": right, "moments": _moments(draft_key, draft.moments)}
    return draft.model_copy(
        update=typed | {"said": _said(draft_key, draft, typed.get("therapist"))}
    )


def _said(draft_key: str, draft: NoteDraft, now: UUID | None) -> dict[str, SaidDraft]:
    """Answers to "was it said?" in the fields, without those meant for somebody else."""
    state, said = st.session_state, dict(draft.said)
    whose = {str(sentence.id): who.id for who in records().therapists for sentence in who.to_say}
    for what in whose:
        key = f"{draft_key}/said/{what}"
        given = {name: state[f"{key}/{name}"] for name in _OF_SAID if f"{key}/{name}" in state}
        if given:
            said[what] = said.get(what, SaidDraft()).model_copy(update=given)
    about = now or draft.therapist
    return {what: answer for what, answer in said.items() if whose.get(what, about) == about}


def _moments(draft_key: str, drafts: Moments) -> Moments:
    """The moments as they stand in their fields."""
    state = st.session_state
    if f"{draft_key}/moments" in state:
        drafts = with_kinds(drafts, state[f"{draft_key}/moments"])
    return {
        name: _moment(f"{draft_key}/moment/{name}", draft_key, draft)
        for name, draft in drafts.items()
    }


def _moment(key: str, draft_key: str, draft: MomentDraft) -> MomentDraft:
    state = st.session_state
    given = {name: state[f"{key}/{name}"] for name in OF_MOMENT if f"{key}/{name}" in state}
    words = newest_text(f"{key}/words", generation(draft_key))
    return draft.model_copy(update=given | ({} if words is None else {"words": words}))


def _put(into: dict[str, Any], dimension: str, key: str) -> None:
    if key in st.session_state:
        into.pop(dimension, None)
        if st.session_state[key] is not None:
            into[dimension] = st.session_state[key]
