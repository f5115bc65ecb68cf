"""Shares, as their owner sees them. What readers need is kept elsewhere and holds no names."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from data.model.dimension import Key
from data.model.record import Instant, Line, Record

Audience = Literal["partner or friend", "current therapist", "next therapist", "other"]
Naming = Literal["code name", "initials", "letter"]
Dates = Literal["exact", "month", "none"]
State = Literal["open", "paused", "ended"]


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


class Share(Record):
    """A read-only snapshot that leaves the vault: for whom, what was chosen, until when."""

    id: UUID
    audience: Audience
    words: Line = ""
    made_at: Instant
    ends_at: Instant
    state: State = "open"
    therapists: tuple[UUID, ...] = ()
    dimensions: tuple[Key, ...] = ()
    passages: tuple[Passage, ...] = ()
    show_needs: bool = False
    naming: Naming = "code name"
    dates: Dates = "month"
    openings_left: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_at <= self.made_at:
            raise PydanticCustomError("order", "the share ends before it is made")
        return self
