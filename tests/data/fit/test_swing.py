"""Swings: those of cells around the one of the person, and what ratings say of it."""

import numpy as np
import pytest

from data.fit.belief import believe, run, typical_swing
from data.fit.filter_bank import start
from data.fit.observation import SWINGS
from data.fit.swing import AROUND, TYPICAL
from tests.data.fit.filter_runs import looks


def test_typical_swings_lie_around_one_point_four() -> None:
    assert SWINGS[TYPICAL.argmax()] == 1.4
    assert TYPICAL.sum() == pytest.approx(1)
    assert TYPICAL[0] / TYPICAL[3] == pytest.approx(np.exp(-((np.log(0.5 / 1.4) / 0.4) ** 2) / 2))


def test_swings_of_cells_lie_around_the_typical_one() -> None:
    assert AROUND.sum(axis=0) == pytest.approx(np.ones(8))
    assert AROUND[2, 7] / AROUND[7, 7] == pytest.approx(np.exp(-((np.log(1 / 4) / 0.6) ** 2) / 2))


def test_the_typical_swing_is_learned_from_all_cells() -> None:
    steady = typical_swing(run([looks(*[5] * 8), looks(*[7] * 8)])).mean
    unknown = typical_swing([]).mean
    wild = typical_swing(run([looks(2, 9, 4, 8, 1, 7), looks(9, 3, 8, 2, 10, 4)])).mean
    assert steady < unknown < wild
    assert unknown == pytest.approx(TYPICAL @ SWINGS)


def test_a_cell_nobody_rated_swings_as_the_person_does() -> None:
    swing = typical_swing(run([looks(2, 9, 4, 8, 1, 7)]))
    assert swing.of_a_cell.sum() == pytest.approx(1)
    assert swing.of_a_cell == pytest.approx(believe(start(), swing).sum(axis=1))
