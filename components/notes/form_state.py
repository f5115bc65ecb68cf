"""State of the note form: its draft in the session and the vault, its fields, saving.

``draft_key`` names the draft in the vault. Every tap and text is kept at once; a failure is said in
one sentence and leaves everything as it is.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import streamlit as st

from components.frame.beginning import begin_at_top
from components.notes.draft import TEXTS, TYPED, AgreedDraft, NoteDraft, SaidDraft
from components.notes.moment_draft import MomentDraft, Moments, with_another, with_kinds
from components.session import asked_once, records, vault
from components.widgets.draft import Draft
from components.widgets.messages import failures_are_said, say
from data.advice.search_stage import moved_on
from data.errors import Changed, Gone
from data.model.moment import MomentKind
from data.model.note import Note
from data.model.record import id_time
from data.model.records import Records
from data.model.therapist import Therapist, status_words

OF_MOMENT = ("they", "settled", "me")
_OF_SAID = ("how", "they")
_OF_AGREED = ("did", "helped")
_SAVED = "saved-note"
_BEFORE = "saved-note before"


def draft_at(draft_key: str) -> Draft[NoteDraft]:
    """Return the draft in which a note is typed."""
    return Draft(NoteDraft, draft_key, is_in=NoteDraft.is_in)


def open_note(draft_key: str, begin: NoteDraft) -> NoteDraft:
    """Begin the form with what was kept, else with ``begin``; return what is typed by now."""
    draft = draft_at(draft_key)
    if (held := draft.held()) is not None:
        return held
    while (found := draft.found()) is not None and _is_saved(found):
        draft.drop()  # kept late, by a session whose connection was lost while it was saved here
    st.session_state[draft.key("kept")] = found is not None
    draft.renew()
    return draft.hold(found or begin)


def _is_saved(typed: NoteDraft) -> bool:
    """Return whether a new note was saved already with all that its draft says.

    Under its own id, or as the same words about the same person and day that were saved after it
    was begun: another session, which did not find it, gave them another id. Begun afterwards, it
    is a second note, however little it says yet.
    """
    if typed.revision is not None:
        return False  # taking words out of a note that is there leaves less, and is not saved
    begun = id_time(typed.id)
    return any(
        typed.is_in(NoteDraft.of(note, 1))
        for note in records().notes
        if note.id == typed.id
        or (
            (note.therapist, note.date) == (typed.therapist, typed.date)
            and begun is not None
            and begun < note.written_at
        )
    )


def was_kept(draft_key: str) -> bool:
    """Return whether the form began with what was typed in an earlier session."""
    return bool(st.session_state.get(f"{draft_key}/kept"))


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
    _change(draft_key, lambda draft: _as_it_stands(draft_key, draft))


def keep_text(draft_key: str, name: str, text: str) -> None:
    """Keep one of the texts as it stands in its field."""
    _change(draft_key, lambda draft: draft.model_copy(update={name: text}))


def keep_words(draft_key: str, name: str, text: str) -> None:
    """Keep one's own words about a moment as they stand in their field."""

    def worded(draft: NoteDraft) -> NoteDraft:
        if name not in draft.moments:
            return draft
        moment = draft.moments[name].model_copy(update={"words": text})
        return draft.model_copy(update={"moments": draft.moments | {name: moment}})

    _change(draft_key, worded)


def another_moment(draft_key: str, kind: MomentKind) -> None:
    """Add one more moment of a kind to the note."""

    def added(draft: NoteDraft) -> NoteDraft:
        draft = _as_it_stands(draft_key, draft)
        return draft.model_copy(update={"moments": with_another(draft.moments, kind)})

    _change(draft_key, added)


def _change(draft_key: str, change: Callable[[NoteDraft], NoteDraft]) -> None:
    """Keep a change, unless the form is closed: a second click may come after that."""
    draft = draft_at(draft_key)
    with failures_are_said(), asked_once(part=True):
        if (typed := draft.held()) is not None:
            draft.keep(change(typed))


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
    draft = draft_at(draft_key)
    with failures_are_said(), asked_once(part=True):
        if (held := draft.held()) is None:
            return
        typed = draft.hold(_as_it_stands(draft_key, held))
        note = typed.note()
        try:
            vault().save(note, typed.revision, draft.covered(typed))
        except (Changed, Gone) as conflict:
            st.session_state[draft.key("conflict")] = type(conflict)
            raise
        _close(draft_key)
        st.session_state[_SAVED] = note.id
        st.session_state[_BEFORE] = typed.before
        # The address named the note while it was changed.
        st.query_params.pop("note", None)
        begin_at_top()
        say("Saved.")
        if typed.before is None or typed.before.kind == "jot":
            _move_on(note)


