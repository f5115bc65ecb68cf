"""Change that one note made: what is said of each need it rated, before and after.

Needs no more than two reports, with and without the note. What was not rated before is said so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from data.fit.phrases import cell_words
from data.fit.report import Cell, Report
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
    before: Report | None, after: Report, therapist: UUID, rated: Collection[str]
) -> list[NeedChange]:
    """Return what changed for one therapist on the needs in ``rated``, at most `MOST`."""
    earlier = _cells(before, therapist)
    found = [
        NeedChange(
            cell.dimension,
            cell_words(earlier[key]) if key in earlier else "not rated",
            cell_words(cell),
            len(cell.evidence),
        )
        for key, cell in _cells(after, therapist).items()
        if key in rated
    ]
    return sorted(found, key=lambda change: change.before == change.after)[:MOST]


def _cells(report: Report | None, therapist: UUID) -> dict[str, Cell]:
    standings = report.standings if report else ()
    return {
        cell.dimension.key: cell
        for standing in standings
        if standing.therapist.id == therapist
        for cell in standing.cells
    }
