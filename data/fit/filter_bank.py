"""Filter bank: the filters of many cells, which step together, so that a step is a few products.

Cells and swings lie side by side in memory, level by level: what numpy does a step with are then
few long rows. Source: docs/fit-model.md, "Belief" and "A session as a whole".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from data.fit.level_change import CHANGES, DRIFTS, JUMP, STEPS_APART
from data.fit.observation import LEVELS, LIKELIHOOD, LIKELIHOOD_BY_CODE, STEPS, SWINGS, Floats
from data.fit.session_state import USUAL
from data.fit.swing import OF_A_CELL

Active = slice | np.ndarray
"""Which cells step: a slice where they are the first, else their places."""

ANYWHERE: Floats = LIKELIHOOD_BY_CODE.mean(axis=0)
"""How likely each look is from a level that is anywhere, shape (code, swing)."""

_INTO: Floats = np.ascontiguousarray(CHANGES.transpose(0, 2, 1))
"""Chances of going to a level (row) from a level (column), shape (drift, level, level)."""


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
    """Cells side by side, each after some of its ratings.

    ``levels``, shape (drift, level, cell, swing), sum to 1 over the levels. ``weights`` times
    ``gains``, shape (drift, cell, swing), and times ``scales`` of each cell: how likely drifts and
    swings are.
    """

    def __init__(self, filters: Sequence[Filter]) -> None:
        """Go on from these."""
        self.earlier = np.array([cell.ratings for cell in filters])
        levels = np.stack([cell.levels for cell in filters])
        self.levels = np.ascontiguousarray(levels.transpose(1, 3, 0, 2))
        # Memory that each step uses anew.
        self._spare = [np.empty(self.levels[0].size) for _ in range(len(DRIFTS) + 1)]
        self._logs = np.stack([cell.log_likelihood for cell in filters], axis=1)
        self._unrated = not self.earlier.all()
        self._begin_gains()

    def filters(self) -> list[Filter]:
        """Return each cell as it is now."""
        self._end_gains()
        levels = self.levels.transpose(2, 0, 3, 1)
        levels = levels / levels.sum(axis=-1, keepdims=True)
        logs = self._logs.transpose(1, 0, 2).copy()
        return [Filter(*cell) for cell in zip(levels, logs, self.earlier.tolist(), strict=True)]

    def later(self, active: Active) -> list[Floats]:
        """Return the levels of these cells at their next rating, (level, cell and swing) by drift.

        They stand where `see` goes on with them. Before the first rating nothing changes. Without
        a drift nothing moves but for jumps: that takes no product.
        """
        still, *drifting = (_rows(levels[:, active]) for levels in self.levels)
        still *= 1 - JUMP
        still += JUMP / len(LEVELS)
        found = [still]
        for change, own, spare in zip(_INTO[1:], drifting, self._spare, strict=False):
            moved = np.matmul(change, own, out=_first(spare, own.shape))
            if self._unrated:
                first = np.repeat(self.earlier[active] == 0, len(SWINGS))
                moved[:, first] = own[:, first]
            found.append(moved)
        return found

    def see(
        self,
        active: Active,
        later: Sequence[Floats],
        codes: np.ndarray,
        states: Callable[[Floats, Floats], Floats] | None,
    ) -> Floats:
        """Take in a rating of each of these cells; return what it counts for, shape (3, cell).

        ``later``: their levels by then. ``states``: of how likely they are from the belief and from
        anywhere makes the chances of a usual, an odd session and a break, shape (3, cell). None:
        all are usual.
        """
        shape = (len(LEVELS), len(codes), len(SWINGS))
        seen = _first(self._spare[-1], shape)
        LIKELIHOOD_BY_CODE.take(codes, axis=1, out=seen, mode="clip")
        seen, anywhere = _rows(seen), ANYWHERE.take(codes, axis=0)
        gains = np.empty((len(DRIFTS), *shape[1:]))
        for levels, likely in zip(later, _rows(gains), strict=True):
            np.einsum("xc,xc->c", levels, seen, out=likely)
        counts = self._counts(active, gains, anywhere, states)
        # From here on all is divided by what a level counts as it is.
        odd, broken = (counts[1:] / counts[0])[..., None]
        gains += odd + broken * anywhere
        again = np.repeat(broken[:, 0] / len(LEVELS), len(SWINGS))
        rest = np.multiply(seen, again, out=_first(self._spare[-2], seen.shape))
        seen += np.repeat(odd[:, 0], len(SWINGS))
        for levels, own, scale in zip(later, self.levels, _rows(1 / gains), strict=True):
            levels *= seen
            levels += rest
            if isinstance(active, slice):
                np.multiply(levels, scale, out=_rows(own[:, active]))
            else:
                levels *= scale
                own[:, active] = levels.reshape(shape)
        self._step(active, gains, counts[0])
        return counts

    def joint(self, active: Active, later: Sequence[Floats], codes: np.ndarray) -> Floats:
        """Return how likely all ratings and then each whole number are, (cell, swing, rating).

        In a usual session; up to a factor of the cell.
        """
        likely = _rows(self._likely(active) / OF_A_CELL)
        levels = np.zeros_like(later[0])
        for own, weights in zip(later, likely, strict=True):
            levels += weights * own
        return _expected(levels.reshape(len(LEVELS), len(codes), -1), codes)

    def likelihoods(self, active: Active) -> Floats:
        """Return how likely all ratings are, shape (cell, swing), up to a factor of the cell."""
        return np.asarray(self._likely(active).sum(axis=0) / OF_A_CELL)

    def _likely(self, active: Active) -> Floats:
        """Return how likely each drift and swing is, shape (drift, cell, swing), up to a factor."""
        return np.asarray(self.weights[:, active] * self.gains[:, active])

    def _counts(
        self,
        active: Active,
        usual: Floats,
        anywhere: Floats,
        states: Callable[[Floats, Floats], Floats] | None,
    ) -> Floats:
        """Return what each rating counts for, shape (3, cell), for how likely it is to have been.

        ``usual``, shape (drift, cell, swing), and ``anywhere``, (cell, swing): how likely it was.
        """
        scales, weights = self.scales[active], self._likely(active)
        of_usual = np.einsum("qcs,qcs->c", weights, usual) * scales
        of_anywhere = np.einsum("qcs,cs->c", weights, anywhere) * scales
        if states is None:
            counts = np.repeat(USUAL, len(of_usual), axis=1)
        else:
            counts = states(of_usual, of_anywhere)
        counts[0] /= of_usual
        counts[2] /= of_anywhere
        return counts

    def _step(self, active: Active, gains: Floats, scales: Floats) -> None:
        """Take in how likely the last ratings were."""
        self.gains[:, active] *= gains
        self.scales[active] *= scales
        self.earlier[active] += 1
        self._unrated = self._unrated and not self.earlier.all()
        self._steps += 1
        if self._steps == STEPS_APART:
            self._end_gains()

    def _begin_gains(self) -> None:
        """Work the weights out of the logarithms."""
        weights = np.exp(self._logs - self._logs.max(axis=(0, 2), keepdims=True)) * OF_A_CELL
        self.weights = weights / weights.sum(axis=(0, 2), keepdims=True)
        self.gains = np.ones_like(weights)
        self.scales = np.ones(len(self.earlier))
        self._steps = 0

    def _end_gains(self) -> None:
        """Take the gains into the logarithms; left alone, they would leave the range of floats."""
        self._logs += np.log(self.gains)
        self._begin_gains()


def active_cells(rated: np.ndarray) -> Iterator[Active]:
    """Give for each step which cells are rated, of ``rated``, shape (step, cell)."""
    counts = rated.sum(axis=1)
    # As many as there are before the first that is not.
    first = np.where(rated.all(axis=1), rated.shape[1], rated.argmin(axis=1)) == counts
    for own, count, are_first in zip(rated, counts.tolist(), first.tolist(), strict=True):
        yield slice(0, count) if are_first else np.flatnonzero(own)


def _first(memory: Floats, shape: tuple[int, ...]) -> Floats:
    """Return the beginning of some memory as an array of this shape."""
    return memory[: prod(shape)].reshape(shape)


def _rows(values: Floats) -> Floats:
    """Return values with cells and swings, the last two, as one row."""
    return values.reshape(*values.shape[:-2], -1)


def _expected(levels: Floats, codes: np.ndarray) -> Floats:
    """Return the chances of each whole number, shape (cell, swing, rating).

    From ``levels``, shape (level, cell, swing). Of ``codes`` only the doubt counts: how clearly
    something will be seen is known before what.
    """
    by_swing = np.ascontiguousarray(levels.transpose(2, 1, 0))
    doubts = codes >= len(STEPS)
    found = np.empty((len(codes), len(SWINGS), len(STEPS)))
    for doubtful in (False, True):
        cells = doubts == doubtful
        if cells.any():
            seen = LIKELIHOOD[int(doubtful)].transpose(0, 2, 1)
            found[cells] = (by_swing[:, cells] @ seen).transpose(1, 0, 2)
    return found
