"""Chances before a rating, from the ratings of its cell before it."""

import numpy as np
import pytest

from data.fit.belief import run_foretelling
from data.fit.observation import LIKELIHOOD
from data.fit.swing import OF_A_CELL, TYPICAL
from tests.data.fit.filter_runs import looks


def test_a_first_rating_is_expected_from_all_levels_alike() -> None:
    _, foretold = run_foretelling([looks(7), looks(3, doubtful=True)])
    expected = [OF_A_CELL @ LIKELIHOOD[doubt].mean(axis=-1) for doubt in (0, 1)]
    assert foretold.chances(np.stack([TYPICAL, TYPICAL])) == pytest.approx(np.stack(expected))


def test_chances_of_a_rating_add_up_to_1_and_follow_what_came_before() -> None:
    _, foretold = run_foretelling([looks(2, 2, 2, 9)])
    chances = foretold.chances(np.stack([TYPICAL] * 4))
    assert chances.sum(axis=1) == pytest.approx(np.ones(4))
    assert chances[3].argmax() == 2
    assert foretold.values.tolist() == [2, 2, 2, 9]


def test_a_rating_tells_of_the_typical_swing_by_how_far_off_it_was() -> None:
    _, foretold = run_foretelling([looks(5, 5, 5, 5), looks(5, 5, 5, 9)])
    steady, off = np.diff(foretold.told_of_swing()[[3, 7]], axis=1)
    assert (steady < 0).all(), "the smaller the likelier"
    assert (off > 0).all()
