"""Belief: a probability over level and swing for each cell, from its ratings.

A cell is one therapist on one dimension. Its filter is exact on the grid and takes one step for
each rating, so a new note costs its own cells only. Source: docs/fit-model.md, "Belief".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.fit.observation import LEVELS, LIKELIHOOD, LIKELIHOOD_BY_CODE, STEPS, SWINGS, Floats, Look

DRIFTS = (0.0, 0.2, 0.4)
"""q: how far the level moves from one rating to the next, in points; equally likely."""

JUMP = 0.02
"""How often the level jumps anywhere instead."""

STEPS_APART = 8
"""After so many ratings levels are made to add up to 1 again: no float gets too small by then."""


def _change(drift: float) -> Floats:
    """Return the chances of going from level (row) to level (column)."""
    count = len(LEVELS)
    if drift == 0:
        step = np.eye(count)
    else:
        step = np.exp(-((LEVELS[None, :] - LEVELS[:, None]) ** 2) / (2 * drift**2))
        step /= step.sum(axis=1, keepdims=True)
    return (1 - JUMP) * step + JUMP / count


CHANGES: Floats = np.stack([_change(drift) for drift in DRIFTS])
"""Shape (drift, from level, to level)."""


def _typical() -> Floats:
    weights = np.exp(-(((np.log(SWINGS) - np.log(1.4)) / 0.4) ** 2) / 2)
    return np.asarray(weights / weights.sum())


def _around() -> Floats:
    logs = np.log(SWINGS)
    weights = np.exp(-(((logs[:, None] - logs[None, :]) / 0.6) ** 2) / 2)
    return np.asarray(weights / weights.sum(axis=0, keepdims=True))


TYPICAL: Floats = _typical()
"""``p(S)``: the person's own typical swing, before any rating."""

AROUND: Floats = _around()
"""``p(s | S)``, shape (swing of a cell, typical swing): each column sums to 1."""


@dataclass(frozen=True)
class Filter:
    """A cell after some ratings.

    ``levels``: the belief for each drift and swing, shape (drift, swing, level), sums to 1 over
    the levels. ``log_likelihood``: of all its ratings, shape (drift, swing).
    """

    levels: Floats
    log_likelihood: Floats
    ratings: int


@dataclass(frozen=True)
class Foretold:
    """Expectation of each rating of a run before it was given.

    ``values``: those ratings, 0..10. Rows: the ratings of all cells, cell by cell. ``joint``: how
    likely the ratings before it and then each whole number are, shape (row, swing, rating), up to
    a factor of the row. What drift there was is averaged over already: drifts are equally likely,
    whatever the swing.
    """

    joint: Floats
    values: np.ndarray

    @property
    def likelihoods(self) -> Floats:
        """Return how likely the ratings before each are, shape (row, swing), up to that factor."""
        return np.asarray(self.joint.sum(axis=-1))

    def told_of_swing(self) -> Floats:
        """Return what each rating adds to the logarithm of how likely all are for S, (row, S)."""
        given = self.joint[np.arange(len(self.values)), :, self.values]
        return np.asarray(np.log(given @ AROUND) - np.log(self.likelihoods @ AROUND))

    def chances(self, swing_chances: Floats) -> Floats:
        """Return the chances of 0..10 for each rating, given those of S before it, (row, S)."""
        by_swing = (swing_chances / (self.likelihoods @ AROUND)) @ AROUND.T
        return np.asarray((by_swing[:, None] @ self.joint)[:, 0])


def start() -> Filter:
    """Return a cell before any rating: every level equally likely."""
    shape = (len(DRIFTS), len(SWINGS))
    return Filter(np.full((*shape, len(LEVELS)), 1 / len(LEVELS)), np.zeros(shape), 0)


def add(before: Filter, look: Look) -> Filter:
    """Return the cell after one more rating."""
    return run([[look]], [before])[0]


def run(series: Sequence[Sequence[Look]], before: Sequence[Filter] | None = None) -> list[Filter]:
    """Return each cell after its ratings, in order of time; ``before`` continues earlier ones."""
    return _run(series, before, None)


def run_foretelling(
    series: Sequence[Sequence[Look]], before: Sequence[Filter] | None = None
) -> tuple[list[Filter], Foretold]:
    """Return what `run` returns, and what each rating was expected to be before it was given."""
    rows = sum(len(looks) for looks in series)
    values = np.array([look.value for looks in series for look in looks], dtype=np.intp)
    foretold = Foretold(np.empty((rows, len(SWINGS), len(STEPS))), values)
    return _run(series, before, foretold), foretold


