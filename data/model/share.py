"""Shares, as their owner sees them. What readers need is kept elsewhere and holds no names."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from data.model.dimension import Key
from data.model.note import Note
from data.model.record import Day, Instant, Line, Record

Audience = Literal["partner or friend", "current therapist", "next therapist", "other"]
Naming = Literal["code name", "initials", "letter"]
Dates = Literal["exact", "month", "none"]
LinkDays = Literal[1, 7, 14, 30, 90]
Openings = Annotated[int, Field(ge=1, le=1000)]
Door = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Passage(Record):
    """A stretch of one note's text that is shown: characters ``start`` up to ``end``."""

    note: UUID
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError("order", "the passage ends before it begins")
        return self


class Choice(Record):
    """Contents of a snapshot; whatever is not named here stays out.

    ``by``: what the owner calls themselves there, empty for nothing. ``since``, ``until``: the days
    of the notes it is made from, None for no end.
    """

    audience: Audience
    by: Line = ""
    therapists: tuple[UUID, ...] = ()
    naming: Naming = "code name"
    dimensions: tuple[Key, ...] = ()
    dates: Dates = "month"
    passages: tuple[Passage, ...] = ()
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _time_in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("order", "the time ends before it begins")
        return self

    def holds(self, note: Note) -> bool:
        """Return True for a note of the chosen days, or of days that reach into them."""
        return (self.since is None or (note.until or note.date) >= self.since) and (
            self.until is None or note.date <= self.until
        )


class Terms(Record):
    """Terms of a link: for how many ``days``, for how many ``openings`` (None: any).

    ``words``: whom it is for, in the owner's words; no reader sees them.
    """

    words: Line = ""
    days: LinkDays = 14
    openings: Openings | None = None


class Share(Record):
    """A link to a snapshot. Whether it is open is known where the readers' part is kept.

    ``door``: the hash of its token, under which readers find the page. ``ended_at``: when the
    owner ended it, None while it runs, and where it ran until ``ends_at``.
    """

    id: UUID
    door: Door
    made_at: Instant
    ends_at: Instant
    ended_at: Instant | None = None
    by_phrase: bool = False
    choice: Choice
    terms: Terms = Terms()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_at <= self.made_at:
            raise PydanticCustomError("order", "the share ends before it is made")
        return self
