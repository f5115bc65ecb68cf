"""Filter bank: the filters of many cells, which step together, so that a step is a few products.

Source: docs/fit-model.md, "Belief" and "A session as a whole".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.fit.level_change import DRIFTS, after_ratings, moved
from data.fit.observation import LEVELS, LIKELIHOOD, LIKELIHOOD_BY_CODE, STEPS, SWINGS, Floats
from data.fit.session_state import session_states
from data.fit.swing import OF_A_CELL

Active = slice | np.ndarray
"""Which cells step: a slice where they are the first, else their places."""

STEPS_APART = 8
"""After so many ratings levels are made to add up to 1 again: no float gets too small by then."""

ANYWHERE: Floats = LIKELIHOOD_BY_CODE.mean(axis=-1)
"""How likely each look is from a level that is anywhere, shape (swing, code)."""


@dataclass(frozen=True)
class Filter:
    """A cell after some ratings.

    ``levels``: the belief for each drift and swing, shape (drift, swing, level), sums to 1 over
    the levels. ``log_likelihood``: of all its ratings, shape (drift, swing).
    """

    levels: Floats
    log_likelihood: Floats
    ratings: int


def start() -> Filter:
    """Return a cell before any rating: every level equally likely."""
    shape = (len(DRIFTS), len(SWINGS))
    return Filter(np.full((*shape, len(LEVELS)), 1 / len(LEVELS)), np.zeros(shape), 0)


class FilterBank:
    """Cells side by side, each after some of its ratings; shapes (drift, swing, cell, ...).

    ``levels``: up to a factor of each drift and swing, and of each cell; ``sums``: over them.
    ``log_likelihoods`` and ``likelihoods``: without that factor, the latter the largest 1.
    """

    def __init__(self, filters: Sequence[Filter]) -> None:
        """Go on from these."""
        self.earlier = np.array([cell.ratings for cell in filters])
        self.levels = np.stack([cell.levels for cell in filters], axis=2)
        self.log_likelihoods = np.stack([cell.log_likelihood for cell in filters], axis=2)
        self.sums = np.ones_like(self.log_likelihoods)
        self.likelihoods = _likelihoods(self.log_likelihoods)
        self._later = np.empty_like(self.levels)

    def filters(self) -> list[Filter]:
        """Return each cell as it is now; its levels have to be whole."""
        levels, logs = (
            np.moveaxis(values, 2, 0).copy() for values in (self.levels, self.log_likelihoods)
        )
        return [Filter(*cell) for cell in zip(levels, logs, self.earlier.tolist(), strict=True)]

    def moved(self, active: Active) -> Floats:
        """Return the levels of these cells after the time up to the next rating.

        Before the first rating nothing changes.
        """
        own = self.levels[:, :, active]
        first = self.earlier[active] == 0
        now = moved(own, out=self._later[:, :, : len(first)])
        if first.any():
            now[:, :, first] = own[:, :, first]
        return now

    def joint(self, now: Floats, active: Active, codes: np.ndarray) -> Floats:
        """Return how likely all ratings and then each whole number are, (cell, swing, rating).

        ``now``: what `moved` gave.
        """
        levels = np.einsum("qsc,qscx->scx", self.likelihoods[:, :, active], now)
        return _expected(levels, codes)

    def see(
        self, now: Floats, active: Active, codes: np.ndarray, therapists: np.ndarray | None
    ) -> Floats:
        """Take in a rating of each of these cells; return what it counts for, shape (3, cell).

        ``now``: what `moved` gave, used up. ``therapists``: whose each cell is; those of one are of
        one session. None: each is taken alone.
        """
        seen, sums = LIKELIHOOD_BY_CODE[:, codes], self.sums[:, :, active]
        own = self.levels[:, :, active]
        usual = np.einsum("qscx,scx->qsc", now, seen)
        anywhere = sums * ANYWHERE[:, codes]
        weights = OF_A_CELL[:, None] * self.likelihoods[:, :, active]
        whole = _over_all(weights, sums)
        of_usual = _over_all(weights, usual) / whole
        of_anywhere = _over_all(weights, anywhere) / whole
        if therapists is None:
            counts = np.tile([[1.0], [0.0], [0.0]], len(codes))
        else:
            counts = session_states(of_usual, of_anywhere, therapists, self.earlier[active])
        counts[0] /= of_usual
        counts[2] /= of_anywhere
        after_ratings(now, seen, counts, sums, out=own, spare=now)
        self.sums[:, :, active] = counts[0] * usual + counts[1] * sums + counts[2] * anywhere
        self.log_likelihoods[:, :, active] += np.log(of_usual)
        if not isinstance(active, slice):
            self.levels[:, :, active] = own
        self.earlier[active] += 1
        return counts

    def make_whole_when_due(self, active: Active) -> None:
        """Make levels add up to 1 where one of these has seen many ratings.

        Left alone, they would add up to less and less.
        """
        if (self.earlier[active] % STEPS_APART == 0).any():
            self.make_whole(active)

    def make_whole(self, active: Active = slice(None)) -> None:
        """Make levels add up to 1 again."""
        sums = self.levels[:, :, active].sum(axis=-1)
        self.levels[:, :, active] /= sums[..., None]
        self.sums[:, :, active] = 1.0
        self.log_likelihoods[:, :, active] += np.log(sums)
        self.likelihoods[:, :, active] = _likelihoods(self.log_likelihoods[:, :, active])


def active_cells(rated: np.ndarray) -> Active:
    """Return which cells are rated."""
    active = np.flatnonzero(rated)
    return slice(0, len(active)) if active[-1] == len(active) - 1 else active


def _over_all(weights: Floats, values: Floats) -> Floats:
    return np.asarray(np.einsum("qsc,qsc->c", weights, values))


def _likelihoods(logs: Floats) -> Floats:
    """Return likelihoods from their logarithms, shape (drift, swing, cell), the largest 1."""
    return np.asarray(np.exp(logs - logs.max(axis=(0, 1))))


def _expected(levels: Floats, codes: np.ndarray) -> Floats:
    """Return the chances of each whole number, shape (cell, swing, rating).

    From ``levels``, shape (swing, cell, level). Of ``codes`` only the doubt counts: how clearly
    something will be seen is known before what.
    """
    doubts = codes >= len(STEPS)
    found = np.empty((len(codes), len(SWINGS), len(STEPS)))
    for doubtful in (False, True):
        cells = doubts == doubtful
        if cells.all():
            return np.asarray(
                (levels @ LIKELIHOOD[int(doubtful)].transpose(0, 2, 1)).transpose(1, 0, 2)
            )
        own = levels[:, cells] @ LIKELIHOOD[int(doubtful)].transpose(0, 2, 1)
        found[cells] = own.transpose(1, 0, 2)
    return found
