"""Self-check: each rating against what was predicted just before it.

The range expected for a rating is in whole numbers, from the one that holds the 10 % quantile to
the one that holds the 90 % quantile. Whole numbers cannot hold 80 % exactly, therefore what they
hold is added up as well. Source: docs/fit-model.md, "Self-check".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from data.fit.evidence import CellKey, Entry
from data.fit.filter_bank import Filter
from data.fit.foresight import foresight
from data.fit.observation import Floats
from data.fit.quantile import HIGH, LOW
from data.fit.rated_cells import rated_cells

AT_ONCE: Final = 400
"""Notes. What was expected before each rating takes 2 kB, so it is not kept for all at once."""

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


@dataclass(frozen=True, eq=False)
class CheckedNotes:
    """Self-check of some notes, worked out when it is first asked for: few pages say it.

    ``entries``: those notes. ``before``: the same without the newest, whose own check is
    ``newest``; None: it is worked out from the notes alone.
    """

    entries: tuple[Entry, ...]
    before: "CheckedNotes | None" = None
    newest: SelfCheck = field(default_factory=SelfCheck)

    @cached_property
    def self_check(self) -> SelfCheck:
        """Check of all of them: a new note costs its own, where the one before it is there."""
        return self.before.self_check + self.newest if self.before else _of_all(self.entries)

    def alone(self) -> "CheckedNotes":
        """Return the same without what was before it."""
        if self.before is None:
            return self
        if "self_check" not in self.__dict__:
            return CheckedNotes(self.entries)
        return CheckedNotes(self.entries, CheckedNotes(()), self.self_check)


def _of_all(entries: Sequence[Entry]) -> SelfCheck:
    filters: dict[CellKey, Filter] = {}
    counted = SelfCheck()
    for first in range(0, len(entries), AT_ONCE):
        rated = rated_cells(entries[first : first + AT_ONCE])
        if rated.evidence:
            found = foresight(rated, filters)
            filters |= found.filters
            counted += check(found.chances[found.grounded], found.values[found.grounded])
    return counted
