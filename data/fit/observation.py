"""Observation model: how a rating sees the state; the grids and tables behind it.

A rating is a rounded, bounded look at the level ``x`` a therapist is at, with swing ``s``:
``N(y | x, s) = F((y + .5 - x) / s) - F((y - .5 - x) / s)``, open below at 0 and above at 10.
One rating in fifty is a slip and says nothing. Source: docs/fit-model.md, "A rating".
"""

from dataclasses import dataclass
from functools import cached_property
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVELS: Floats = np.arange(41) / 4
"""x: the level a therapist is at, 0..10 in quarters."""

STEPS = range(11)
"""y: what can be rated, 0..10."""

SWINGS: Floats = np.array([0.5, 0.75, 1.0, 1.4, 1.8, 2.3, 3.0, 4.0])
"""s: how much sessions differ, in points of the scale."""

SLIP = 0.02
DOUBT = 2.0
"""A rating from memory or from a first call is looked at with this many times the swing."""


@dataclass(frozen=True)
class Look:
    """One rating: ``value`` 0..10; ``doubtful`` when from memory or from a first call."""

    value: int
    doubtful: bool = False

    @cached_property
    def code(self) -> int:
        """Place of this look in `LIKELIHOOD_BY_CODE`."""
        return self.value + len(STEPS) * self.doubtful


def _normal(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def _look(value: int, level: float, swing: float) -> float:
    below = 0.0 if value == 0 else _normal((value - 0.5 - level) / swing)
    above = 1.0 if value == 10 else _normal((value + 0.5 - level) / swing)
    return above - below


def _table(stretch: float) -> Floats:
    return np.array([[[_look(y, x, stretch * s) for x in LEVELS] for y in STEPS] for s in SWINGS])


SESSION: Floats = _table(1.0)
"""``N(y | x, s)``, shape (swing, rating, level): what a session at this level is rated as."""

_LIKELIHOOD = np.stack([_table(1.0), _table(DOUBT)])
LIKELIHOOD: Floats = (1 - SLIP) * _LIKELIHOOD + SLIP / len(STEPS)
"""``P(y | x, s)`` with slips, shape (doubtful, swing, rating, level): what a rating says."""

LIKELIHOOD_BY_CODE: Floats = np.ascontiguousarray(
    LIKELIHOOD.transpose(3, 0, 2, 1).reshape(len(LEVELS), 2 * len(STEPS), len(SWINGS))
)
"""The same, shape (level, code, swing), where `Look.code` says which."""
