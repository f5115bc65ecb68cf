"""State of a session as a whole: usual, odd (all its ratings are slips), or a break in all needs.

One dreadful session is low in everything at once. Cell by cell that looks like so many changes; all
cells of a note together tell it from them. Source: docs/fit-model.md, "A session as a whole".
"""

from typing import Final

import numpy as np

from data.fit.observation import STEPS, Floats

ODD: Final = 0.05
"""How often a session is odd: its ratings are anything, and say nothing of the therapist."""

BREAK: Final = 0.02
"""How often all is another from a session on: every level of what it rates is anywhere."""

EARLIER: Final = 2
"""Ratings that two cells of a note must have before it, for anything to be usual."""

_CHANCES = np.log([[1 - ODD - BREAK], [ODD], [BREAK]])
_ANYTHING = np.log(1 / len(STEPS))
_LEAST = -60.0
"""Less likely than this nothing is held to be: what follows divides by it."""


def session_states(
    usual: Floats, anywhere: Floats, therapists: np.ndarray, earlier: np.ndarray
) -> Floats:
    """Return the chances of usual, odd and break of each rating's session, shape (3, rating).

    ``usual``, ``anywhere``: how likely each rating was from the belief before it, and from a level
    that is anywhere. ``therapists``: whose each is; those of one are one session. ``earlier``: how
    many ratings its cell had before. Where too few tell, a session is usual.
    """
    logs = np.array([
        np.bincount(therapists, np.log(usual)),
        np.bincount(therapists) * _ANYTHING,
        np.bincount(therapists, np.log(anywhere)),
    ])  # fmt: skip
    logs += _CHANCES
    chances = np.exp(np.maximum(logs - logs.max(axis=0), _LEAST))
    chances /= chances.sum(axis=0)
    unknown = np.bincount(therapists, earlier >= EARLIER) < EARLIER
    if unknown.any():
        chances[:, unknown] = [[1.0], [0.0], [0.0]]
    return chances.take(therapists, axis=1)
