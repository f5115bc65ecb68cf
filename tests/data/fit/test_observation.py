"""What a rating sees: chances that add up, open ends, slips and doubt."""

import numpy as np
import pytest

from data.fit.observation import LEVELS, LIKELIHOOD, SESSION, SWINGS

CALM, MEDIUM, WILD = 0, 2, 7
"""Places of the swings 0.5, 1 and 4."""


def test_the_grids_are_those_of_the_description() -> None:
    assert LEVELS.tolist() == [quarter / 4 for quarter in range(41)]
    assert SWINGS.tolist() == [0.5, 0.75, 1, 1.4, 1.8, 2.3, 3, 4]


def test_at_every_level_and_swing_some_rating_is_given() -> None:
    assert SESSION.sum(axis=1) == pytest.approx(np.ones((8, 41)))
    assert LIKELIHOOD.sum(axis=2) == pytest.approx(np.ones((2, 8, 41)))
    assert SESSION.min() >= 0


def test_a_session_is_a_rounded_look_at_the_level() -> None:
    # F(.5) - F(-.5), F(1.5) - F(.5) and F(2.5) - F(1.5), from a printed table.
    assert SESSION[MEDIUM, 3:6, 20] == pytest.approx([0.0606, 0.2417, 0.3829], abs=1e-4)


def test_the_ends_of_the_scale_hold_all_that_lies_beyond() -> None:
    assert SESSION[CALM, 0, 0] == pytest.approx(0.8413, abs=1e-4)  # F(1)
    assert SESSION[WILD, 10, 40] == pytest.approx(0.5497, abs=1e-4)  # 1 - F(-.125)


def test_both_ends_are_treated_alike() -> None:
    assert SESSION[:, ::-1, ::-1] == pytest.approx(SESSION)
    assert LIKELIHOOD[:, :, ::-1, ::-1] == pytest.approx(LIKELIHOOD)


def test_one_rating_in_fifty_says_nothing() -> None:
    assert LIKELIHOOD[0, CALM, 0, 40] == pytest.approx(0.02 / 11)
    assert LIKELIHOOD[0] == pytest.approx(0.98 * SESSION + 0.02 / 11)


def test_a_doubtful_rating_is_looked_at_with_twice_the_swing() -> None:
    assert LIKELIHOOD[1, CALM] == pytest.approx(LIKELIHOOD[0, MEDIUM])
    assert LIKELIHOOD[1, MEDIUM, 5, 20] == pytest.approx(0.98 * 0.1974 + 0.02 / 11, abs=1e-4)
