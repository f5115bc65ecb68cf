"""Filter bank: the filters of many cells, which step together, so that a step is a few products.

Cells and swings lie side by side in memory, level by level: what numpy does a step with are then
few long rows. Source: docs/fit-model.md, "Belief" and "A session as a whole".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.fit.level_change import DRIFTING, DRIFTS, JUMP, STEPS_APART
from data.fit.observation import LEVELS, LIKELIHOOD, LIKELIHOOD_BY_CODE, STEPS, SWINGS, Floats
from data.fit.session_state import session_states
from data.fit.swing import OF_A_CELL

Active = slice | np.ndarray
"""Which cells step: a slice where they are the first, else their places."""

ANYWHERE: Floats = LIKELIHOOD_BY_CODE.mean(axis=0)
"""How likely each look is from a level that is anywhere, shape (code, swing)."""

_TO_FROM = np.ascontiguousarray(DRIFTING[1:].transpose(0, 2, 1))
"""Chances of each drift but the first, which is none, shape (drift, to level, from level)."""


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
        self._later = np.empty_like(self.levels)
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

    def let_time_pass(self, active: Active) -> None:
        """Let the levels of these cells drift up to the next rating; `see` lets them jump as well.

        Before the first rating nothing changes. Without a drift nothing moves: that takes no
        product.
        """
        own = self.levels[1:, :, active]
        later = self._later[1:, :, : own.shape[2]]
        np.matmul(_TO_FROM, _rows(own), out=_rows(later))
        if self._unrated:
            first = self.earlier[active] == 0
            later[:, :, first] = own[:, :, first]

    def see(self, active: Active, codes: np.ndarray, therapists: np.ndarray | None) -> Floats:
        """Take in a rating of each of these cells; return what it counts for, shape (3, cell).

        After `let_time_pass`. ``therapists``: whose each cell is; those of one are of one session.
        None: each is taken alone. A jump leads anywhere, and is put together with a break.
        """
        seen, anywhere = _rows(LIKELIHOOD_BY_CODE.take(codes, axis=1)), ANYWHERE.take(codes, axis=0)
        own, later = _rows(self.levels[0][:, active]), _rows(self._later[:, :, : len(codes)])
        jump = self._jump(active)
        likely = np.empty((len(DRIFTS), *anywhere.shape))
        np.einsum("xc,xc->c", own, seen, out=likely[0].reshape(-1))
        np.einsum("qxc,xc->qc", later[1:], seen, out=_rows(likely[1:]))
        likely += jump / (1 - jump) * anywhere
        counts = self._counts(active, likely, anywhere, jump, therapists)
        # From here on all is divided by what a level counts that did not jump.
        whole = counts[0][:, None] * (1 - jump)
        odd, broken = counts[1:, :, None] / whole
        slip, again, floor = parts = np.empty_like(likely)
        slip[:] = odd * (1 - jump)
        again[:] = (jump / (1 - jump) + broken) / len(LEVELS)
        floor[:] = odd * (jump / len(LEVELS))
        slip, again, floor = _rows(parts)
        rest = again * seen
        rest += floor
        seen += slip
        np.multiply(own, seen, out=later[0])
        later[1:] *= seen
        later += rest
        likely += odd + broken * anywhere
        later *= _rows(1 / likely)[:, None]
        self._keep(active, later)
        self.gains[:, active] *= likely
        self.scales[active] *= whole
        self._step(active)
        return counts

    def _jump(self, active: Active) -> Floats | float:
        """Return how likely these cells jump before the next rating: for all, or shape (cell, 1)."""
        return np.where(self.earlier[active] == 0, 0.0, JUMP)[:, None] if self._unrated else JUMP

    def joint(self, active: Active, codes: np.ndarray) -> Floats:
        """Return how likely all ratings and then each whole number are, (cell, swing, rating).

        In a usual session, after `let_time_pass`; up to a factor of the cell.
        """
        likely = _rows(self._likely(active) / OF_A_CELL)
        jump = np.repeat(np.where(self.earlier[active] == 0, 0.0, JUMP), len(SWINGS))
        levels = likely[0] * _rows(self.levels[0][:, active])
        levels += np.einsum("qc,qxc->xc", likely[1:], _rows(self._later[1:, :, : len(codes)]))
        levels *= 1 - jump
        levels += likely.sum(axis=0) * jump / len(LEVELS)
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
        likely: Floats,
        anywhere: Floats,
        jump: Floats | float,
        therapists: np.ndarray | None,
    ) -> Floats:
        """Return what each rating counts for, shape (3, cell), for how likely it is to have been.

        ``likely``: of a usual session, shape (drift, cell, swing), over the chance of no jump.
        """
        scales, weights = self.scales[active], self._likely(active)
        of_usual = np.einsum("qcs,qcs->c", weights, likely) * (scales * (1 - jump))[:, 0]
        of_anywhere = np.einsum("qcs,cs->c", weights, anywhere) * scales[:, 0]
        if therapists is None:
            counts = np.zeros((3, len(of_usual)))
            counts[0] = 1.0
        else:
            counts = session_states(of_usual, of_anywhere, therapists, self.earlier[active])
        self._usual[active] *= counts[0][:, None] * (1 - jump)
        counts[0] /= of_usual
        counts[2] /= of_anywhere
        return counts

    def _keep(self, active: Active, later: Floats) -> None:
        """Go on with these levels."""
        if later.shape[-1] == self.levels[0, 0].size:
            self.levels, self._later = self._later, self.levels
        else:
            own = self.levels[:, :, active]
            self.levels[:, :, active] = later.reshape(own.shape)

    def _step(self, active: Active) -> None:
        """Count a step."""
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
        self.scales, self._usual = np.ones((2, len(self.earlier), 1))
        self._steps = 0

    def _end_gains(self) -> None:
        """Take the gains into the logarithms; left alone, they would leave the range of floats."""
        self._logs += np.log(self.gains) + np.log(self._usual)
        self._begin_gains()


def active_cells(rated: np.ndarray) -> Iterator[Active]:
    """Give for each step which cells are rated, of ``rated``, shape (step, cell)."""
    counts = rated.sum(axis=1)
    # As many as there are before the first that is not.
    first = np.where(rated.all(axis=1), rated.shape[1], rated.argmin(axis=1)) == counts
    for own, count, are_first in zip(rated, counts.tolist(), first.tolist(), strict=True):
        yield slice(0, count) if are_first else np.flatnonzero(own)


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
