"""Rating habits: how often all alike, and how far ratings move together.

Follows from the notes alone. What is made of it is said in `checks`. Source: docs/fit-model.md,
"Honesty checks".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from data.fit.evidence import Entry
from data.fit.observation import Floats

FEW_RATINGS: Final = 3
"""A note with fewer ratings is not asked whether they are all alike."""

IN_COMMON: Final = 8
"""So many notes must rate both of two dimensions before it is asked whether they move together."""


@dataclass(frozen=True)
class Habits:
    """``flat`` of the ``asked`` notes with enough ratings have all of them within one point.

    ``correlation``: the mean, -1..1, over ``pairs`` of dimensions; None without a pair.
    """

    flat: int
    asked: int
    correlation: float | None
    pairs: int


def habits(entries: Sequence[Entry]) -> Habits:
    """Return what the notes about one therapist show."""
    flat = asked = 0
    for entry in entries:
        values = [value for _, value, _ in entry.ratings]
        if len(values) >= FEW_RATINGS:
            asked += 1
            flat += max(values) - min(values) <= 1
    found = _correlations(entries)
    return Habits(flat, asked, float(found.mean()) if found.size else None, found.size)


def _correlations(entries: Sequence[Entry]) -> Floats:
    """Return the correlation of every two dimensions with enough notes in common, neither constant.

    All sums are of whole numbers, therefore exact.
    """
    keys = sorted({key for entry in entries for key, _, _ in entry.ratings})
    place = {key: at for at, key in enumerate(keys)}
    rows = [at for at, entry in enumerate(entries) for _ in entry.ratings]
    columns = [place[key] for entry in entries for key, _, _ in entry.ratings]
    values, given = np.zeros((len(entries), len(keys))), np.zeros((len(entries), len(keys)))
    values[rows, columns] = [value for entry in entries for _, value, _ in entry.ratings]
    given[rows, columns] = 1
    count = given.T @ given
    total = values.T @ given
    varied = count * ((values**2).T @ given) - total**2
    both = count * (values.T @ values) - total * total.T
    usable = np.triu((count >= IN_COMMON) & (varied > 0) & (varied.T > 0), k=1)
    return np.asarray(both[usable] / np.sqrt(varied[usable] * varied.T[usable]))
