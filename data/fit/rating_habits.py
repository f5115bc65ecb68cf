"""Rating habits towards one therapist: how often all alike, how far needs rise and fall together.

What is made of it is said in `checks`. Source: docs/fit-model.md, "Honesty checks".
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from data.fit.rating_table import UNRATED, RatingTable
from data.model.need import Need

FEW_RATINGS: Final = 3
"""A note with fewer ratings is not asked whether they are all alike."""

IN_COMMON: Final = 8
"""So many notes must rate both of two needs before it is asked whether they go together."""

_ABOVE: Final = np.int8(11)


def flat_notes(table: RatingTable) -> tuple[int, int]:
    """Return how many notes have all ratings within one point, and of how many that was asked."""
    values = table.values
    asked = (values != UNRATED).sum(axis=1) >= FEW_RATINGS
    if not asked.any():
        return 0, 0
    lowest = np.where(values == UNRATED, _ABOVE, values).min(axis=1)
    flat = asked & (values.max(axis=1) - lowest <= 1)
    return int(flat.sum()), int(asked.sum())


def correlation(table: RatingTable, needs: Sequence[Need]) -> tuple[float, int] | None:
    """Return the mean correlation, -1..1, of what two needs' ratings are worth, and how many pairs.

    Only pairs with `IN_COMMON` notes and more, neither constant over them; None without a pair.
    """
    worths, rated = table.worths(needs)
    given = rated.astype(np.float64)
    # All sums are of whole numbers, therefore exact.
    count = given.T @ given
    total = worths.T @ given
    varied = count * ((worths**2).T @ given) - total**2
    both = count * (worths.T @ worths) - total * total.T
    usable = np.triu((count >= IN_COMMON) & (varied > 0) & (varied.T > 0), k=1)
    found = both[usable] / np.sqrt(varied[usable] * varied.T[usable])
    return (float(found.mean()), found.size) if found.size else None
