"""The way back of a bringing-in: what it added and what it replaced, as one thing to undo.

Kept among the drafts, so that it lies where the records lie, under the same lock.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from pydantic import BaseModel, Field

from data.model.record import new_id

WAY_BACK = timedelta(days=30)
"""How long a deleted note can be brought back, and what was brought in be taken back."""

WAY_BACK_PLACE: Final = "way back "


class WayBack(BaseModel):
    """One bringing-in: ``what`` in words, when, and its records.

    ``added``: table, id and digest of each record. ``replaced``: table, id, the record before as
    it lay there, and the digest of what it became.
    """

    id: UUID = Field(default_factory=new_id)
    what: str
    at: datetime
    added: list[tuple[str, str, str]] = Field(default_factory=list)
    replaced: list[tuple[str, str, str, str]] = Field(default_factory=list)

    def notes(self) -> int:
        """Return how many notes it added or changed."""
        return sum(row[0] == "notes" for row in (*self.added, *self.replaced))


def digest(body: str) -> str:
    """Return a short name for what a record says."""
    return sha256(body.encode("utf-8")).hexdigest()[:16]
