"""Change of a level: what time and what a rating make of what is believed about it.

Time takes a small step or a rare jump; a rating narrows, or says nothing where its session was odd.
Source: docs/fit-model.md, "Change" and "A session as a whole".
"""

import numpy as np

from data.fit.observation import LEVELS, Floats

DRIFTS = (0.0, 0.2, 0.4)
"""q: how far the level moves from one rating to the next, in points; equally likely."""

JUMP = 0.02
"""How often the level jumps anywhere instead."""

STEPS_APART = 16
"""After so many ratings what is multiplied is scaled: no float gets too small or large by then."""


_LEAST = 1e-100
"""Smaller chances are none: no sum would show them, and processors are slow with such floats."""


def _step(drift: float) -> Floats:
    """Return the chances of going from level (row) to level (column) where it does not jump."""
    if drift == 0:
        return np.eye(len(LEVELS))
    step = np.exp(-((LEVELS[None, :] - LEVELS[:, None]) ** 2) / (2 * drift**2))
    step[step < _LEAST] = 0
    return np.asarray(step / step.sum(axis=1, keepdims=True))


DRIFTING: Floats = np.stack([_step(drift) for drift in DRIFTS])
"""Without a jump, shape (drift, from level, to level)."""

CHANGES: Floats = (1 - JUMP) * DRIFTING + JUMP / len(LEVELS)
"""With jumps, shape (drift, from level, to level)."""


def moved(levels: Floats, drift: int, out: Floats, *, backward: bool = False) -> None:
    """Put into ``out`` the levels, shape (level, column), after the time between two ratings.

    ``drift``: which of `DRIFTS`. ``backward``: as seen from later. Without a drift nothing moves
    but for jumps, so that takes no product.
    """
    if DRIFTS[drift]:
        change = CHANGES[drift]
        np.matmul(change if backward else change.T, levels, out=out)
    else:
        np.multiply(levels, 1 - JUMP, out=out)
        out += levels.sum(axis=0) * (JUMP / len(LEVELS))


def after_ratings(
    levels: Floats, rating: Floats, counts: Floats, sums: Floats, out: Floats, spare: Floats
) -> None:
    """Put into ``out`` the levels, shape (level, column), after a rating of each column.

    ``rating``: how likely each rating is, shape (level, column). ``counts``, shape (3, column):
    what it counts for as it is, what it leaves as it was, and what it counts for from a level that
    is anywhere. ``sums``: of the levels, shape (column,). ``spare`` may be the levels.
    """
    usual, odd, anywhere = counts
    np.multiply(levels, usual * rating + odd, out=out)
    if anywhere.any():
        out += np.multiply(sums, rating * (anywhere / len(LEVELS)), out=spare)


def before_ratings(
    levels: Floats, rating: Floats, counts: Floats, out: Floats, spare: Floats
) -> None:
    """Put into ``out`` how likely from each level a rating and all later ones are.

    ``levels``: how likely the later ones are, shape (level, column). The same as `after_ratings`,
    with time running backward.
    """
    usual, odd, anywhere = counts
    sums = np.multiply(levels, rating, out=spare).sum(axis=0)
    np.multiply(levels, usual * rating + odd, out=out)
    out += sums * (anywhere / len(LEVELS))