def _move_on(note: Note) -> None:
    """Let the therapist of a new note move on: after a session one sees them."""
    about = next((who for who in records().therapists if who.id == note.therapist), None)
    if about is None or moved_on(about, note) == about:
        return
    # The note is saved already: what another window did to them meanwhile is no failure of that.
    with suppress(Changed, Gone):
        there = vault().get(Therapist, about.id)
        if (after := moved_on(there.record, note)) == there.record:
            return
        vault().save(after, there.revision)
        say(f"Saved. {after.name}: {status_words(after.status)}, since this session.")


def settle(draft_key: str, update: dict[str, Any]) -> None:
    """Save what is typed here after a conflict, with another revision or as another note."""
    st.session_state.pop(f"{draft_key}/conflict", None)
    _change(draft_key, lambda draft: draft.model_copy(update=update))
    save(draft_key)


def drop(draft_key: str) -> None:
    """Forget what was typed here, in the vault too."""
    draft_at(draft_key).drop()
    _close(draft_key)


def _close(draft_key: str) -> None:
    draft = draft_at(draft_key)
    draft.close()
    for key in [key for key in st.session_state if str(key).startswith(f"{draft_key}/")]:
        if key != draft.key("generation"):
            del st.session_state[key]


def _as_it_stands(draft_key: str, draft: NoteDraft) -> NoteDraft:
    """Contents of the fields: their own callbacks may come after that of a button."""
    state, fields, all_records = st.session_state, draft_at(draft_key), records()
    typed = {name: state[f"{draft_key}/{name}"] for name in TYPED if f"{draft_key}/{name}" in state}
    typed["kind"] = typed.get("kind") or draft.kind
    typed["date"] = typed.get("date") or draft.date
    newest = {name: fields.newest(name) for name in TEXTS}
    typed |= {name: text for name, text in newest.items() if text is not None}
    values, right = dict(draft.values), dict(draft.right)
    scales = all_records.scales()
    for dimension in scales:
        key = f"{draft_key}/value/{dimension}"
        _put(values, dimension, key)
        _put(right, dimension, f"{key}/right")
    before = {rating.dimension for rating in draft.before.ratings} if draft.before else set()
    for dimension in values.keys() - scales.keys() - before:
        del values[dimension]  # a goal that was deleted meanwhile
    typed |= {"values": values, "right": right, "moments": _moments(draft_key, draft.moments)}
    about = typed.get("therapist") or draft.therapist
    typed["said"] = _said(draft_key, draft, about, all_records)
    typed["became"] = _became(draft_key, draft, about, all_records)
    return draft.model_copy(update=typed)


def _became(
    draft_key: str, draft: NoteDraft, about: UUID | None, records: Records
) -> dict[str, AgreedDraft]:
    """Answers to what was agreed in the fields, without those about somebody else."""
    state, became = st.session_state, dict(draft.became)
    asked = {str(note.id): note.therapist for note in records.notes if note.agreed}
    for note in asked:
        key = f"{draft_key}/became/{note}"
        given = {name: state[f"{key}/{name}"] for name in _OF_AGREED if f"{key}/{name}" in state}
        if given:
            became[note] = became.get(note, AgreedDraft()).model_copy(update=given)
    return {note: answer for note, answer in became.items() if asked.get(note, about) == about}


def _said(
    draft_key: str, draft: NoteDraft, about: UUID | None, records: Records
) -> dict[str, SaidDraft]:
    """Answers to "was it said?" in the fields, without those meant for somebody else."""
    state, said = st.session_state, dict(draft.said)
    whose = {str(sentence.id): who.id for who in records.therapists for sentence in who.to_say}
    for what in whose:
        key = f"{draft_key}/said/{what}"
        given = {name: state[f"{key}/{name}"] for name in _OF_SAID if f"{key}/{name}" in state}
        if given:
            said[what] = said.get(what, SaidDraft()).model_copy(update=given)
    return {what: answer for what, answer in said.items() if whose.get(what, about) == about}


def _moments(draft_key: str, drafts: Moments) -> Moments:
    """The moments as they stand in their fields."""
    state = st.session_state
    if f"{draft_key}/moments" in state:
        drafts = with_kinds(drafts, state[f"{draft_key}/moments"])
    return {name: _moment(draft_key, f"moment/{name}", draft) for name, draft in drafts.items()}


def _moment(draft_key: str, part: str, draft: MomentDraft) -> MomentDraft:
    state, key = st.session_state, f"{draft_key}/{part}"
    given = {name: state[f"{key}/{name}"] for name in OF_MOMENT if f"{key}/{name}" in state}
    words = draft_at(draft_key).newest(f"{part}/words")
    return draft.model_copy(update=given | ({} if words is None else {"words": words}))


def _put(into: dict[str, Any], dimension: str, key: str) -> None:
    if key in st.session_state:
        into.pop(dimension, None)
        if st.session_state[key] is not None:
            into[dimension] = st.session_state[key]
