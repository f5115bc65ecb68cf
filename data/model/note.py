"""Notes: what something with a therapist was like, and the ratings in it."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from data.model.agreed import AgreedAnswer
from data.model.dimension import Key
from data.model.moment import Moment, OwnPart
from data.model.record import Day, Instant, Record, Step, Text
from data.model.to_say import Said

NoteKind = Literal["session", "first call", "from memory", "jot"]
DidNotComeUp = Literal["did not come up"]
DID_NOT_COME_UP: Final = "did not come up"
Right = Literal["too little", "right", "too much"]
GoBack = Literal["yes", "unsure", "no"]


class Rating(Record):
    """Rating of the therapist on one dimension, 0..10 on the scale of the need.

    *Did not come up* is an answer; a dimension without a rating is unanswered. ``right`` says
    whether it was right for me and goes with a number only.
    """

    dimension: Key
    value: Step | DidNotComeUp
    right: Right | None = None

    @model_validator(mode="after")
    def _right_needs_a_number(self) -> Self:
        if self.right is not None and not isinstance(self.value, int):
            raise PydanticCustomError("right", "what did not come up was neither right nor wrong")
        return self


class Note(Record):
    """One note. ``date`` is the day of the session, or the first day of a period from memory.

    ``agreed``: what to do until next time; ``take_along``: what to take along from that day.
    ``agreed_before``: what became of what an earlier note agreed.

    ``until`` and ``sessions`` (about how many) belong to notes from memory only. A jot is a note
    not yet sorted: text and perhaps a therapist, nothing else.
    """

    id: UUID
    kind: NoteKind
    therapist: UUID | None = None
    date: Day
    written_at: Instant
    text: Text = ""
    worked_on: Text = ""
    helped: Text = ""
    did_not_help: Text = ""
    ratings: Annotated[tuple[Rating, ...], Field(max_length=500)] = ()
    moments: Annotated[tuple[Moment, ...], Field(max_length=50)] = ()
    own_part: OwnPart | None = None
    said: Annotated[tuple[Said, ...], Field(max_length=500)] = ()
    go_back: GoBack | None = None
    agreed: Text = ""
    take_along: Text = ""
    agreed_before: AgreedAnswer | None = None
    until: Day | None = None
    sessions: Annotated[int, Field(ge=1, le=5000)] | None = None

    @model_validator(mode="after")
    def _suits_its_kind(self) -> Self:
        dimensions = [rating.dimension for rating in self.ratings]
        if len(dimensions) != len(set(dimensions)):
            raise PydanticCustomError("twice", "one dimension is rated twice")
        if self.kind != "from memory" and (self.until is not None or self.sessions is not None):
            raise PydanticCustomError("period", "only a note from memory speaks of a period")
        if self.until is not None and self.until < self.date:
            raise PydanticCustomError("order", "the period ends before it begins")
        if self.agreed_before and self.agreed_before.note == self.id:
            raise PydanticCustomError("agreed", "it answers for what it agrees itself")
        if self.kind == "jot":
            self._is_text_only()
        elif self.therapist is None:
            raise PydanticCustomError("therapist", "it must say which therapist it is about")
        return self

    def _is_text_only(self) -> None:
        sorted_already = (
            self.worked_on, self.helped, self.did_not_help,
            self.ratings, self.moments, self.own_part, self.said, self.go_back,
            self.agreed, self.take_along, self.agreed_before,
        )  # fmt: skip
        if any(sorted_already):
            raise PydanticCustomError("jot", "a jot has text only; sort it first")
        if not self.text.strip():
            raise PydanticCustomError("jot", "a jot needs some text")

    @property
    def order(self) -> tuple[dt.date, str, str]:
        """The place of this note among others: by date, then by time of writing."""
        return self.date, self.written_at.isoformat(), str(self.id)

    @property
    def last_day(self) -> dt.date:
        """The last day this note speaks of."""
        return self.until or self.date


def notes_in_order(notes: Iterable[Note]) -> list[Note]:
    """Return notes by date, and those of one date by time of writing; see `Note.order`.

    Most days have one note: only where there are more is the whole order asked for.
    """
    by_date: dict[dt.date, list[Note]] = {}
    for note in notes:
        by_date.setdefault(note.date, []).append(note)
    listed: list[Note] = []
    for _, those in sorted(by_date.items()):
        listed += sorted(those, key=lambda note: note.order) if len(those) > 1 else those
    return listed
