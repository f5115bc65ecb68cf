"""Gut against figures: the last three answers, and a fit that says otherwise."""

from datetime import timedelta

import numpy as np
import pytest

from data.fit.evidence import Entry
from data.fit.fit import Fit
from data.fit.gut_feeling import gut
from data.model.note import GoBack
from data.model.record import new_id
from tests.data.fit.reports import MONDAY

MAPLE = new_id()
FELT: dict[str, GoBack | None] = {"y": "yes", "u": "unsure", "n": "no", "-": None}


def entries_of(answers: str) -> list[Entry]:
    return [
        Entry(new_id(), MAPLE, "session", MONDAY + timedelta(days=at), (), FELT[answer])
        for at, answer in enumerate(answers)
    ]


def a_fit(low: float, high: float) -> Fit:
    return Fit((low + high) / 2, low, high, (), np.ones(1))


MUCH, LITTLE, BETWEEN = a_fit(0.8, 0.9), a_fit(0.4, 0.6), a_fit(0.6, 0.8)


def feels(answers: str, fit: Fit | None, *, missed: bool = False) -> str | None:
    found = gut(MAPLE, entries_of(answers), fit, missed=missed)
    return found.feels if found else None


@pytest.mark.parametrize(
    ("answers", "fit", "said"),
    [
        ("nnn", MUCH, "no"),
        ("nun", MUCH, "no"),
        ("nuu", MUCH, None),
        ("nny", MUCH, None),
        ("yyy", MUCH, None),
        ("yyy", LITTLE, "yes"),
        ("uyy", LITTLE, "yes"),
        ("uuy", LITTLE, None),
        ("yyn", LITTLE, None),
        ("nnn", LITTLE, None),
        ("nnn", BETWEEN, None),
        ("yyy", BETWEEN, None),
        ("uuu", MUCH, None),
        ("uuu", LITTLE, None),
    ],
)
def test_two_clear_answers_and_none_against_them_disagree_with_a_clear_fit(
    answers: str, fit: Fit, said: str | None
) -> None:
    assert feels(answers, fit) == said


def test_a_missed_must_have_is_little_however_much_fits() -> None:
    assert feels("yyy", MUCH, missed=True) == "yes"
    assert feels("nnn", MUCH, missed=True) is None


def test_fewer_than_three_answers_say_nothing() -> None:
    assert feels("nn", MUCH) is None
    assert feels("n-n--", MUCH) is None


def test_only_the_last_three_answers_count_and_notes_without_one_are_passed_over() -> None:
    entries = entries_of("yyn-n--n")
    found = gut(MAPLE, entries, MUCH, missed=False)
    assert found
    assert found.answers == ("no", "no", "no")
    assert found.notes == tuple(entries[at].note for at in (2, 4, 7))
    assert (found.therapist, found.fit) == (MAPLE, MUCH)


def test_where_nothing_is_compared_nothing_disagrees() -> None:
    assert feels("nnn", None) is None


@pytest.mark.parametrize(("low", "said"), [(0.7, None), (0.71, "no")])
def test_much_fits_when_the_whole_range_lies_above(low: float, said: str | None) -> None:
    assert feels("nnn", a_fit(low, 0.9)) == said


@pytest.mark.parametrize(("high", "said"), [(0.7, None), (0.69, "yes")])
def test_little_fits_when_the_whole_range_lies_below(high: float, said: str | None) -> None:
    assert feels("yyy", a_fit(0.3, high)) == said
