"""Belief: a probability over level and swing for each cell, from its ratings.

A cell is one therapist on one dimension. Its filter is exact on the grid and takes one step for
each rating, so a new note costs its own cells only. Source: docs/fit-model.md, "Belief".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.fit.observation import LEVELS, SEEN, STEPS, SWINGS, Floats, Look

DRIFTS = (0.0, 0.2, 0.4)
"""q: how far the level moves from one rating to the next, in points; equally likely."""

JUMP = 0.02
"""How often the level jumps anywhere instead."""


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
    """Predictions before each rating of a run; rows: the ratings of all cells, cell by cell.

    ``chances``: of each whole number, shape (row, drift, swing, rating). ``before`` and ``after``:
    the logarithm of the likelihood without and with that rating, shape (row, drift, swing).
    """

    chances: Floats
    before: Floats
    after: Floats


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
    shape = (rows, len(DRIFTS), len(SWINGS))
    foretold = Foretold(np.empty((*shape, len(STEPS))), np.empty(shape), np.empty(shape))
    return _run(series, before, foretold), foretold


def _run(
    series: Sequence[Sequence[Look]], before: Sequence[Filter] | None, foretold: Foretold | None
) -> list[Filter]:
    """All cells step together, the longest first, so that each step is a few products."""
    if not series:
        return []
    begun = list(before) if before is not None else [start() for _ in series]
    order = sorted(range(len(series)), key=lambda cell: -len(series[cell]))
    levels = np.stack([begun[cell].levels for cell in order], axis=2)
    logs = np.stack([begun[cell].log_likelihood for cell in order], axis=2)
    rated = np.array([begun[cell].ratings for cell in order])
    first_rows = np.cumsum([0, *(len(looks) for looks in series)])[order]
    active = len(order)
    for at in range(max(len(looks) for looks in series)):
        while len(series[order[active - 1]]) <= at:
            active -= 1
        looks = [series[cell][at] for cell in order[:active]]
        now = moved(levels[:, :, :active], rated[:active] + at > 0)
        if foretold is not None:
            rows = first_rows[:active] + at
            foretold.chances[rows] = expected(now, looks).transpose(2, 0, 1, 3)
            foretold.before[rows] = logs[:, :, :active].transpose(2, 0, 1)
        levels[:, :, :active], told = seen(now, looks)
        logs[:, :, :active] += told
        if foretold is not None:
            foretold.after[rows] = logs[:, :, :active].transpose(2, 0, 1)
    after = {
        cell: Filter(
            levels[:, :, place].copy(),
            logs[:, :, place].copy(),
            begun[cell].ratings + len(series[cell]),
        )
        for place, cell in enumerate(order)
    }
    return [after[cell] for cell in range(len(series))]


def moved(levels: Floats, moves: np.ndarray, changes: Floats | None = None) -> Floats:
    """Return ``levels``, shape (drift, swing, cell, level), after the time between two ratings.

    ``moves``: by cell, whether it was rated before; before the first rating nothing changes.
    ``changes``, shape (drift, from, to), by default those of time running forward.
    """
    if not moves.any():
        return levels
    changed = levels @ (CHANGES if changes is None else changes)[:, None]
    return np.asarray(changed if moves.all() else np.where(moves[:, None], changed, levels))


def expected(levels: Floats, looks: Sequence[Look]) -> Floats:
    """Return the chances of each whole number, shape (drift, swing, cell, rating).

    Of ``looks`` only the doubt counts: how clearly will be seen is known before what.
    """
    doubts = np.array([look.doubtful for look in looks])
    clearly, doubtfully = (seen_as.transpose(0, 2, 1) for seen_as in SEEN)
    if not doubts.any():
        return np.asarray(levels @ clearly)
    return np.asarray(np.where(doubts[:, None], levels @ doubtfully, levels @ clearly))


def seen(levels: Floats, looks: Sequence[Look]) -> tuple[Floats, Floats]:
    """Return ``levels`` after one rating for each cell, and the logarithm of how likely it was.

    Shapes (drift, swing, cell, level) and (drift, swing, cell).
    """
    values = [look.value for look in looks]
    doubts = [int(look.doubtful) for look in looks]
    after = levels * SEEN[doubts, :, values, :].transpose(1, 0, 2)
    total = after.sum(axis=-1)
    after /= total[..., None]
    return after, np.log(total)


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
