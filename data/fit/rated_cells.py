"""Ratings of some notes by cell, in the order of the notes, as the filters take them in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from data.fit.belief import Sessions
from data.fit.evidence import CellKey, Entry, Evidence
from data.fit.observation import Look


@dataclass(frozen=True, eq=False)
class RatedCells:
    """Cells that some notes rate.

    ``evidence``: the ratings of each, oldest first. ``places``: of each cell which of the notes,
    counted from 0, its ratings are in. ``sessions``: which were given together. ``notes``: how
    many these are.
    """

    evidence: Mapping[CellKey, Sequence[Evidence]]
    places: Sequence[Sequence[int]]
    sessions: Sessions
    notes: int

    @property
    def series(self) -> list[list[Look]]:
        """Ratings of each cell as looks."""
        return [[rating.look for rating in ratings] for ratings in self.evidence.values()]

    def by_cell(self, rows: np.ndarray) -> list[np.ndarray]:
        """Return what there is of each rating, cell by cell in ``rows``, for each cell."""
        ends = np.cumsum([len(ratings) for ratings in self.evidence.values()])
        return np.split(rows, ends)[:-1]


def rated_cells(entries: Sequence[Entry]) -> RatedCells:
    """Return the ratings of these notes, oldest first."""
    cells: dict[CellKey, _CellRatings] = {}
    # Looked up for each rating, and what makes a therapist's key costs more than a dimension's.
    of_therapists: dict[UUID, dict[str, _CellRatings]] = {}
    sessions: Counter[UUID] = Counter()
    for at, entry in enumerate(entries):
        own, session = of_therapists.setdefault(entry.therapist, {}), sessions[entry.therapist]
        for dimension, value, _ in entry.ratings:
            if dimension not in own:
                own[dimension] = cells[entry.therapist, dimension] = _CellRatings()
            cell = own[dimension]
            cell.evidence.append(entry.evidence(value))
            cell.places.append(at)
            cell.sessions.append(session)
        sessions[entry.therapist] += bool(entry.ratings)
    numbers = {therapist: number for number, therapist in enumerate(of_therapists)}
    return RatedCells(
        {key: cell.evidence for key, cell in cells.items()},
        [cell.places for cell in cells.values()],
        Sessions([numbers[who] for who, _ in cells], [cell.sessions for cell in cells.values()]),
        len(entries),
    )


@dataclass(slots=True)
class _CellRatings:
    """Ratings of one cell, and of each its note and its session of this therapist."""

    evidence: list[Evidence] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    sessions: list[int] = field(default_factory=list)
