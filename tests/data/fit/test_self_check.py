"""How often the model was right: the whole numbers it expects, and how many it promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.notes_belief import know
from data.fit.self_check import SelfCheck, check
from tests.rig.people import a_year


def single(chances: dict[int, float], value: int) -> SelfCheck:
    return check(np.array([[chances.get(y, 0.0) for y in range(11)]]), np.array([value]))


@pytest.mark.parametrize(("value", "inside"), [(3, 0), (4, 1), (5, 1), (6, 1), (7, 0)], ids=str)
def test_a_rating_is_inside_from_the_tenth_to_the_ninetieth_percent(
    value: int, inside: int
) -> None:
    chances = {3: 0.05, 4: 0.2, 5: 0.5, 6: 0.2, 7: 0.05}
    assert single(chances, value) == SelfCheck(1, inside, pytest.approx(0.9))  # type: ignore[arg-type]


def test_a_number_that_reaches_a_quantile_exactly_is_in_the_range() -> None:
    chances = {2: 0.1, 5: 0.8, 9: 0.1}
    assert single(chances, 2).inside_80 == 1
    assert single(chances, 5).inside_80 == 1
    assert single(chances, 9).inside_80 == 0


def test_both_ends_of_the_scale_can_be_expected() -> None:
    assert single({10: 1.0}, 10) == SelfCheck(1, 1, 1.0)
    assert single({0: 1.0}, 0) == SelfCheck(1, 1, 1.0)
    assert single({10: 1.0}, 9) == SelfCheck(1, 0, 1.0)


def test_two_counts_together_are_their_sums() -> None:
    assert SelfCheck(3, 2, 2.5) + SelfCheck(1, 1, 0.5) == SelfCheck(4, 3, 3.0)


def test_a_first_rating_is_not_foretold() -> None:
    assert know(a_year(pace=[5], depth=[7])).self_check == SelfCheck()
    assert know(a_year(pace=[5, 5, 5], depth=[7])).self_check.predicted == 2


def test_steady_ratings_come_true_and_wild_ones_do_not() -> None:
    steady = know(a_year(pace=[6] * 12)).self_check
    assert steady.inside_80 == steady.predicted == 11
    broken = know(a_year(pace=[8] * 8 + [1])).self_check
    assert broken.predicted - broken.inside_80 == 1


@settings(max_examples=50, deadline=None, derandomize=True)
@given(some.lists(some.floats(0.01, 1), min_size=11, max_size=11), some.integers(0, 10))
def test_at_least_four_in_five_are_promised(weights: list[float], value: int) -> None:
    chances = np.array([weights]) / sum(weights)
    found = check(chances, np.array([value]))
    assert 0.8 - 1e-9 <= found.promised <= 1 + 1e-9
    assert found.inside_80 in {0, 1}
