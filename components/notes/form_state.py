"""Where a note is typed: its draft in the session and the vault, its fields, and saving it.

``place`` names the draft in the vault. Every tap and text is kept at once; a failure is said in
one sentence and leaves everything as it is.
"""

from typing import Any
from uuid import UUID

import streamlit as st

from components.frame.messages import say, told
from components.notes.draft import NoteDraft, SaidDraft
from components.notes.moment_draft import MomentDraft, Moments, with_another, with_kinds
from components.session import records, vault
from components.widgets.text_field import newest_text
from data.errors import Changed, Gone
from data.model.moment import MomentKind

TYPED = ("kind", "therapist", "date", "until", "sessions", "go_back", "open")
TEXTS = ("text", "worked_on", "helped", "did_not_help", "unsaid", "tried")
OF_MOMENT = ("they", "settled", "me")
_OF_SAID = ("how", "they")
_SAVED = "saved-note"


def open_note(place: str, begin: NoteDraft) -> NoteDraft:
    """Begin the form with what was kept, else with ``begin``; return what is typed by now."""
    if not is_open(place):
        found = NoteDraft.read(vault().draft(place))
        st.session_state[f"{place}/draft"] = found or begin
        st.session_state[f"{place}/kept"] = found is not None
        st.session_state[f"{place}/generation"] = generation(place) + 1
    return draft_of(place)


def is_open(place: str) -> bool:
    """Whether the form is still there: a second click may come after it was saved and closed."""
    return f"{place}/draft" in st.session_state


def was_kept(place: str) -> bool:
    """Return whether the form began with what was typed in an earlier session."""
    return bool(st.session_state.get(f"{place}/kept"))


def generation(place: str) -> int:
    """Return how often the form began: a text field begins again with each."""
    return int(st.session_state.get(f"{place}/generation", 0))


def draft_of(place: str) -> NoteDraft:
    """Return what has been typed so far in an open form."""
    draft: NoteDraft = st.session_state[f"{place}/draft"]
    return draft


def conflict_of(place: str) -> type[Changed | Gone] | None:
    """Return what another window did to the note that could not be saved here."""
    kind: type[Changed | Gone] | None = st.session_state.get(f"{place}/conflict")
    return kind


def saved_note() -> UUID | None:
    """Return the note that was saved last in this session, None while one is being written."""
    saved: UUID | None = st.session_state.get(_SAVED)
    return saved


def forget_saved_note() -> None:
    """Go from the saved note to an empty form."""
    st.session_state.pop(_SAVED, None)


def keep_taps(place: str) -> None:
    """Keep every tap: the draft in the vault is as new as the screen."""
    if is_open(place):
        keep_draft(place, _as_it_stands(place))


def keep_text(place: str, name: str, text: str) -> None:
    """Keep one of the texts as it stands in its field."""
    if is_open(place):
        keep_draft(place, draft_of(place).model_copy(update={name: text}))


def keep_words(place: str, name: str, text: str) -> None:
    """Keep one's own words about a moment as they stand in their field."""
    if is_open(place) and name in (moments := draft_of(place).moments):
        moments = moments | {name: moments[name].model_copy(update={"words": text})}
        keep_draft(place, draft_of(place).model_copy(update={"moments": moments}))


def another_moment(place: str, kind: MomentKind) -> None:
    """Add one more moment of a kind to the note."""
    if is_open(place):
        draft = _as_it_stands(place)
        moments = with_another(draft.moments, kind)
        keep_draft(place, draft.model_copy(update={"moments": moments}))


def keep_draft(place: str, draft: NoteDraft) -> None:
    """Keep what is typed, in the vault too."""
    st.session_state[f"{place}/draft"] = draft
    with told():
        vault().keep_draft(place, draft.model_dump_json(exclude_defaults=True))


def save_text(place: str, name: str, text: str) -> None:
    """Keep one of the texts, then save the note."""
    keep_text(place, name, text)
    save(place)


def save_words(place: str, name: str, text: str) -> None:
    """Keep one's own words about a moment, then save the note."""
    keep_words(place, name, text)
    save(place)


def save(place: str) -> None:
    """Save the note and close the form; what another window did meanwhile is never overwritten."""
    if not is_open(place):
        return
    draft = _as_it_stands(place)
    st.session_state[f"{place}/draft"] = draft
    with told():
        note = draft.note()
        try:
            vault().save(note, draft.seen)
        except (Changed, Gone) as conflict:
            st.session_state[f"{place}/conflict"] = type(conflict)
            raise
        drop(place)
        st.session_state[_SAVED] = note.id
        say("Saved.")


def settle(place: str, update: dict[str, Any]) -> None:
    """Save what is typed here after a conflict, with another revision or as another note."""
    if not is_open(place):
        return
    st.session_state.pop(f"{place}/conflict", None)
    keep_draft(place, draft_of(place).model_copy(update=update))
    save(place)


def drop(place: str) -> None:
    """Forget what was typed here, in the vault too."""
    vault().keep_draft(place, "")
    now = generation(place)
    for key in [key for key in st.session_state if str(key).startswith(f"{place}/")]:
        del st.session_state[key]
    st.session_state[f"{place}/generation"] = now


def _as_it_stands(place: str) -> NoteDraft:
    """What stands in the fields: their own callbacks may come after that of a button."""
    state, draft = st.session_state, draft_of(place)
    typed = {name: state[f"{place}/{name}"] for name in TYPED if f"{place}/{name}" in state}
    typed["kind"] = typed.get("kind") or draft.kind
    typed["date"] = typed.get("date") or draft.date
    newest = {name: newest_text(f"{place}/{name}", generation(place)) for name in TEXTS}
    typed |= {name: text for name, text in newest.items() if text is not None}
    values, right = dict(draft.values), dict(draft.right)
    for dimension in records().known_dimensions():
        key = f"{place}/value/{dimension}"
        _put(values, dimension, key)
        _put(right, dimension, f"{key}/right")
    typed |= {"values": values, "right": right, "moments": _moments(place, draft.moments)}
    return draft.model_copy(update=typed | {"said": _said(place, draft, typed.get("therapist"))})


def _said(place: str, draft: NoteDraft, now: UUID | None) -> dict[str, SaidDraft]:
    """What was said, as it stands in the fields; what was for somebody else is left out."""
    state, said = st.session_state, dict(draft.said)
    whose = {str(one.id): who.id for who in records().therapists for one in who.to_say}
    for what in whose:
        key = f"{place}/said/{what}"
        given = {name: state[f"{key}/{name}"] for name in _OF_SAID if f"{key}/{name}" in state}
        if given:
            said[what] = said.get(what, SaidDraft()).model_copy(update=given)
    about = now or draft.therapist
    return {what: one for what, one in said.items() if whose.get(what, about) == about}


def _moments(place: str, drafts: Moments) -> Moments:
    """The moments as they stand in their fields."""
    state = st.session_state
    if f"{place}/moments" in state:
        drafts = with_kinds(drafts, state[f"{place}/moments"])
    return {name: _moment(f"{place}/moment/{name}", place, one) for name, one in drafts.items()}


def _moment(key: str, place: str, draft: MomentDraft) -> MomentDraft:
    state = st.session_state
    given = {name: state[f"{key}/{name}"] for name in OF_MOMENT if f"{key}/{name}" in state}
    words = newest_text(f"{key}/words", generation(place))
    return draft.model_copy(update=given | ({} if words is None else {"words": words}))


def _put(into: dict[str, Any], dimension: str, key: str) -> None:
    if key in st.session_state:
        into.pop(dimension, None)
        if st.session_state[key] is not None:
            into[dimension] = st.session_state[key]
