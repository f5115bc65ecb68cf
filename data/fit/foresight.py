"""Foresight: what each rating was expected to be, by the notes before its own.

Source: docs/fit-model.md, "Self-check".
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.fit.belief import run_foretelling
from data.fit.evidence import CellKey
from data.fit.filter_bank import Filter, start
from data.fit.observation import Floats
from data.fit.rated_cells import RatedCells
from data.fit.swing import TYPICAL, normalised, told_of_swing


@dataclass(frozen=True, eq=False)
class Foresight:
    """Expectation of each rating of some notes. Rows: the ratings, cell by cell.

    ``chances`` of 0..10, shape (row, 11), and the ``values`` that were then given. ``grounded``:
    whether its cell had a rating before; a first one is expected from nothing. ``filters`` of the
    cells after these notes, and what each rating ``counts`` for, shape (row, 3).
    """

    chances: Floats
    values: np.ndarray
    grounded: np.ndarray
    filters: Mapping[CellKey, Filter]
    counts: Floats


def foresight(rated: RatedCells, before: Mapping[CellKey, Filter]) -> Foresight:
    """Return what was expected of these ratings; ``before``: all cells before these notes."""
    begun = [before.get(cell, start()) for cell in rated.evidence]
    filters, foretold = run_foretelling(rated.series, begun, rated.sessions)
    logs = np.log(TYPICAL)
    if before:
        logs = logs + told_of_swing(
            np.stack([cell.log_likelihood for cell in before.values()])
        ).sum(axis=0)
    # All ratings of one note are expected from the notes before it.
    places = np.array([at for own in rated.places for at in own], dtype=np.intp)
    sums = np.zeros((rated.notes + 1, len(TYPICAL)))
    np.add.at(sums, places + 1, foretold.told_of_swing())
    swing_chances = normalised(logs + sums.cumsum(axis=0))[places]
    grounded = [
        cell.ratings + at > 0
        for cell, own in zip(begun, rated.places, strict=True)
        for at in range(len(own))
    ]
    return Foresight(
        foretold.chances(swing_chances),
        foretold.values,
        np.array(grounded, dtype=np.bool_),
        dict(zip(rated.evidence, filters, strict=True)),
        foretold.counts,
    )
