"""Change that one note made: what is said of each need it rated, before and after.

Needs what the notes say with and without it, and no report: nobody is compared. What was not rated
before is said so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from data.fit.notes_belief import NotesBelief
from data.fit.phrases import cell_words
from data.fit.question import Asked
from data.fit.standing import cell_of
from data.model.dimension import Dimension
from data.words import counted

MOST = 3
"""So many needs are named: those of which something else is said now, before the others."""


@dataclass(frozen=True)
class NeedChange:
    """One need of one therapist: ``before`` and ``after`` in words, and the notes behind it."""

    dimension: Dimension
    before: str
    after: str
    notes: int

    @property
    def words(self) -> str:
        """The change as a line without the name: "too early to say, now fits; 3 notes"."""
        notes = counted(self.notes, "note")
        if self.before == self.after:
            return f"{self.after}, as before; {notes}"
        return f"{self.before} before, now {self.after}; {notes}"


def need_changes(
    before: NotesBelief,
    after: NotesBelief,
    question: Asked,
    therapist: UUID,
    rated: Collection[str],
) -> list[NeedChange]:
    """Return what changed for one therapist on the needs in ``rated``, at most `MOST`."""
    found = []
    for need in question.needs:
        if need.dimension in rated:
            was = cell_of(therapist, need, before, question)
            cell = cell_of(therapist, need, after, question)
            words = cell_words(was), cell_words(cell)
            found.append(NeedChange(cell.dimension, *words, len(cell.evidence)))
    return sorted(found, key=lambda change: change.before == change.after)[:MOST]
