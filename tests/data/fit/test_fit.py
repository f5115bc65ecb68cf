"""Fit over all needs: its mean, its range, its twenty dots, and the laws it keeps."""

from random import Random
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.belief import believe, run, typical_swing
from data.fit.fit import Fit, fit
from data.fit.observation import Floats, Look
from data.fit.quantile import quantiles
from data.fit.session_worth import outlook
from data.fit.swing import Swing
from data.model.need import Importance, Need

quickly = settings(max_examples=25, deadline=None, derandomize=True)

NEEDS = some.builds(
    lambda ends, importance: a_need(min(ends), max(ends), importance),
    some.tuples(some.integers(0, 10), some.integers(0, 10)),
    some.sampled_from(get_args(Importance)),
)
RATED = some.tuples(NEEDS, some.lists(some.integers(0, 10), min_size=1, max_size=5))
PEOPLE = some.tuples(
    some.lists(RATED, max_size=4), some.lists(NEEDS, max_size=3)
).filter(lambda person: bool(person[0] or person[1]))  # fmt: skip

RatedNeeds = tuple[list[tuple[Need, list[int]]], list[Need]]
"""Needs with the ratings of one therapist, and needs without."""


def a_need(low: int, high: int, importance: Importance = 2) -> Need:
    return Need(dimension="pace", low=low, high=high, importance=importance)


def beliefs(person: RatedNeeds) -> tuple[list[tuple[Need, Floats]], Swing]:
    rated, _ = person
    filters = run([[Look(value) for value in values] for _, values in rated])
    swing = typical_swing(filters)
    return [(need, believe(c, swing)) for (need, _), c in zip(rated, filters, strict=True)], swing


def fit_of(person: RatedNeeds) -> Fit:
    rated, swing = beliefs(person)
    return fit(rated, person[1], swing)


def changed(person: RatedNeeds, **change: int) -> RatedNeeds:
    """The same person with other ends or another importance for every need."""
    rated, unrated = person
    return (
        [(need.model_copy(update=change), values) for need, values in rated],
        [need.model_copy(update=change) for need in unrated],
    )


def figures(fit: Fit) -> list[float]:
    return [fit.mean, fit.low, fit.high, *fit.dots]


def spread(person: RatedNeeds) -> float:
    fit = fit_of(person)
    return fit.high - fit.low


SOME: RatedNeeds = (
    [(a_need(4, 7), [5, 6, 9, 5]), (a_need(7, 10, 1), [4, 8, 6])],
    [a_need(2, 5, 1)],
)


def test_there_are_twenty_dots_and_they_rise() -> None:
    dots = fit_of(SOME).dots
    assert len(dots) == 20
    assert list(dots) == sorted(dots)


def test_the_dots_are_the_odd_fortieths() -> None:
    fit = fit_of(SOME)
    fortieths = [at / 40 for at in range(1, 40, 2)]
    assert fit.dots == pytest.approx(quantiles(fit.chances, 1, fortieths), abs=1e-12)


def test_the_dots_stand_for_the_fit() -> None:
    fit = fit_of(SOME)
    assert np.mean(fit.dots) == pytest.approx(fit.mean, abs=0.01)


def test_the_range_is_that_of_eight_in_ten() -> None:
    fit = fit_of(SOME)
    assert [fit.low, fit.high] == pytest.approx(quantiles(fit.chances, 1, [0.1, 0.9]))
    assert sum(fit.low <= dot <= fit.high for dot in fit.dots) == 16


def test_fit_is_the_mean_of_the_needs_by_importance() -> None:
    rated, swing = beliefs(SOME)
    first, second = (outlook(belief, need).utility for need, belief in rated)
    assert fit(rated, [], swing).mean == pytest.approx((2 * first + second) / 3, abs=1e-9)


def test_what_matters_more_weighs_more() -> None:
    right, wrong = [5, 5, 5, 5], [0, 0, 0, 0]
    mostly_right = fit_of(([(a_need(4, 6, 2), right), (a_need(4, 6, 1), wrong)], []))
    mostly_wrong = fit_of(([(a_need(4, 6, 1), right), (a_need(4, 6, 2), wrong)], []))
    assert mostly_right.mean > mostly_wrong.mean + 0.2


def test_not_knowing_keeps_the_range_wide() -> None:
    rated = [(a_need(4, 7), [5, 6, 5, 5, 6])]
    pace = (a_need(4, 7), [6, 5, 5, 6, 5])
    assert spread((rated, [a_need(4, 7)])) > 2 * spread(([*rated, pace], []))


def test_needs_without_a_rating_share_one_unknown() -> None:
    same = a_need(7, 10, 1)
    assert figures(fit_of(([], [same] * 4))) == pytest.approx(
        figures(fit_of(([], [same]))), abs=0.01
    )
    high_and_low = fit_of(([], [a_need(10, 10), a_need(0, 0)]))
    assert high_and_low.high - high_and_low.low < 0.4


def test_needs_without_a_rating_weigh_by_their_importance_too() -> None:
    first, second = (fit_of(([], [need])).mean for need in (a_need(9, 10), a_need(2, 8)))
    together = fit_of(([], [a_need(9, 10, 2), a_need(2, 8, 1)])).mean
    assert together == pytest.approx((2 * first + second) / 3, abs=1e-9)


def test_needs_with_ratings_are_independent() -> None:
    first = (a_need(7, 10), [6, 8, 7])
    assert spread(([first] * 4, [])) < 0.7 * spread(([first], []))


def test_where_everything_is_right_fit_is_full() -> None:
    fit = fit_of(([(a_need(0, 10), [0, 10, 5])], [a_need(0, 10)]))
    assert fit.mean == pytest.approx(1)
    assert fit.low > 0.99


def test_where_nothing_ever_is_right_fit_is_nearly_nothing() -> None:
    assert fit_of(([(a_need(10, 10), [0] * 12)], [])).mean < 0.02


@quickly
@given(PEOPLE)
def test_fit_is_a_probability_and_never_nan(person: RatedNeeds) -> None:
    fit = fit_of(person)
    assert fit.chances.sum() == pytest.approx(1)
    assert fit.chances.min() >= 0
    assert all(-1e-12 <= figure <= 1 + 1e-12 for figure in figures(fit))
    assert list(fit.dots) == sorted(fit.dots)
    assert fit.low <= fit.high


@quickly
@given(PEOPLE, some.randoms(use_true_random=False))
def test_the_order_of_needs_never_matters(person: RatedNeeds, order: Random) -> None:
    rated, unrated = person
    other = order.sample(rated, len(rated)), order.sample(unrated, len(unrated))
    assert figures(fit_of(other)) == pytest.approx(figures(fit_of(person)), abs=1e-9)


@quickly
@given(PEOPLE, some.integers(0, 2), some.integers(0, 2))
def test_a_wider_range_never_lowers_fit(person: RatedNeeds, below: int, above: int) -> None:
    def wider(need: Need) -> Need:
        return a_need(max(need.low - below, 0), min(need.high + above, 10), need.importance)

    rated, unrated = person
    wide = fit_of(([(wider(need), values) for need, values in rated], [*map(wider, unrated)]))
    for more, less in zip(figures(wide), figures(fit_of(person)), strict=True):
        assert more >= less - 1e-9


@quickly
@given(PEOPLE)
def test_equal_importances_give_the_same_fit_whatever_their_level(person: RatedNeeds) -> None:
    nice, matters = fit_of(changed(person, importance=1)), fit_of(changed(person, importance=2))
    assert figures(nice) == figures(matters)
