"""Ratings of some notes by cell, in the order of the notes, as the filters take them in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    evidence: dict[CellKey, list[Evidence]] = {}
    places: dict[CellKey, list[int]] = {}
    numbers: dict[CellKey, list[int]] = {}
    rated: Counter[UUID] = Counter()
    for at, entry in enumerate(entries):
        for dimension, value, _ in entry.ratings:
            cell = (entry.therapist, dimension)
            evidence.setdefault(cell, []).append(entry.evidence(value))
            places.setdefault(cell, []).append(at)
            numbers.setdefault(cell, []).append(rated[entry.therapist])
        rated[entry.therapist] += bool(entry.ratings)
    therapists = {therapist: at for at, therapist in enumerate(rated)}
    sessions = Sessions([therapists[who] for who, _ in evidence], list(numbers.values()))
    return RatedCells(evidence, list(places.values()), sessions, len(entries))
