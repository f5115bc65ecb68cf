"""Fit of one therapist over all needs: how right sessions are likely to be, with its range.

Exact, without draws: each cell's worth lies on a grid of 1/200, is stretched by its importance,
and all are convolved. Needs without a rating share one unknown, so not knowing keeps the range
wide. Source: docs/fit-model.md, "Fit".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import gcd

import numpy as np

from data.fit.observation import LEVELS, Floats
from data.fit.quantile import HIGH, LOW, quantiles
from data.fit.session_worth import worth
from data.fit.swing import Swing
from data.model.need import Need

GRID = 200
DOTS = 20

_AT = [LOW, HIGH, *((2 * dot + 1) / (2 * DOTS) for dot in range(DOTS))]
_SHORT = 100_000
"""Products up to which two distributions are convolved one by one; above, by their transforms."""


@dataclass(frozen=True)
class Fit:
    """Likely rightness of sessions, 0..1.

    ``low``, ``high``: 10 % and 90 % quantiles. ``dots``: twenty equally likely cases.
    ``chances``: on an even grid from 0 to 1, sum to 1.
    """

    mean: float
    low: float
    high: float
    dots: tuple[float, ...]
    chances: Floats


def fit(rated: Sequence[tuple[Need, Floats]], unrated: Sequence[Need], swing: Swing) -> Fit:
    """Return the fit from needs with their beliefs (swing, level) and needs without a rating."""
    # Only the proportions count: all nice to have is the same, to the last digit, as all matter.
    common = gcd(*(n.importance for n in (*(need for need, _ in rated), *unrated)))
    return fit_of(
        spread(
            [(need.importance // common, of_cell(need, belief)) for need, belief in rated],
            [(need.importance // common, need) for need in unrated],
            swing,
        )
    )


def spread(
    rated: Sequence[tuple[int, Floats]], unrated: Sequence[tuple[int, Need]], swing: Swing
) -> Floats:
    """Return the chances of every fit, on an even grid from 0 to 1, sum to 1.

    ``rated``: each weight with the chances of its cell's worth (`of_cell`). All that are compared
    with each other must have the same weights in sum.
    """
    parts = []
    for weight in sorted({weight for weight, _ in rated}):
        alike = _convolved([chances for own, chances in rated if own == weight])
        parts.append(_stretched(alike, weight))
    if unrated:
        parts.append(_unknown(unrated, swing))
    chances = _convolved(parts)
    return np.asarray(chances / chances.sum())


def fit_of(chances: Floats) -> Fit:
    """Return the figures of a distribution that `spread` gave."""
    low, high, *dots = quantiles(chances, 1, _AT).tolist()
    return Fit(mean_of(chances), low, high, tuple(dots), chances)


def mean_of(chances: Floats) -> float:
    """Return the mean of chances on an even grid from 0 to 1."""
    return float(chances @ np.linspace(0, 1, len(chances)))


def of_cell(need: Need, belief: Floats) -> Floats:
    """Return the chances of what a session is worth, on 0, 1/200, ..., 1, from a belief."""
    below, part = _places(need.low, need.high)
    return _shared(below, part, belief.ravel(), 1)


def of_unrated(need: Need, swing: Swing) -> Floats:
    """Return what sessions are worth at each level, shape (level,), where nothing was rated."""
    return np.asarray(swing.of_a_cell @ worth(need))


def of_all_unrated(needs: Sequence[tuple[int, Need]], swing: Swing) -> Floats:
    """Return what all unrated needs, each with its weight, add at each level, shape (level,)."""
    return np.asarray(np.sum([weight * of_unrated(need, swing) for weight, need in needs], axis=0))


def _unknown(needs: Sequence[tuple[int, Need]], swing: Swing) -> Floats:
    """Return the chances of what all unrated needs add, as one variable: the unknown level."""
    top = sum(weight for weight, _ in needs)
    return _shared(
        *_on_grid(of_all_unrated(needs, swing), top), np.full(len(LEVELS), 1 / len(LEVELS)), top
    )


@cache
def _places(low: int, high: int) -> tuple[np.ndarray, Floats]:
    # The worth of a level and swing is the same for every belief.
    return _on_grid(worth(Need(dimension="any", low=low, high=high)), 1)


def _on_grid(values: Floats, top: int) -> tuple[np.ndarray, Floats]:
    """Return for values 0..top the point of the grid below, and how near the next one is, 0..1."""
    places = np.clip(values.ravel() * GRID, 0, top * GRID)
    below = np.minimum(np.floor(places).astype(int), top * GRID - 1)
    return below, places - below


def _shared(below: np.ndarray, part: Floats, chances: Floats, top: int) -> Floats:
    """Put chances on the grid; what lies between two points is shared between them."""
    size = top * GRID + 1
    lower = np.bincount(below, chances * (1 - part), size)
    return np.asarray(lower + np.bincount(below + 1, chances * part, size), dtype=np.float64)


def _stretched(chances: Floats, weight: int) -> Floats:
    stretched = np.zeros((len(chances) - 1) * weight + 1)
    stretched[::weight] = chances
    return stretched


def _convolved(parts: list[Floats]) -> Floats:
    """Return the chances of the sum of independent values: the two shortest first."""
    while len(parts) > 1:
        parts = sorted(parts, key=len)
        parts = [*parts[2:], _sum_of(parts[0], parts[1])]
    return parts[0]


def _sum_of(floats: Floats, other: Floats) -> Floats:
    if len(floats) * len(other) <= _SHORT:
        return np.convolve(floats, other)
    size = len(floats) + len(other) - 1
    length = 1 << (size - 1).bit_length()
    product = np.fft.rfft(floats, length) * np.fft.rfft(other, length)
    # Transforms leave the last digits on either side of 0.
    return np.asarray(np.maximum(np.fft.irfft(product, length)[:size], 0.0))
