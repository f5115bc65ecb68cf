"""Belief: a probability over level and swing for each cell, from its ratings.

A cell is one therapist on one dimension. Its filter is exact on the grid and takes one step for
each rating, so a new note costs its own cells only. Source: docs/fit-model.md, "Belief".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from data.fit.filter_bank import Filter, FilterBank, active_cells, start
from data.fit.foretold import Foretold
from data.fit.observation import STEPS, SWINGS, Floats, Look
from data.fit.session_state import SessionStates
from data.fit.swing import TYPICAL, Swing, normalised, told_of_swing, weights


@dataclass(frozen=True)
class Sessions:
    """Sessions of a run: which ratings were given together.

    ``therapists``: whose each cell is, as a number. ``numbers``: of each cell the number of the
    session of each rating, from 0 for each therapist; those of one therapist are counted together.
    """

    therapists: Sequence[int]
    numbers: Sequence[Sequence[int]]


def add(before: Filter, look: Look) -> Filter:
    """Return the cell after one more rating."""
    return run([[look]], [before])[0]


def run(
    series: Sequence[Sequence[Look]],
    before: Sequence[Filter] | None = None,
    sessions: Sessions | None = None,
) -> list[Filter]:
    """Return each cell after its ratings, in order of time; ``before`` continues earlier ones.

    Without ``sessions`` each rating is taken alone.
    """
    return run_counting(series, before, sessions)[0]


def run_counting(
    series: Sequence[Sequence[Look]],
    before: Sequence[Filter] | None = None,
    sessions: Sessions | None = None,
) -> tuple[list[Filter], Floats]:
    """Return what `run` returns, and what each rating counts for, shape (row, 3).

    Rows: the ratings of all cells, cell by cell.
    """
    counts = np.empty((sum(len(looks) for looks in series), 3))
    return _run(series, before, sessions, counts, None), counts


def run_foretelling(
    series: Sequence[Sequence[Look]],
    before: Sequence[Filter] | None = None,
    sessions: Sessions | None = None,
) -> tuple[list[Filter], Foretold]:
    """Return what `run` returns, and what each rating was expected to be before it was given."""
    rows = sum(len(looks) for looks in series)
    values = np.array([look.value for looks in series for look in looks], dtype=np.intp)
    foretold = Foretold(
        np.empty((rows, len(SWINGS), len(STEPS))),
        np.empty((rows, len(SWINGS))),
        np.empty((rows, 3)),
        values,
    )
    return _run(series, before, sessions, foretold.counts, foretold), foretold


def _run(
    series: Sequence[Sequence[Look]],
    before: Sequence[Filter] | None,
    sessions: Sessions | None,
    counts: Floats,
    foretold: Foretold | None,
) -> list[Filter]:
    """All cells step together, the longest first: those with a rating are mostly the first."""
    if not series:
        return []
    begun = list(before) if before is not None else [start() for _ in series]
    numbers = sessions.numbers if sessions else [range(len(looks)) for looks in series]
    order = sorted(range(len(series)), key=lambda cell: -len(series[cell]))
    codes, rows = _codes(series, numbers, order)
    bank = FilterBank([begun[cell] for cell in order])
    states = None
    if sessions is not None:
        therapists = np.array([sessions.therapists[cell] for cell in order])
        states = SessionStates(therapists, codes >= 0, bank.earlier)
    for at, active in enumerate(active_cells(codes >= 0)):
        code, row = codes[at, active], rows[at, active]
        later = bank.later(active)
        if foretold is not None:
            foretold.joint[row] = bank.joint(active, later, code)
        own = bank.see(active, later, code, partial(states.chances, at, active) if states else None)
        counts[row] = own.T
        if foretold is not None:
            foretold.after[row] = bank.likelihoods(active)
    found = dict(zip(order, bank.filters(), strict=True))
    return [found[cell] for cell in range(len(series))]


def _codes(
    series: Sequence[Sequence[Look]], numbers: Sequence[Sequence[int]], order: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return each rating as a row of `LIKELIHOOD_BY_CODE`, and its own, shape (step, cell).

    -1 where a cell has none; cells in this ``order``.
    """
    steps = 1 + max((own[-1] for own in numbers if own), default=-1)
    codes, rows = np.full((2, steps, len(series)), -1, dtype=np.intp)
    first_rows = np.cumsum([0, *(len(looks) for looks in series)])
    for at, cell in enumerate(order):
        codes[numbers[cell], at] = [look.code for look in series[cell]]
        rows[numbers[cell], at] = range(first_rows[cell], first_rows[cell + 1])
    return codes, rows


def typical_swing(filters: Sequence[Filter]) -> Swing:
    """Return what all rated cells together say about the person's typical swing."""
    logs = np.log(TYPICAL)
    if filters:
        logs = logs + told_of_swing(np.stack([cell.log_likelihood for cell in filters])).sum(axis=0)
    return Swing(normalised(logs))


def believe(cell: Filter, swing: Swing) -> Floats:
    """Return the belief over (swing, level), shape (8, 41), averaged over all else."""
    of_each = weights(cell.log_likelihood, swing.chances)
    return np.asarray((of_each[:, :, None] * cell.levels).sum(axis=0))
