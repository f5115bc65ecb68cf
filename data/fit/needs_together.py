"""Correlation of needs: on some days everything feels right or wrong at once.

One correlation for the person, from the notes. It makes the range of fit wider, for errors that
go together do not cancel; means, beliefs and sides stay as they are. Source: docs/fit-model.md,
"Needs go together".
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final

import numpy as np

from data.fit.observation import Floats
from data.fit.rating_table import RatingTable
from data.model.need import Need

EXPECTED: Final = 0.04
"""The correlation expected before any note tells: a mood is likely to be there, a little."""

DOUBT: Final = 8
"""That expectation counts as so many notes (more than therapists) that would tell it."""

_NOTHING: Final = 1e-13
_MOST_STEPS: Final = 60


def together(tables: Iterable[RatingTable], needs: Sequence[Need], weights: Sequence[int]) -> float:
    """Return how far needs go together for this person, 0 (not at all) to 1 (all as one).

    What two ratings of one note are worth beyond their cells' means, times each other, summed over
    all pairs and notes; of what that would be if they agreed fully. While few notes tell, more of
    it is what is expected of anybody.
    """
    found = full = 0.0
    freedom = 0
    for table in tables:
        one_found, one_full, notes = _of_therapist(table, needs, weights)
        found, full = found + one_found, full + one_full
        freedom += max(notes - 1, 0)
    if full <= _NOTHING:
        return EXPECTED
    r = (freedom * found / full + DOUBT * EXPECTED) / (freedom + DOUBT)
    return min(max(r, 0.0), 1.0)


def _of_therapist(
    table: RatingTable, needs: Sequence[Need], weights: Sequence[int]
) -> tuple[float, float, int]:
    """Return the sum of products over one therapist's notes, the most it could be, and the notes.

    Only notes with two ratings and more can tell, and only they are counted.
    """
    worths, rated = table.worths(needs)
    telling = rated.sum(axis=1) > 1
    if not telling.any():
        return 0.0, 0.0, 0
    given = rated.astype(np.float64)
    importance = np.array(
        [w for need, w in zip(needs, weights, strict=True) if need.dimension in table.columns]
    )
    count = given.sum(axis=0)
    apart = (worths - worths.sum(axis=0) / np.maximum(count, 1)) * given * importance
    squares = (apart**2).sum(axis=0)
    single = np.sqrt(squares / np.maximum(count, 1))
    found = (apart.sum(axis=1) ** 2).sum() - squares.sum()
    full = ((given @ single) ** 2).sum() - (count * single**2).sum()
    return float(found), float(full), int(telling.sum())


def stretch_by(r: float, parts: Sequence[float]) -> float:
    """Return how much wider a sum is, 1 and more, when its parts have a correlation ``r``, 0..1.

    ``parts``: the standard deviation of each, times its weight.
    """
    alone = sum(part**2 for part in parts)
    return sqrt(1 + r * (sum(parts) ** 2 - alone) / alone) if alone > _NOTHING else 1.0


def stretched(chances: Floats, by: float) -> Floats:
    """Return chances on an even grid 0..1, each ``by`` times as far from the mean.

    The mean is kept: what would leave the grid stands at its end, and all the rest is shifted
    until the mean is what it was.
    """
    if by <= 1:
        return chances
    grid = np.linspace(0, 1, len(chances))
    mean = float(chances @ grid)
    wide = by * (grid - mean)
    shift = _shift(chances, wide, mean)
    places = np.clip(wide + shift, 0, 1) * (len(chances) - 1)
    below = np.minimum(places.astype(int), len(chances) - 2)
    part = places - below
    lower = np.bincount(below, chances * (1 - part), len(chances))
    return np.asarray(lower + np.bincount(below + 1, chances * part, len(chances)))


def _shift(chances: Floats, wide: Floats, mean: float) -> float:
    """Return what has to be added to ``wide`` so that, cut to 0..1, it has this mean.

    That mean grows with the shift, in straight pieces: Newton's steps find it, and where one would
    leave what is left to search, the middle of that is taken.
    """
    low, high, shift = -float(wide[-1]), 1 - float(wide[0]), mean
    for _ in range(_MOST_STEPS):
        moved = wide + shift
        off = mean - float(chances @ np.clip(moved, 0, 1))
        if abs(off) < _NOTHING:
            break
        low, high = (shift, high) if off > 0 else (low, shift)
        inside = float(chances[(moved > 0) & (moved < 1)].sum())
        shift = shift + off / inside if inside > _NOTHING else low
        if not low < shift < high:
            shift = (low + high) / 2
    return shift
