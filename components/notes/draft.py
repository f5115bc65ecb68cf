"""A note while it is written: everything typed so far, kept in the vault until it is saved."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from components.notes.moment_draft import MomentDraft, moments_of
from data.errors import BadRecord
from data.model.agreed import AgreedAnswer, DidHelp, DidIt
from data.model.moment import OwnPart, TheyDid
from data.model.note import DidNotComeUp, GoBack, Note, NoteKind, Rating, Right
from data.model.record import OPENED, new_id, now, rules_in_words
from data.model.to_say import Said, SaidIt

_AS_TYPED = (
    *("kind", "therapist", "date", "text", "worked_on", "helped", "did_not_help", "go_back"),
    *("agreed", "take_along"),
)

_CONTENT = (
    *("text", "worked_on", "helped", "did_not_help"),
    *("ratings", "moments", "own_part", "said", "go_back"),
    *("agreed", "take_along", "agreed_before"),
)
"""Fields of which a note needs at least one: an empty one would be counted as a session."""


TEXTS = (
    *("text", "worked_on", "helped", "did_not_help", "unsaid", "tried"),
    *("agreed", "take_along"),
)
"""Long texts of a note, each in a field of its own."""

TYPED = ("kind", "therapist", "date", "until", "sessions", "go_back", "open")


class SaidDraft(BaseModel):
    """Answer to "was it said?", as tapped; ``they`` counts only if it was said."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    how: SaidIt | None = None
    they: TheyDid | None = None


class AgreedDraft(BaseModel):
    """Answer to "did you do it?", as tapped; ``helped`` counts only if it was done."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    did: DidIt | None = None
    helped: DidHelp | None = None


class NoteDraft(BaseModel):
    """One note in the making. The id is made when it is begun, so that saving twice saves once.

    ``revision``: the one that is being edited, None for a new note. ``before``: that note as it
    was; what the form does not show is taken over from it unchanged. ``open``, ``unsaid`` and
    ``tried`` are the own part. ``said``: by the id of what one wanted to say. ``became``: by the id
    of the note that agreed something.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: UUID
    revision: Annotated[int | None, OPENED] = None
    before: Note | None = None
    kind: NoteKind = "session"
    therapist: UUID | None = None
    date: dt.date
    until: dt.date | None = None
    sessions: int | None = None
    text: str = ""
    worked_on: str = ""
    helped: str = ""
    did_not_help: str = ""
    values: dict[str, int | DidNotComeUp] = {}
    right: dict[str, Right] = {}
    go_back: GoBack | None = None
    moments: dict[str, MomentDraft] = {}
    open: int | None = None
    unsaid: str = ""
    tried: str = ""
    said: dict[str, SaidDraft] = {}
    agreed: str = ""
    take_along: str = ""
    became: dict[str, AgreedDraft] = {}

    @classmethod
    def begun(cls, today: dt.date, therapist: UUID | None, kind: NoteKind) -> "NoteDraft":
        """Return an empty draft."""
        return cls(id=new_id(), date=today, therapist=therapist, kind=kind)

    @classmethod
    def of(cls, note: Note, revision: int) -> "NoteDraft":
        """Return the draft with which editing a note begins."""
        typed = {name: getattr(note, name) for name in (*_AS_TYPED, "until", "sessions")}
        part = note.own_part or OwnPart()
        return cls(
            id=note.id,
            revision=revision,
            moments=moments_of(note.moments),
            open=part.open,
            unsaid=part.unsaid,
            tried=part.tried,
            said={
                str(answer.what): SaidDraft(how=answer.how, they=answer.they)
                for answer in note.said
            },
            became=_became(note),
            before=note,
            values={rating.dimension: rating.value for rating in note.ratings},
            right={r.dimension: r.right for r in note.ratings if r.right is not None},
            **typed,
        )

    def is_in(self, other: "NoteDraft") -> bool:
        """Return whether all that is typed here stands in the other one too: it loses nothing."""
        same = ((getattr(self, name), getattr(other, name)) for name in TYPED)
        if any(mine is not None and mine != theirs for mine, theirs in same):
            return False
        texts = ((getattr(self, name), getattr(other, name)) for name in TEXTS)
        answers = (
            (self.values, other.values),
            (self.right, other.right),
            (_given(self.said), _given(other.said)),
            (_given(self.became), _given(other.became)),
        )
        return (
            all(mine.strip() in theirs for mine, theirs in texts)
            and all(mine.items() <= theirs.items() for mine, theirs in answers)
            and all(
                name in other.moments and moment.is_in(other.moments[name])
                for name, moment in self.moments.items()
                if moment.on
            )
        )

    def note(self) -> Note:
        """Return the note as it is to be saved. Raises `BadRecord` with what is missing."""
        with rules_in_words():
            return self._note()

    def _note(self) -> Note:
        given: dict[str, Any] = {name: getattr(self, name) for name in _AS_TYPED}
        if self.kind == "from memory":
            given |= {"until": self.until, "sessions": self.sessions}
        if self.kind == "jot":
            given = {name: given[name] for name in ("kind", "therapist", "date", "text")}
        else:
            given["ratings"] = self._ratings()
            given["moments"] = tuple(
                moment.moment() for moment in self.moments.values() if moment.on
            )
            given["own_part"] = self._own_part()
            given["said"] = self._said()
            given["agreed_before"] = self._agreed_before()
        written_at = self.before.written_at if self.before else now()
        note = Note(id=self.id, written_at=written_at, **given)
        if not any(getattr(note, name) for name in _CONTENT):
            raise BadRecord("", "there is nothing in it yet: write a line, or tap one answer")
        return note

    def _said(self) -> tuple[Said, ...]:
        return tuple(
            Said(
                what=UUID(what),
                how=answer.how,
                they=answer.they if answer.how == "said it" else None,
            )
            for what, answer in self.said.items()
            if answer.how is not None
        )

    def _agreed_before(self) -> AgreedAnswer | None:
        answers = (
            AgreedAnswer(
                note=UUID(note),
                did=answer.did,
                helped=None if answer.did == "did not" else answer.helped,
            )
            for note, answer in self.became.items()
            if answer.did is not None
        )
        return next(answers, None)

    def _own_part(self) -> OwnPart | None:
        part = OwnPart(open=self.open, unsaid=self.unsaid, tried=self.tried)
        return None if part == OwnPart() else part

    def _ratings(self) -> tuple[Rating, ...]:
        return tuple(
            Rating(
                dimension=key,
                value=value,
                right=self.right.get(key) if isinstance(value, int) else None,
            )
            for key, value in self.values.items()
        )


def _given(said: Mapping[str, SaidDraft | AgreedDraft]) -> dict[str, SaidDraft | AgreedDraft]:
    return {what: answer for what, answer in said.items() if answer != type(answer)()}


def _became(note: Note) -> dict[str, AgreedDraft]:
    answer = note.agreed_before
    return {str(answer.note): AgreedDraft(did=answer.did, helped=answer.helped)} if answer else {}
