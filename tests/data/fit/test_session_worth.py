"""What a need says about the next session: what it is worth, and where it falls."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.belief import believe, run, typical_swing
from data.fit.observation import Floats, Look
from data.fit.session_worth import outlook, outside, worth
from data.model.need import Need

SINGLE, FIVE = 2, 20
"""Places of the swing 1 and of the level 5."""

quickly = settings(max_examples=40, deadline=None, derandomize=True)

VALUES = some.lists(some.integers(0, 10), max_size=5)
RANGES = some.lists(some.integers(0, 10), min_size=2, max_size=2).map(sorted)


def a_need(low: int, high: int) -> Need:
    return Need(dimension="pace", low=low, high=high)


def after(*values: int) -> Floats:
    filters = run([[Look(value) for value in values]])
    return believe(filters[0], typical_swing(filters))


def surely(swing: int, level: int) -> Floats:
    """A belief without any doubt, at a place of the grid."""
    belief = np.zeros((8, 41))
    belief[swing, level] = 1
    return belief


@pytest.mark.parametrize(
    ("value", "points"), [(0, 3), (2, 1), (3, 0), (6, 0), (7, 1), (10, 4)], ids=str
)
def test_outside_counts_the_points_to_the_range(value: int, points: int) -> None:
    assert outside(value, a_need(3, 6)) == points


def test_each_point_outside_costs_a_fifth_and_five_points_all() -> None:
    steady = worth(a_need(8, 10))[0]  # swing 0.5: nearly always the level itself, rounded
    assert steady[[36, 28, 24, 20, 16, 12, 4]] == pytest.approx(
        [1, 0.8, 0.6, 0.4, 0.2, 0.0, 0], abs=0.04
    )
    assert worth(a_need(10, 10))[0, 0] == pytest.approx(0, abs=1e-9)


def test_where_everything_is_right_every_session_is() -> None:
    assert worth(a_need(0, 10)) == pytest.approx(np.ones((8, 41)))


def test_swinging_between_too_little_and_too_much_is_no_fit() -> None:
    at_five = worth(a_need(4, 6))[:, FIVE]
    assert (np.diff(at_five) < 0).all()
    assert at_five[0] > 0.99
    assert at_five[-1] < 0.7


def test_the_next_session_is_what_the_table_of_the_normal_distribution_says() -> None:
    view = outlook(surely(SINGLE, FIVE), a_need(5, 5))
    assert view.p_inside == pytest.approx(0.3829, abs=1e-4)  # F(.5) - F(-.5)
    assert view.p_below == pytest.approx(0.3085, abs=1e-4)  # F(-.5)
    assert view.p_above == pytest.approx(view.p_below)
    assert view.p_far == pytest.approx(0.1336, abs=1e-4)  # 2 F(-1.5)
    assert view.utility == pytest.approx(1 - 0.2 * 2 * (0.3085 + 0.0668 + 0.0062), abs=2e-4)


def test_the_level_is_the_mean_with_its_range() -> None:
    view = outlook(surely(SINGLE, FIVE), a_need(3, 6))
    assert (view.level, view.swing) == (5, 1)
    assert (view.low, view.high) == pytest.approx((4.9, 5.1))


def test_level_and_swing_are_averaged_over_the_belief() -> None:
    view = outlook((surely(SINGLE, FIVE) + surely(7, 40)) / 2, a_need(3, 6))
    assert (view.level, view.swing) == (7.5, 2.5)


@quickly
@given(VALUES, RANGES)
def test_below_inside_and_above_are_all_there_is(values: list[int], ends: list[int]) -> None:
    view = outlook(after(*values), a_need(ends[0], ends[1]))
    assert view.p_below + view.p_inside + view.p_above == pytest.approx(1)
    assert 0 <= view.p_far <= view.p_below + view.p_above + 1e-12
    for chance in (view.p_below, view.p_inside, view.p_above, view.utility):
        assert -1e-12 <= chance <= 1 + 1e-12
    assert 0 <= view.low <= view.high <= 10
    assert 0 <= view.level <= 10


@quickly
@given(VALUES, RANGES)
def test_a_wider_range_never_lowers_what_a_session_is_worth(
    values: list[int], ends: list[int]
) -> None:
    belief = after(*values)
    low, high = ends
    narrow = outlook(belief, a_need(low, high))
    wide = outlook(belief, a_need(max(low - 1, 0), min(high + 2, 10)))
    assert wide.utility >= narrow.utility - 1e-12
    assert wide.p_inside >= narrow.p_inside - 1e-12
    assert wide.p_far <= narrow.p_far + 1e-12


@quickly
@given(VALUES, some.integers(0, 10))
def test_nothing_lies_above_a_need_that_ends_at_ten(values: list[int], low: int) -> None:
    assert outlook(after(*values), a_need(low, 10)).p_above == 0
