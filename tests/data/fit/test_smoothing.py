"""Smoothing: what is known by now of every earlier session."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit import smoothing
from data.fit.belief import run
from data.fit.observation import Floats, Look
from data.fit.smoothing import Course, smoothed
from data.fit.swing import TYPICAL, weights

LOOKS = some.lists(some.builds(Look, some.integers(0, 10), some.booleans()), max_size=7)
EVENLY = np.full((3, 8), 1 / 24)


def alone(looks: list[Look], shares: Floats = EVENLY) -> Course:
    """All ratings of a cell that are each taken alone."""
    return Course.of(looks, np.tile([1.0, 0.0, 0.0], (len(looks), 1)), range(len(looks)), shares)


def test_the_same_ratings_backward_are_the_same_path_backward() -> None:
    """Without drift, steps lead back as they lead forward."""
    still = np.zeros((3, 8))
    still[0] = 1 / 8
    values = [7, 7, 2, 3, 8]
    forward, backward = smoothed(
        [alone([Look(value) for value in listed], still) for listed in (values, values[::-1])]
    )
    assert forward == pytest.approx(backward[::-1], abs=1e-12)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(some.lists(LOOKS, max_size=3))
def test_every_belief_is_a_probability_and_what_it_is_alone(series: list[list[Look]]) -> None:
    found = smoothed([alone(looks) for looks in series])
    assert len(found) == len(series)
    for looks, beliefs in zip(series, found, strict=True):
        assert len(beliefs) == len(looks)
        assert np.isfinite(beliefs).all()
        assert (beliefs >= 0).all()
        assert beliefs.sum(axis=-1) == pytest.approx(np.full((len(looks), 8), 1 / 8))
        assert beliefs == pytest.approx(smoothed([alone(looks)])[0], abs=1e-12)


def test_a_belief_is_given_only_where_it_is_wanted() -> None:
    looks = [Look(value) for value in (3, 9, 5, 5, 1)]
    (whole,) = smoothed([alone(looks)])
    some_of_it = Course.of(looks, np.tile([1.0, 0.0, 0.0], (5, 1)), [0, 3], EVENLY)
    none_of_it = Course.of(looks, np.tile([1.0, 0.0, 0.0], (5, 1)), [], EVENLY)
    found = smoothed([none_of_it, some_of_it])
    assert found[0].shape == (0, 8, 41)
    assert found[1] == pytest.approx(whole[[0, 3]], abs=1e-12)


def test_what_no_sum_shows_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [Look(at * 7 % 11) for at in range(60)]
    (cell,) = run([looks])
    shares = weights(cell.log_likelihood, TYPICAL)
    followed: list[int] = []
    both_ways = smoothing._both_ways

    def counted(columns: list[tuple[Course, int]], drift: int) -> list[Floats]:
        followed.append(len(columns))
        return both_ways(columns, drift)

    monkeypatch.setattr(smoothing, "_both_ways", counted)
    (found,) = smoothed([alone(looks, shares)])
    assert 0 < sum(followed) < shares.size
    monkeypatch.setattr(smoothing, "LEAST", 0.0)
    (everything,) = smoothed([alone(looks, shares)])
    assert sum(followed[3:]) == shares.size
    assert found == pytest.approx(everything, abs=1e-15)
