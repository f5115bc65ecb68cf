"""The words for a side and for a must-have, at the borders of their rules."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.belief import believe, run, typical_swing
from data.fit.observation import Look
from data.fit.session_worth import Outlook, outlook
from data.fit.side import NOT_RATED, must_status, side
from data.model.need import Need

NEED = Need(dimension="pace", low=4, high=6)
MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def an_outlook(below: float, above: float, level: float = 5, far: float = 0) -> Outlook:
    inside = 1 - below - above
    return Outlook(level, level - 1, level + 1, 1, below, inside, above, far, 0.5)


BOTH_SIDES = [0, 10, 5, 5, 5, 5, 5, 5, 5]


def words(below: float, above: float, level: float = 5, ratings: int = 9) -> str:
    return side(an_outlook(below, above, level), NEED, BOTH_SIDES[:ratings]).words


def test_without_a_rating_it_is_not_rated_yet() -> None:
    assert NOT_RATED.words == "not rated yet"


@pytest.mark.parametrize(
    ("below", "above", "level", "said"),
    [
        (0.25, 0.15, 5, "where you want it"),
        (0.41, 0.0, 5, "on the edge"),
        (0.2, 0.2, 5, "where you want it"),
        (0.25, 0.25, 5, "swings"),
        (0.6, 0.2, 1, "swings"),
        (0.2, 0.6, 9, "swings"),
        (0.6, 0.19, 1, "too little"),
        (0.19, 0.6, 9, "too much"),
        (0.59, 0.19, 1, "on the edge"),
        (0.19, 0.59, 9, "on the edge"),
    ],
)
def test_the_first_rule_that_holds_gives_the_word(
    below: float, above: float, level: float, said: str
) -> None:
    assert words(below, above, level) == said


def test_inside_six_times_in_ten_is_where_you_want_it() -> None:
    at_the_border = Outlook(5, 4, 6, 1, 0.2, 0.6, 0.2, 0, 0.5)
    just_below = Outlook(5, 4, 6, 1, 0.2, 0.5999, 0.2001, 0, 0.5)
    assert side(at_the_border, NEED, BOTH_SIDES).where == "where you want it"
    assert side(just_below, NEED, BOTH_SIDES).where == "swings"


@pytest.mark.parametrize(
    ("level", "said"), [(2.5, "too little"), (2.51, "a bit too little"), (4.5, "a bit too little")]
)
def test_less_than_one_and_a_half_points_below_is_a_bit(level: float, said: str) -> None:
    assert words(0.8, 0, level) == said


@pytest.mark.parametrize(
    ("level", "said"), [(7.5, "too much"), (7.49, "a bit too much"), (5.5, "a bit too much")]
)
def test_less_than_one_and_a_half_points_above_is_a_bit(level: float, said: str) -> None:
    assert words(0, 0.8, level) == said


@pytest.mark.parametrize(
    ("ratings", "said"),
    [(1, "too few notes"), (2, "too few notes"), (3, "on the edge so far"), (4, "on the edge")],
)
def test_under_three_ratings_an_edge_is_too_few_notes(ratings: int, said: str) -> None:
    assert words(0.5, 0.1, ratings=ratings) == said


@pytest.mark.parametrize(
    ("below", "above", "level", "said"),
    [
        (0.3, 0.3, 5, "swings"),
        (0.8, 0, 3, "a bit too little"),
        (0, 0.8, 9, "too much"),
    ],
)
def test_under_four_ratings_it_is_so_far(
    below: float, above: float, level: float, said: str
) -> None:
    assert words(below, above, level, ratings=2) == f"{said} so far"
    assert words(below, above, level, ratings=3) == f"{said} so far"
    assert words(below, above, level, ratings=4) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([7], "too few notes"),
        ([3, 7], "too few notes"),
        ([5, 7], "where you want it so far"),
        ([5], "where you want it so far"),
        ([3, 7, 7], "where you want it so far"),
        ([5, 5, 5, 7], "where you want it"),
    ],
)
def test_one_or_two_ratings_that_lie_outside_are_not_where_it_is_wanted(
    values: list[int], said: str
) -> None:
    """It said "where you want it so far" with its only rating outside."""
    assert side(an_outlook(0.1, 0.1), NEED, values).words == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([5], "too few notes"),
        ([5, 5, 5, 5], "on the edge"),
        ([0, 5, 4, 0], "on the edge"),
        ([10, 6, 5, 10], "on the edge"),
        ([0, 7, 5, 5], "swings"),
        ([3, 10, 5, 5], "swings"),
    ],
    ids=str,
)
def test_it_swings_only_where_ratings_lay_on_both_sides(values: list[int], said: str) -> None:
    assert side(an_outlook(0.3, 0.3), NEED, values).words == said


@pytest.mark.parametrize("times", [1, 2, 3, 9])
def test_a_need_of_one_point_that_is_met_each_time_never_swings(times: int) -> None:
    filters = run([[Look(5)] * times])
    need = Need(dimension="pace", low=5, high=5)
    found = outlook(believe(filters[0], typical_swing(filters)), need)
    assert min(found.p_below, found.p_above) > 0.19
    assert side(found, need, [5] * times).where != "swings"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(some.lists(some.integers(0, 10), min_size=1, max_size=6), some.integers(0, 10))
def test_a_need_that_ends_at_ten_is_never_too_much_and_never_swings(
    values: list[int], low: int
) -> None:
    filters = run([[Look(value) for value in values]])
    need = Need(dimension="heard", low=low, high=10)
    found = outlook(believe(filters[0], typical_swing(filters)), need)
    assert side(found, need, values).where not in {"too much", "swings"}


def test_a_must_have_without_a_rating_is_not_known() -> None:
    assert must_status(None, NEED, []) == "not known"


@pytest.mark.parametrize(
    ("far", "status"),
    [(0.0, "met"), (0.199, "met"), (0.2, "unclear"), (0.5, "unclear"), (0.501, "missed")],
)
def test_a_must_have_is_missed_above_one_half_and_met_below_one_fifth(
    far: float, status: str
) -> None:
    days = [(MONDAY, 1), (TUESDAY, 9)]
    assert must_status(an_outlook(0.4, 0, far=far), NEED, days) == status


def test_a_must_have_with_nothing_inside_is_just_outside() -> None:
    """It said "met" with nothing inside."""
    assert (
        must_status(an_outlook(0.41, 0, far=0.1), NEED, [(MONDAY, 3), (TUESDAY, 3)])
        == "just outside"
    )
    assert must_status(an_outlook(0.41, 0, far=0.2), NEED, [(MONDAY, 3), (TUESDAY, 3)]) == "unclear"


@pytest.mark.parametrize(
    "days",
    [
        [],
        [(MONDAY, 0)],
        [(MONDAY, 0), (MONDAY, 10)],
        [(MONDAY, 0), (TUESDAY, 3)],
        [(MONDAY, 3), (TUESDAY, 7)],
    ],
    ids=["no rating", "one", "two on one day", "the second near", "both near"],
)
def test_one_evening_never_says_missed(days: list[tuple[date, int]]) -> None:
    assert must_status(an_outlook(1, 0, far=0.99), NEED, days) == "unclear"