def _run(
    series: Sequence[Sequence[Look]], before: Sequence[Filter] | None, foretold: Foretold | None
) -> list[Filter]:
    """All cells step together, the longest first, so that each step is a few products."""
    if not series:
        return []
    begun = list(before) if before is not None else [start() for _ in series]
    order = sorted(range(len(series)), key=lambda cell: -len(series[cell]))
    lengths = np.array([len(series[cell]) for cell in order])
    first_rows = np.cumsum([0, *(len(looks) for looks in series)])[order]
    codes = codes_of([series[cell] for cell in order])
    rated = np.array([begun[cell].ratings > 0 for cell in order])
    levels = np.stack([begun[cell].levels for cell in order], axis=2)
    logs = np.stack([begun[cell].log_likelihood for cell in order], axis=2)
    scale, later = _scale(logs), np.empty_like(levels)
    for at in range(codes.shape[1]):
        active = int(np.searchsorted(-lengths, -at))
        own, now = levels[:, :, :active], later[:, :, :active]
        moved(own, out=now)
        if at == 0:
            # Before the first rating nothing changes.
            first = ~rated[:active]
            now[:, :, first] = own[:, :, first]
        if foretold is not None:
            joint = np.einsum("qsc,qscx->scx", scale[:, :, :active], now)
            foretold.joint[first_rows[:active] + at] = expected(joint, codes[:active, at])
        np.multiply(now, LIKELIHOOD_BY_CODE[:, codes[:active, at]], out=own)
        # Left alone, levels would add up to less and less; a cell that ends here is made whole.
        if at % STEPS_APART == 0 or at + 1 == lengths[active - 1]:
            sums = own.sum(axis=-1)
            own /= sums[..., None]
            logs[:, :, :active] += np.log(sums)
            scale[:, :, :active] = _scale(logs[:, :, :active])
    filters = {
        cell: Filter(
            levels[:, :, row].copy(),
            logs[:, :, row].copy(),
            begun[cell].ratings + len(series[cell]),
        )
        for row, cell in enumerate(order)
    }
    return [filters[cell] for cell in range(len(series))]


def _scale(logs: Floats) -> Floats:
    """Return likelihoods from their logarithms, shape (drift, swing, cell), the largest 1."""
    return np.asarray(np.exp(logs - logs.max(axis=(0, 1))))


def codes_of(series: Sequence[Sequence[Look]]) -> np.ndarray:
    """Return each rating as a row of `LIKELIHOOD_BY_CODE`, shape (cell, rating); longest first."""
    codes = np.zeros((len(series), len(series[0])), dtype=np.intp)
    for row, looks in enumerate(series):
        codes[row, : len(looks)] = [look.code for look in looks]
    return codes


def moved(levels: Floats, changes: Floats | None = None, out: Floats | None = None) -> Floats:
    """Return ``levels``, shape (drift, swing, cell, level), after the time between two ratings.

    ``changes``, shape (drift, from, to), by default those of time running forward. Without a drift
    nothing moves but for jumps, so that takes no product.
    """
    found = np.empty_like(levels) if out is None else out
    np.multiply(levels[0], 1 - JUMP, out=found[0])
    found[0] += levels[0].sum(axis=-1, keepdims=True) * (JUMP / len(LEVELS))
    np.matmul(levels[1:], (CHANGES if changes is None else changes)[1:, None], out=found[1:])
    return found


def expected(levels: Floats, codes: np.ndarray) -> Floats:
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


@dataclass(frozen=True)
class Swing:
    """Swing of this person's sessions in general: ``p(S)`` after all ratings, shape (S,)."""

    chances: Floats

    @property
    def mean(self) -> float:
        """The typical swing, in points of the scale."""
        return float(self.chances @ SWINGS)

    @property
    def of_a_cell(self) -> Floats:
        """``p(s)`` of a cell nobody rated yet, shape (swing,)."""
        return AROUND @ self.chances


def typical_swing(filters: Sequence[Filter]) -> Swing:
    """Return what all rated cells together say about the person's typical swing."""
    logs = np.log(TYPICAL)
    if filters:
        logs = logs + told_of_swing(np.stack([cell.log_likelihood for cell in filters])).sum(axis=0)
    return Swing(normalised(logs))


def told_of_swing(log_likelihoods: Floats) -> Floats:
    """Return the logarithm of how likely cells' ratings are for each S, shape (..., S).

    From ``log_likelihoods``, shape (..., drift, swing); drifts are equally likely.
    """
    likelihoods, scale = _scaled(log_likelihoods)
    return np.asarray(np.log(likelihoods.sum(axis=-2) @ AROUND / len(DRIFTS)) + scale)


def normalised(logs: Floats) -> Floats:
    """Return chances from their logarithms, up to a constant, over the last axis."""
    chances = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def weights(log_likelihoods: Floats, swing_chances: Floats) -> Floats:
    """Return how likely each drift and swing of a cell is, shape (..., drift, swing), sums to 1.

    Given S, cells are independent; the result is averaged over S, ``swing_chances`` (..., S).
    """
    likelihoods, _ = _scaled(log_likelihoods)
    given = likelihoods.sum(axis=-2) @ AROUND
    return np.asarray(likelihoods * ((swing_chances / given) @ AROUND.T)[..., None, :])


def believe(cell: Filter, swing: Swing) -> Floats:
    """Return the belief over (swing, level), shape (8, 41), averaged over all else."""
    of_each = weights(cell.log_likelihood, swing.chances)
    return np.asarray((of_each[:, :, None] * cell.levels).sum(axis=0))


def _scaled(log_likelihoods: Floats) -> tuple[Floats, Floats]:
    # Only proportions count within a cell; far from 1 they would leave the range of floats.
    # The scale keeps one axis, so that it can be added to something over S.
    scale = log_likelihoods.max(axis=(-2, -1), keepdims=True)
    return np.exp(log_likelihoods - scale), np.asarray(scale[..., 0])
