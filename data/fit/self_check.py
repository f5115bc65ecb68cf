"""Self-check: each rating against what was predicted just before it.

The range expected for a rating is in whole numbers, from the one that holds the 10 % quantile to
the one that holds the 90 % quantile. Whole numbers cannot hold 80 % exactly, therefore what they
hold is added up as well. Source: docs/fit-model.md, "Self-check".
"""

from dataclasses import dataclass

import numpy as np

from data.fit.observation import Floats
from data.fit.quantile import HIGH, LOW

_LAST_DIGIT = 1e-9
"""A quantile that is reached but for the last digit of a sum is reached, on every platform."""


@dataclass(frozen=True)
class SelfCheck:
    """Count of ratings ``predicted``, and of those that fell into their 80 % range.

    ``promised``: how many of them should have, by the model's own chances.
    """

    predicted: int = 0
    inside_80: int = 0
    promised: float = 0.0

    def __add__(self, more: "SelfCheck") -> "SelfCheck":
        """Return both together."""
        return SelfCheck(
            self.predicted + more.predicted,
            self.inside_80 + more.inside_80,
            self.promised + more.promised,
        )


def check(chances: Floats, values: np.ndarray) -> SelfCheck:
    """Return how ratings, shape (rating,), compare with the chances of 0..10 before each."""
    reached = chances.cumsum(axis=1)
    low = (reached < LOW - _LAST_DIGIT).sum(axis=1)
    high = (reached < HIGH - _LAST_DIGIT).sum(axis=1)
    steps = np.arange(chances.shape[1])
    held = (steps >= low[:, None]) & (steps <= high[:, None])
    inside = (low <= values) & (values <= high)
    return SelfCheck(len(values), int(inside.sum()), float(chances[held].sum()))
