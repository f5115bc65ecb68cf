"""Chances of each rating before it was given, by the ratings before it.

Source: docs/fit-model.md, "Self-check".
"""

from dataclasses import dataclass

import numpy as np

from data.fit.observation import Floats
from data.fit.swing import AROUND


@dataclass(frozen=True)
class Foretold:
    """Expectation of each rating of a run before it was given, and what it then counted for.

    ``values``: those ratings, 0..10. Rows: the ratings of all cells, cell by cell. ``joint``: how
    likely the ratings before it and then each whole number are in a usual session, shape (row,
    swing, rating); ``after``: how likely they all are with it, shape (row, swing); each up to a
    factor of the row. What drift there was is averaged over already: drifts are equally likely,
    whatever the swing. ``counts``: see `after_rating`, shape (row, 3).
    """

    joint: Floats
    after: Floats
    counts: Floats
    values: np.ndarray

    @property
    def likelihoods(self) -> Floats:
        """Return how likely the ratings before each are, shape (row, swing), up to that factor."""
        return np.asarray(self.joint.sum(axis=-1))

    def told_of_swing(self) -> Floats:
        """Return what each rating adds to the logarithm of how likely all are for S, (row, S).

        Up to a constant of the row.
        """
        return np.asarray(np.log(self.after @ AROUND) - np.log(self.likelihoods @ AROUND))

    def chances(self, swing_chances: Floats) -> Floats:
        """Return the chances of 0..10 for each rating, given those of S before it, (row, S)."""
        by_swing = (swing_chances / (self.likelihoods @ AROUND)) @ AROUND.T
        return np.asarray((by_swing[:, None] @ self.joint)[:, 0])
