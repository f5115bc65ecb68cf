"""State of the therapist form: its draft in the session and the vault, its keys.

Everything typed is kept here until it is saved. Must never save a record by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from components.session import records, vault
from components.therapists.draft import NewTherapist, TherapistDraft
from data.model.therapist import Therapist
from data.vault.record_tables import StoredRecord

D = TypeVar("D", TherapistDraft, NewTherapist)


@dataclass(frozen=True)
class Place(Generic[D]):
    """Names of a form's draft, in the session and the vault, and of its fields' keys."""

    kind: type[D]
    name: str

    def key(self, part: str) -> str:
        """Return the key in the session of one part of the form."""
        return f"{self.name}/{part}"

    def held(self) -> D | None:
        """Return what is typed here: in this session, or kept by an earlier one."""
        if draft := st.session_state.get(self.key("draft")):
            return cast(D, draft)
        try:
            kept = vault().draft(self.name)
            return self.kind.model_validate_json(kept) if kept else None
        except ValidationError:
            return None

    def hold(self, draft: D) -> D:
        """Keep a draft for this session and return it."""
        st.session_state[self.key("draft")] = draft
        return draft

    def keep(self, draft: D) -> D:
        """Keep a draft, in the vault too while something in it is unsaved, and return it."""
        self.hold(draft)
        vault().keep_draft(self.name, draft.model_dump_json() if draft.changed() else "")
        return draft

    def forget(self) -> None:
        """Drop what was typed, in the vault too."""
        st.session_state.pop(self.key("draft"), None)
        self.renew()
        vault().keep_draft(self.name, "")

    def renew(self) -> None:
        """Let the fields begin again with what the draft says."""
        st.session_state[self.key("turn")] = self.turn() + 1

    def turn(self) -> int:
        """Return how often the fields began again."""
        return int(st.session_state.get(self.key("turn"), 0))

    def field(self, name: str) -> str:
        """Return the key of one field: another one after each `renew`."""
        return self.key(f"{self.turn()}/{name}")

    def text(self, name: str) -> str:
        """Return the key of a field for a long text, which begins again by itself."""
        return self.key(f"text/{name}")

    def begun(self, name: str, value: Any) -> str:
        """Return the key of a field that begins with this value and then holds what is typed."""
        st.session_state.setdefault(self.field(name), value)
        return self.field(name)


ADDING: Final = Place(NewTherapist, "therapist:new")


def about(who: UUID) -> Place[TherapistDraft]:
    """Return the place where something is typed about a therapist."""
    return Place(TherapistDraft, f"therapist:{who}")


def open_form(saved: StoredRecord[Therapist]) -> None:
    """Begin the form about one therapist, with what was typed and not saved where there is some."""
    place = about(saved.record.id)
    draft = place.held() or TherapistDraft.of(saved)
    if draft.seen != saved.revision and not draft.changed():
        draft = TherapistDraft.of(saved)
        place.renew()
    place.hold(draft.following(saved))


def draft_of(who: UUID) -> TherapistDraft:
    """Return what is typed about a therapist whose form is open."""
    return about(who).held() or TherapistDraft.of(vault().get(Therapist, who))


def before_first_session(who: UUID) -> bool:
    """Return whether one can still say what one expects: nothing was told of a session yet."""
    all_records = records()
    early = all(
        t.status in ("considering", "trying") for t in all_records.therapists if t.id == who
    )
    kinds = {note.kind for note in all_records.notes if note.therapist == who}
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
