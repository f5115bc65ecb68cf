"""Filter bank: the filters of many cells, which step together, so that a step is a few products.

Cells and swings lie side by side in memory, level by level: what numpy does a step with are then
few long rows. Source: docs/fit-model.md, "Belief" and "A session as a whole".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np

from data.fit.level_change import CHANGES, DRIFTS, JUMP, STEPS_APART
from data.fit.observation import LEVELS, LIKELIHOOD, LIKELIHOOD_BY_CODE, STEPS, SWINGS, Floats
from data.fit.session_state import USUAL
from data.fit.swing import OF_A_CELL

Active = slice | np.ndarray
"""Which cells step: a slice where they are the first, else their places."""

INTO: Floats = np.ascontiguousarray(CHANGES.transpose(0, 2, 1))
"""Chances of going to a level (row) from a level (column), shape (drift, level, level)."""

States = Callable[[Floats], Floats]
"""Makes the chances of a usual, an odd session and a break, shape (3, cell).

Of how likely the ratings are from the belief before them and from anywhere, shape (2, cell).
"""

HOPELESS: Final = 1e-100
"""A swing that is so much less likely in all cells is followed no further."""


@dataclass(frozen=True)
class Filter:
    """A cell after some ratings.

    ``levels``: the belief for each drift and swing, shape (drift, swing, level), sums to 1 over
    the levels. ``log_likelihood``: of all its ratings, shape (drift, swing), up to a constant. Of
    a swing that is hopeless it is -inf, and the levels are as they began.
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

    ``levels``, shape (drift, level, cell, swing), sum to 1 over the levels. ``weights``, shape
    (drift, cell, swing): how likely drifts and swings are, sum to 1 for each cell. ``gains``: how
    likely the ratings were since the weights were last worked out.
    """

    def __init__(self, filters: Sequence[Filter]) -> None:
        """Go on from these."""
        self.earlier = np.array([cell.ratings for cell in filters])
        self._unrated = not self.earlier.all()
        self._logs = np.stack([cell.log_likelihood for cell in filters], axis=1)
        self.gains = np.ones_like(self._logs)
        self.levels = np.stack([cell.levels for cell in filters]).transpose(1, 3, 0, 2)
        self.swings = np.arange(len(SWINGS))
        self._follow(self.swings)
        self._weigh()

    def filters(self) -> list[Filter]:
        """Return each cell as it is now."""
        self._weigh()
        levels = np.repeat(start().levels[None], len(self.earlier), axis=0)
        own = self.levels.transpose(2, 0, 3, 1)
        levels[:, :, self.swings] = own / own.sum(axis=-1, keepdims=True)
        logs = np.full(levels.shape[:-1], -np.inf)
        logs[:, :, self.swings] = self._logs.transpose(1, 0, 2)
        return [Filter(*cell) for cell in zip(levels, logs, self.earlier.tolist(), strict=True)]

    def later(self, active: Active) -> list[Floats]:
        """Return the levels of these cells at their next rating, (level, cell and swing) by drift.

        They stand in memory that `see` goes on with and each step uses anew. Before the first
        rating nothing changes. Without a drift nothing moves but for jumps: that takes no product.
        """
        still, *drifting = (_rows(levels[:, active]) for levels in self.levels)
        still *= 1 - JUMP
        still += JUMP / len(LEVELS)
        found = [still]
        for change, own, spare in zip(INTO[1:], drifting, self._spare, strict=False):
            moved = np.matmul(change, own, out=_first(spare, own.shape))
            if self._unrated:
                first = np.repeat(self.earlier[active] == 0, len(self.swings))
                moved[:, first] = own[:, first]
            found.append(moved)
        return found

    def see(
        self,
        active: Active,
        later: Sequence[Floats],
        codes: np.ndarray,
        states: States | None,
    ) -> Floats:
        """Take in a rating of each of these cells; return what it counts for, shape (3, cell).

        ``later``: their levels by then. ``states``: of the sessions; None: all are usual.
        """
        shape = (len(LEVELS), len(codes), len(self.swings))
        rating = _first(self._spare[-1], shape)
        self._looks.take(codes, axis=1, out=rating, mode="clip")
        rating, anywhere = _rows(rating), _rows(self._anywhere.take(codes, axis=0))
        gains = np.empty((len(DRIFTS), len(anywhere)))
        for levels, likely in zip(later, gains, strict=True):
            np.einsum("xc,xc->c", levels, rating, out=likely)
        counts = self._counts(active, gains, anywhere, states)
        # From here on all is divided by what a level counts as it is.
        odd, broken = (counts[1:] / counts[0]).repeat(len(self.swings), axis=1)
        gains += broken * anywhere + odd
        rest = np.multiply(rating, broken / len(LEVELS), out=_first(self._spare[-2], rating.shape))
        rating += odd
        for moved, own, scale in zip(later, self.levels, 1 / gains, strict=True):
            np.multiply(moved, rating, out=moved)
            np.add(moved, rest, out=moved)
            if isinstance(active, slice):
                np.multiply(moved, scale, out=_rows(own[:, active]))
            else:
                own[:, active] = (moved * scale).reshape(shape)
        self._step(active, gains, counts[0])
        return counts

    def joint(self, active: Active, later: Sequence[Floats], codes: np.ndarray) -> Floats:
        """Return how likely all ratings and then each whole number are, (cell, swing, rating).

        In a usual session; up to a factor of the cell.
        """
        likely = _rows(self.weights[:, active] / OF_A_CELL[self.swings])
        mixed = sum(weights * own for own, weights in zip(later, likely, strict=True))
        by_swing = np.asarray(mixed).reshape(len(LEVELS), len(codes), -1).transpose(2, 1, 0)
        levels = np.zeros((len(SWINGS), len(codes), len(LEVELS)))
        levels[self.swings] = by_swing
        return _expected(levels, codes)

    def likelihoods(self, active: Active) -> Floats:
        """Return how likely all ratings are, shape (cell, swing), up to a factor of the cell."""
        weights = self.weights[:, active].sum(axis=0) / OF_A_CELL[self.swings]
        found = np.zeros((len(weights), len(SWINGS)))
        found[:, self.swings] = weights
        return found

    def _counts(
        self,
        active: Active,
        usual: Floats,
        anywhere: Floats,
        states: States | None,
    ) -> Floats:
        """Return what each rating counts for, shape (3, cell), for how likely it is to have been.

        ``usual``, shape (drift, cell and swing), and ``anywhere``: how likely it was.
        """
        weights = self.weights[:, active]
        likely = np.empty((2, weights.shape[1]))
        np.einsum("qcs,qcs->c", weights, usual.reshape(weights.shape), out=likely[0])
        np.einsum("qcs,cs->c", weights, anywhere.reshape(weights.shape[1:]), out=likely[1])
        counts = np.repeat(USUAL, len(likely[0]), axis=1) if states is None else states(likely)
        counts[::2] /= likely
        return counts

    def _step(self, active: Active, gains: Floats, scales: Floats) -> None:
        """Take in how likely the last ratings were, and ``scales``, shape (cell,), of all that."""
        own = gains.reshape(len(DRIFTS), -1, len(self.swings))
        self.gains[:, active] *= own
        self.weights[:, active] *= own * scales[:, None]
        self.earlier[active] += 1
        self._unrated = self._unrated and not self.earlier.all()
        self._steps += 1
        if self._steps == STEPS_APART:
            self._weigh()

    def _weigh(self) -> None:
        """Work the weights out of logarithms, into which the gains go; leave out what is hopeless.

        Left alone, gains would leave the range of floats.
        """
        self._logs += np.log(self.gains)
        weights = np.exp(self._logs - self._logs.max(axis=(0, 2), keepdims=True))
        # No sum shows them, and processors are slow with the smallest floats.
        weights[weights < HOPELESS] = 0
        followed = weights.any(axis=(0, 1))
        if not followed.all():
            self._logs, weights = self._logs[..., followed], weights[..., followed]
            self._follow(np.flatnonzero(followed))
        weights *= OF_A_CELL[self.swings]
        self.weights = weights / weights.sum(axis=(0, 2), keepdims=True)
        self.gains = np.ones_like(weights)
        self._steps = 0

    def _follow(self, swings: np.ndarray) -> None:
        """Follow these of the swings that were followed, and no others."""
        self.swings = self.swings[swings]
        self.levels = np.ascontiguousarray(self.levels[..., swings])
        self._looks = np.ascontiguousarray(LIKELIHOOD_BY_CODE[..., self.swings])
        self._anywhere = self._looks.mean(axis=0)
        # Memory that each step uses anew.
        self._spare = [np.empty(self.levels[0].size) for _ in range(len(DRIFTS) + 1)]


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

    From ``levels``, shape (swing, cell, level). Of ``codes`` only the doubt counts: how clearly
    something will be seen is known before what.
    """
    doubts = codes >= len(STEPS)
    clear, doubtful = (levels @ ratings.transpose(0, 2, 1) for ratings in LIKELIHOOD)
    return np.asarray(np.where(doubts[:, None], doubtful, clear)).transpose(1, 0, 2)
