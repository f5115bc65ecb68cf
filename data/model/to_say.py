"""Something to say to a therapist at the next session, in one's own words; and what became of it.

What to say belongs to the therapist; that it was said, and how it was taken, to the note about the
session. So a note and everything in it is saved, changed and deleted as one.
"""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from data.model.dimension import Key
from data.model.moment import MomentKind, TheyDid
from data.model.record import Day, Instant, Record, Text

SaidIt = Literal["said it", "not yet"]


class ToSay(Record):
    """Words kept for the next session.

    ``dimension``: where a change would show. ``note``, ``moment``: what it came from, if it came
    from one. ``said_on``: the day it was said outside any session, such as in a message.
    ``let_go_on``: the day it was taken off the list unsaid.
    """

    id: UUID
    written_at: Instant
    words: Text
    dimension: Key | None = None
    note: UUID | None = None
    moment: MomentKind | None = None
    said_on: Day | None = None
    let_go_on: Day | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.words.strip():
            raise PydanticCustomError("words", "it needs some words")
        return self


class Said(Record):
    """In a note: whether what I wanted to say was said, and what they did then."""

    what: UUID
    how: SaidIt
    they: TheyDid | None = None

    @model_validator(mode="after")
    def _taken_when_said(self) -> Self:
        if self.they is not None and self.how != "said it":
            raise PydanticCustomError("said", "what was not said was not taken in any way")
        return self
