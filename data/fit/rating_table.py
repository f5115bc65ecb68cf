"""The ratings of all notes about one therapist as one table, so that notes can be compared.

Follows from the notes alone. What a rating is worth under some needs is read off it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from data.fit.evidence import Entry
from data.fit.observation import STEPS, Floats
from data.fit.session_worth import POINTS
from data.model.need import Need

UNRATED: Final = -1


@dataclass(frozen=True, eq=False)
class RatingTable:
    """``values``: 0..10 or `UNRATED`, shape (note, dimension), oldest note first.

    ``columns``: where each dimension stands.
    """

    columns: Mapping[str, int]
    values: NDArray[np.int8]

    def worths(self, needs: Sequence[Need]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what each rating is worth in whole fifths, 0..5, and whether there is one.

        Shape (note, need), of those needs only that were ever rated. Whole numbers, so that sums
        are exact.
        """
        asked = [need for need in needs if need.dimension in self.columns]
        own = self.values[:, [self.columns[need.dimension] for need in asked]]
        if not asked:
            return np.zeros(own.shape), np.zeros(own.shape, dtype=bool)
        fifths = np.array([_fifths(need.low, need.high) for need in asked])
        rated = own != UNRATED
        # Where nothing was rated, the last step is looked up, and then taken out.
        worths = fifths[np.arange(len(asked)), own] * rated
        return worths.astype(np.float64), rated


def rating_table(entries: Sequence[Entry]) -> RatingTable:
    """Return the table of all notes about one therapist, oldest first."""
    keys = sorted({key for entry in entries for key, _, _ in entry.ratings})
    columns = {key: at for at, key in enumerate(keys)}
    values = np.full((len(entries), len(keys)), UNRATED, dtype=np.int8)
    counts = [len(entry.ratings) for entry in entries]
    rows = np.repeat(np.arange(len(entries)), counts)
    ratings = [rating for entry in entries for rating in entry.ratings]
    at = np.fromiter((columns[key] for key, _, _ in ratings), np.intp, len(ratings))
    values[rows, at] = np.fromiter((value for _, value, _ in ratings), np.int8, len(ratings))
    return RatingTable(columns, values)


@cache
def _fifths(low: int, high: int) -> tuple[int, ...]:
    """Return what each rating 0..10 is worth under a range, in fifths."""
    return tuple(max(0, POINTS - max(low - y, y - high, 0)) for y in STEPS)
