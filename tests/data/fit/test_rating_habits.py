"""How somebody rates: counted note by note, correlated exactly, nothing made of it yet."""

import pytest

from data.fit.evidence import Entry
from data.fit.rating_habits import Habits, habits
from data.model.record import new_id
from tests.data.fit.reports import MONDAY

KEYS = ("pace", "talk", "focus")


def told(*rows: tuple[int | None, ...]) -> list[Entry]:
    """Notes with ratings on pace, talk and focus; None is unanswered."""
    return [
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


def test_without_notes_there_are_no_habits() -> None:
    assert habits([]) == Habits(0, 0, None, 0)
    assert habits(told(())) == Habits(0, 0, None, 0)


def test_notes_with_three_ratings_are_asked_whether_they_are_flat() -> None:
    found = habits(told((7, 7, 8), (7, 7, 9), (7, 7), (7, None, 7)))
    assert (found.flat, found.asked) == (1, 2)


def test_notes_that_rate_one_of_two_only_are_left_out_of_their_correlation() -> None:
    both = [(value, value) for value in (1, 2, 3, 4, 5, 6, 7, 8)]
    found = habits(told(*both, (0, None), (None, 9), (10, None)))
    assert found.pairs == 1
    assert found.correlation == pytest.approx(1)


def test_ratings_that_move_against_each_other_correlate_below_nothing() -> None:
    found = habits(told(*((value, 10 - value) for value in range(9))))
    assert found.correlation == pytest.approx(-1)


def test_a_correlation_is_what_the_textbook_says() -> None:
    found = habits(told(*zip((1, 2, 3, 4, 5, 6, 7, 8), (2, 1, 4, 3, 6, 5, 8, 7), strict=True)))
    assert found.correlation == pytest.approx(38 / 42)
