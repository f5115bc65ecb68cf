"""Filter bank: the filters of many cells, which step together, so that a step is a few products.

Source: docs/fit-model.md, "Belief" and "A session as a whole".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.fit.level_change import DRIFTING, DRIFTS, JUMP
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
        self._spare = np.empty_like(self.levels)

    def filters(self) -> list[Filter]:
        """Return each cell as it is now; its levels have to be whole."""
        levels, logs = (
            np.moveaxis(values, 2, 0).copy() for values in (self.levels, self.log_likelihoods)
        )
        return [Filter(*cell) for cell in zip(levels, logs, self.earlier.tolist(), strict=True)]

    def joint(self, active: Active, codes: np.ndarray) -> Floats:
        """Return how likely all ratings and then each whole number are, (cell, swing, rating).

        In a usual session, after `let_time_pass`.
        """
        likelihoods, sums = self.likelihoods[:, :, active], self.sums[:, :, active]
        jump = self._jumps(active)
        levels = np.einsum("sc,scx->scx", likelihoods[0], self.levels[0][:, active])
        levels += np.einsum("qsc,qscx->scx", likelihoods[1:], self._drifted(len(codes)))
        levels *= (1 - jump)[:, None]
        levels += ((likelihoods * sums).sum(axis=0) * (jump / len(LEVELS)))[..., None]
        return _expected(levels, codes)

    def let_time_pass(self, active: Active) -> None:
        """Let the levels of these cells drift up to the next rating; `see` lets them jump as well.

        Before the first rating nothing changes.
        """
        first = self.earlier[active] == 0
        own, later = self.levels[1:, :, active], self._drifted(len(first))
        np.matmul(own, DRIFTING[1:, None], out=later)
        if first.any():
            later[:, :, first] = own[:, :, first]

    def see(self, active: Active, codes: np.ndarray, therapists: np.ndarray | None) -> Floats:
        """Take in a rating of each of these cells; return what it counts for, shape (3, cell).

        After `let_time_pass`. ``therapists``: whose each cell is; those of one are of one session.
        None: each is taken alone. Without a drift nothing moves but for jumps, and a jump leads
        anywhere: that takes no product, and is put together with a break.
        """
        seen, jump = LIKELIHOOD_BY_CODE[:, codes], self._jumps(active)
        own, drifted = self.levels[:, :, active], self._drifted(len(codes))
        sums = self.sums[:, :, active]
        anywhere = sums * ANYWHERE[:, codes]
        usual = np.empty_like(sums)
        np.einsum("scx,scx->sc", own[0], seen, out=usual[0])
        np.einsum("qscx,scx->qsc", drifted, seen, out=usual[1:])
        usual *= 1 - jump
        usual += jump * anywhere
        counts, of_usual = self._counts(active, usual, anywhere, therapists)
        as_is, odd, broken = counts
        share = (as_is * (1 - jump))[:, None] * seen
        share += (odd * (1 - jump))[:, None]
        own[0] *= share
        np.multiply(drifted, share, out=own[1:])
        np.multiply(((as_is * jump + broken) / len(LEVELS))[:, None], seen, out=share)
        share += (odd * jump / len(LEVELS))[:, None]
        own += np.multiply(sums[..., None], share, out=self._spare[:, :, : len(codes)])
        self.sums[:, :, active] = as_is * usual + odd * sums + broken * anywhere
        self.log_likelihoods[:, :, active] += np.log(of_usual)
        if not isinstance(active, slice):
            self.levels[:, :, active] = own
        self.earlier[active] += 1
        return counts

    def _counts(
        self, active: Active, usual: Floats, anywhere: Floats, therapists: np.ndarray | None
    ) -> tuple[Floats, Floats]:
        """Return what each rating counts for, and how likely it was in a usual session, (cell,)."""
        weights = OF_A_CELL[:, None] * self.likelihoods[:, :, active]
        whole = _over_all(weights, self.sums[:, :, active])
        of_usual = _over_all(weights, usual) / whole
        of_anywhere = _over_all(weights, anywhere) / whole
        if therapists is None:
            counts = np.tile([[1.0], [0.0], [0.0]], len(whole))
        else:
            counts = session_states(of_usual, of_anywhere, therapists, self.earlier[active])
        counts[0] /= of_usual
        counts[2] /= of_anywhere
        return counts, of_usual

    def _jumps(self, active: Active) -> Floats:
        """Return how likely each of these cells jumps before its next rating."""
        return np.where(self.earlier[active] == 0, 0.0, JUMP)

    def _drifted(self, cells: int) -> Floats:
        """Return the levels of so many cells after time passed, for each drift but the first, 0."""
        return self._spare[1:, :, :cells]

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
