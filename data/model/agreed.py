"""Agreed: what to do until next time, and what became of it.

What was agreed belongs to the note of that day; what became of it to a later note, as with things
to say. So a note and everything in it is saved, changed and deleted as one. The fit model never
reads any of it.
"""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from data.model.record import Record

DidIt = Literal["did it", "some of it", "did not"]
DidHelp = Literal["it helped", "a little", "it did not help"]


class AgreedAnswer(Record):
    """In a note: whether I did what was agreed in ``note``, and whether that helped."""

    note: UUID
    did: DidIt
    helped: DidHelp | None = None

    @model_validator(mode="after")
    def _helped_when_done(self) -> Self:
        if self.helped is not None and self.did == "did not":
            raise PydanticCustomError("helped", "what was not done can neither help nor not help")
        return self


def answer_words(answer: AgreedAnswer | None) -> str:
    """Return what became of it: "did it, a little"; "" where nobody said."""
    return ", ".join(filter(None, (answer.did, answer.helped))) if answer else ""
