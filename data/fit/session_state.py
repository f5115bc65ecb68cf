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

_CHANCES = np.log([1 - ODD - BREAK, ODD, BREAK])
_ANYTHING = np.log(1 / len(STEPS))
_LEAST = -40.0
"""Less likely than this nothing is held to be: no float would show it, and much divides by it."""

USUAL: Floats = np.array([[1.0], [0.0], [0.0]])
"""Chances of a session that is usual, shape (3, 1)."""


class SessionStates:
    """Sessions of a run, and how likely each was usual, odd or a break.

    ``therapists``: whose each cell is, as a number. ``rated``: whether each is rated, shape (step,
    cell); what is rated of one therapist in one step is one session. ``earlier``: how many ratings
    each cell has before the first step. Where too few tell, a session is usual.
    """

    def __init__(self, therapists: np.ndarray, rated: np.ndarray, earlier: np.ndarray) -> None:
        """Work out what needs no rating: how many each session has, and whether they tell."""
        before = earlier + rated.cumsum(axis=0) - rated
        self._therapists = therapists
        self._whose = (therapists[:, None] == np.arange(therapists.max() + 1)).astype(np.float64)
        self._odd = _CHANCES[1] + (rated @ self._whose) * _ANYTHING
        self._unknown = (rated & (before >= EARLIER)) @ self._whose < EARLIER
        self._all_tell = (~self._unknown.any(axis=1)).tolist()

    def chances(self, step: int, cells: slice | np.ndarray, likely: Floats) -> Floats:
        """Return the chances of usual, odd and break of each rating's session, shape (3, rating).

        ``cells``: those rated in this step. ``likely``, shape (2, rating): how likely each rating
        was from the belief before it, and from a level that is anywhere.
        """
        logs = np.empty((3, self._odd.shape[1]))
        np.matmul(np.log(likely), self._whose[cells], out=logs[::2])
        logs[::2] += _CHANCES[::2, None]
        logs[1] = self._odd[step]
        logs -= logs.max(axis=0)
        chances = np.exp(np.maximum(logs, _LEAST))
        chances /= chances.sum(axis=0)
        if not self._all_tell[step]:
            chances[:, self._unknown[step]] = USUAL
        return chances.take(self._therapists[cells], axis=1)
