"""Beliefs: what each rating adds, what time takes away, what cells learn from each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit import filter_bank
from data.fit import observation as look
from data.fit.belief import add, believe, run, typical_swing
from data.fit.filter_bank import start
from data.fit.level_change import DRIFTING
from data.fit.observation import LEVELS, Floats, Look
from data.fit.quantile import quantiles
from tests.data.fit.filter_runs import looks

quickly = settings(max_examples=25, deadline=None, derandomize=True)

LOOKS = some.lists(some.builds(Look, some.integers(0, 10), some.booleans()), max_size=6)


def believed(*series: list[Look]) -> Floats:
    """What is believed about the first cell of a person with these cells."""
    filters = run(series)
    return believe(filters[0], typical_swing(filters))


def level(*values: int) -> float:
    return float(believed(looks(*values)).sum(axis=0) @ LEVELS)


def width(*series: list[Look]) -> float:
    low, high = quantiles(believed(*series).sum(axis=0), 10, [0.1, 0.9])
    return float(high - low)


def test_lately_counts_more() -> None:
    assert level(3, 3, 3, 3, 6, 6, 6, 6) > 5.5
    assert level(6, 6, 6, 6, 3, 3, 3, 3) < 3.5


def test_one_upset_evening_is_not_a_verdict_but_two_are() -> None:
    calm = (8, 9, 8, 8, 7, 8, 8, 9)
    assert level(*calm, 2, 8) == pytest.approx(level(*calm), abs=0.3)
    assert level(*calm, 2, 1) < 2


def test_more_ratings_narrow_a_belief() -> None:
    assert width(looks(6)) > width(looks(6, 6)) > width(looks(6, 6, 6, 6))


def test_a_doubtful_rating_narrows_less() -> None:
    assert width(looks(6, 6, doubtful=True)) > width(looks(6, 6)) + 0.5


def test_one_cell_learns_from_another_how_much_this_person_swings() -> None:
    assert width(looks(5, 5), looks(1, 9, 1, 9, 0, 10)) > width(looks(5, 5), looks(*[5] * 6))


def test_nothing_to_run_gives_nothing() -> None:
    assert run([]) == []


@quickly
@given(some.lists(LOOKS, min_size=1, max_size=4))
def test_cells_side_by_side_are_what_each_is_alone(series: list[list[Look]]) -> None:
    for cell, own in zip(run(series), series, strict=True):
        (alone,) = run([own])
        assert cell.levels == pytest.approx(alone.levels, abs=1e-12)
        assert cell.log_likelihood == pytest.approx(alone.log_likelihood, abs=1e-12)
        assert cell.ratings == len(own)


@quickly
@given(LOOKS)
def test_one_by_one_is_the_same_as_all_at_once(series: list[Look]) -> None:
    cell = start()
    for other in series:
        cell = add(cell, other)
    (at_once,) = run([series])
    assert cell.levels == pytest.approx(at_once.levels, abs=1e-12)
    assert cell.log_likelihood == pytest.approx(at_once.log_likelihood, abs=1e-12)
    assert cell.ratings == at_once.ratings


@quickly
@given(LOOKS, LOOKS)
def test_earlier_ratings_can_be_continued(earlier: list[Look], later: list[Look]) -> None:
    (cell,) = run([later], run([earlier]))
    (at_once,) = run([[*earlier, *later]])
    assert cell.levels == pytest.approx(at_once.levels, abs=1e-12)


def test_adding_a_rating_leaves_the_cell_before_it_as_it_was() -> None:
    (before,) = run([looks(3, 4)])
    levels, logs = before.levels.copy(), before.log_likelihood.copy()
    add(before, Look(9))
    assert (before.levels == levels).all()
    assert (before.log_likelihood == logs).all()


@quickly
@given(some.lists(LOOKS, min_size=1, max_size=3))
def test_a_belief_is_a_probability(series: list[list[Look]]) -> None:
    filters = run(series)
    swing = typical_swing(filters)
    assert swing.chances.sum() == pytest.approx(1)
    for cell in filters:
        chances = believe(cell, swing)
        assert chances.sum() == pytest.approx(1)
        assert chances.min() >= 0
        assert cell.levels.sum(axis=-1) == pytest.approx(np.ones((3, 8)))


def test_ten_years_of_the_unlikeliest_ratings_stay_finite() -> None:
    chances = believed(looks(*[0, 10] * 1000))
    assert np.isfinite(chances).all()
    assert chances.sum() == pytest.approx(1)


@quickly
@given(some.lists(some.integers(3, 7), max_size=4), some.integers(2, 7))
def test_without_slips_and_jumps_a_higher_newest_rating_gives_a_higher_belief(
    earlier: list[int], newest: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filter_bank, "JUMP", 0)
        patch.setattr(filter_bank, "INTO", DRIFTING.transpose(0, 2, 1))
        without_slips = look._LIKELIHOOD.transpose(3, 0, 2, 1).reshape(
            look.LIKELIHOOD_BY_CODE.shape
        )
        patch.setattr(filter_bank, "LIKELIHOOD_BY_CODE", without_slips)
        lower, higher = run([looks(*earlier, newest), looks(*earlier, newest + 1)])
    # For each drift and swing: every level is reached or passed more often.
    reached, reached_higher = lower.levels.cumsum(axis=-1), higher.levels.cumsum(axis=-1)
    assert (reached >= reached_higher - 1e-9).all()
    assert (reached > reached_higher + 1e-6).any()
