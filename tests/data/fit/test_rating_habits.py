"""How somebody rates: counted note by note, correlated exactly, nothing made of it yet."""

import pytest

from data.fit.evidence import Entry
from data.fit.rating_habits import correlation, flat_notes
from data.fit.rating_table import RatingTable, rating_table
from data.model.record import new_id
from tests.data.fit.reports import MONDAY
from tests.rig.people import needs

KEYS = ("pace", "talk", "focus")
LOW = needs(pace=(0, 5), talk=(0, 5), focus=(0, 5))
"""From 5 to 10, each point is worth a fifth less; below, all are worth the same."""


def table(*rows: tuple[int | None, ...]) -> RatingTable:
    """Notes with ratings on pace, talk and focus; None is unanswered."""
    return rating_table(
        [
            Entry(
                new_id(),
                new_id(),
                "session",
                MONDAY,
                tuple((key, v, None) for key, v in zip(KEYS, row, strict=False) if v is not None),
                None,
            )
            for row in rows
        ]
    )


@pytest.mark.parametrize("empty", [table(), table(())], ids=["no notes", "no ratings"])
def test_without_ratings_there_are_no_habits(empty: RatingTable) -> None:
    assert flat_notes(empty) == (0, 0)
    assert correlation(empty, LOW) is None


def test_notes_with_three_ratings_are_asked_whether_they_are_flat() -> None:
    assert flat_notes(table((7, 7, 8), (7, 7, 9), (7, 7), (7, None, 7))) == (1, 2)
    assert flat_notes(table((0, 1, 1), (0, 1, 2))) == (1, 2)


def test_notes_that_rate_one_of_two_only_are_left_out_of_their_correlation() -> None:
    both = [(value, value) for value in (5, 6, 7, 8, 9, 10, 6, 7)]
    found = correlation(table(*both, (0, None), (None, 9), (10, None)), LOW)
    assert found
    assert found == pytest.approx((1, 1))


def test_what_is_worth_more_while_the_other_is_worth_less_correlates_below_nothing() -> None:
    """Both ratings rise; for a need from 10 up that is better, for one to 5 it is worse."""
    rising = table(*((value, value) for value in (5, 6, 7, 8, 9, 10, 5, 8)))
    found = correlation(rising, needs(pace=(0, 5), talk=(10, 10)))
    assert found
    assert found == pytest.approx((-1, 1))


def test_ratings_that_are_all_worth_the_same_correlate_with_nothing() -> None:
    """Raw ratings rise and fall together here, and all lie inside."""
    assert correlation(table(*((value, value) for value in (0, 1, 2, 3, 4, 5, 1, 2))), LOW) is None


def test_a_dimension_without_a_need_is_left_out() -> None:
    rows = table(*((value, value) for value in (5, 6, 7, 8, 9, 10, 6, 7)))
    assert correlation(rows, needs(pace=(0, 5))) is None


def test_a_correlation_is_what_the_textbook_says() -> None:
    rows = table(*zip((5, 6, 7, 8, 9, 10, 5, 6), (6, 5, 8, 7, 10, 9, 6, 5), strict=True))
    mean, squares = 7, (4 + 1 + 0 + 1 + 4 + 9 + 4 + 1)
    assert sum((x - mean) ** 2 for x in (5, 6, 7, 8, 9, 10, 5, 6)) == squares
    by_hand = (2 + 2 + 0 + 0 + 6 + 6 + 2 + 2) / squares
    found = correlation(rows, LOW)
    assert found
    assert found == pytest.approx((by_hand, 1))
