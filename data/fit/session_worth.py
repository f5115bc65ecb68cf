"""Worth of a session by a need, and the side on which it falls.

A session rated ``y`` is worth 1 inside the range and 0.2 less for each point outside, 0 at five.
Source: docs/fit-model.md, "What a need says about a session".
"""

from dataclasses import dataclass
from functools import cache
from math import sqrt

import numpy as np

from data.fit.observation import LEVELS, SESSION, STEPS, SWINGS, Floats
from data.fit.quantile import HIGH, LOW, quantiles
from data.model.need import Need

LOST_PER_POINT = 0.2
POINTS = 5
"""So many points outside, nothing is left."""

_SESSIONS: Floats = SESSION.transpose(0, 2, 1).reshape(-1, len(STEPS))
"""``N(y | x, s)``, a row for each swing and level, so that a belief becomes one product."""


def outside(value: int, need: Need) -> int:
    """Return by how many points a rating misses the range; 0 inside."""
    return max(need.low - value, value - need.high, 0)


def worth(need: Need) -> Floats:
    """Return ``U(x, s)``, shape (swing, level), 0..1: how right sessions are on average there.

    The same array each time, and read only.
    """
    return _worth(need.low, need.high)


def deviation(worths: Floats, belief: Floats) -> float:
    """Return the standard deviation of worths, 0..1, under a belief, both shape (swing, level)."""
    mean = float((worths * belief).sum())
    return sqrt(float((belief * (worths - mean) ** 2).sum()))


@cache
def _worth(low: int, high: int) -> Floats:
    missed = [max(low - y, y - high, 0) for y in STEPS]
    values = np.array([max(0.0, 1 - LOST_PER_POINT * points) for points in missed])
    # The last digit of a sum of chances may lie above 1.
    worths: Floats = np.minimum(_SESSIONS @ values, 1.0).reshape(len(SWINGS), len(LEVELS))
    worths.flags.writeable = False
    return worths


@dataclass(frozen=True)
class Outlook:
    """One cell against its need.

    ``level``, ``low``, ``high`` (10 % and 90 % quantiles) and ``swing``: 0..10. ``p_below``,
    ``p_inside``, ``p_above``: chances that the next session falls there, they add up to 1.
    ``p_far``: that it falls more than one point outside. ``utility``: how right it is, 0..1.
    """

    level: float
    low: float
    high: float
    swing: float
    p_below: float
    p_inside: float
    p_above: float
    p_far: float
    utility: float


def outlook(belief: Floats, need: Need) -> Outlook:
    """Return what a belief, shape (swing, level), says about the next session."""
    levels = belief.sum(axis=0)
    low, high = quantiles(levels, 10, [LOW, HIGH]).tolist()
    # The last digit of a sum may lie above 1.
    shares = np.minimum(belief.ravel() @ _SESSIONS @ _parts(need.low, need.high), 1.0)
    below, inside, above, far = shares.tolist()
    return Outlook(
        level=float(levels @ LEVELS),
        low=low,
        high=high,
        swing=float(belief.sum(axis=1) @ SWINGS),
        p_below=below,
        p_inside=inside,
        p_above=above,
        p_far=far,
        utility=min(1.0, float(np.vdot(belief, worth(need)))),
    )


@cache
def _parts(low: int, high: int) -> Floats:
    """Return which ratings lie below, inside, above and far outside, shape (rating, 4)."""
    return np.array(
        [[y < low, low <= y <= high, y > high, max(low - y, y - high) > 1] for y in STEPS],
        dtype=np.float64,
    )
