"""Therapists: what one may say about them, and what is asked for only once known."""

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from data.model.therapist import (
    Expectation,
    LookAgain,
    Practicality,
    Setting,
    Status,
    WarningSign,
)
from tests.rig.people import THEN, TODAY, a_therapist


def test_a_code_name_and_a_status_are_enough() -> None:
    maple = a_therapist(" Maple ")
    assert (maple.name, maple.status, maple.setting) == ("Maple", "trying", "alone")
    assert not any((maple.details, maple.began, maple.expectation, maple.warning_signs))


def test_status_and_setting_use_the_words_of_the_vocabulary() -> None:
    assert set(get_args(Status)) == {"considering", "trying", "staying", "ended"}
    assert set(get_args(Setting)) == {"alone", "couple", "family", "group"}


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": " \t"},
        {"name": "x" * 61},
        {"status": "gone"},
        {"setting": "pair"},
        {"what_for": ("sleep",) * 21},
        {"what_for": ("",)},
        {"began": date(1899, 12, 31)},
        {"practicalities": (Practicality(name="Cost"),) * 51},
        {"warning_signs": (WarningSign(sign="x", noticed=TODAY),) * 51},
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_therapist(**change)


def test_the_end_does_not_lie_before_the_beginning() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 2)
    assert a_therapist(began=first, ended=first).ended == first
    assert a_therapist(began=first, ended=last).ended == last
    assert a_therapist(ended=first).began is None
    with pytest.raises(ValidationError, match="the end lies before the beginning"):
        a_therapist(began=last, ended=first)


def test_a_practicality_suits_or_not_or_is_not_known() -> None:
    assert Practicality(name="Cost").suits is None
    assert Practicality(name="Cost", suits=False).suits is False
    with pytest.raises(ValidationError):
        Practicality(name="Cost", suits="yes")  # type: ignore[arg-type]


def test_an_expectation_may_leave_the_mood_out() -> None:
    assert Expectation(written_at=THEN).mood is None
    assert Expectation(written_at=THEN, mood=0).mood == 0
    with pytest.raises(ValidationError):
        Expectation(written_at=THEN, mood=11)


@pytest.mark.parametrize("sessions", [0, 501])
def test_looking_again_after_no_session_or_too_many_is_refused(sessions: int) -> None:
    assert LookAgain(after_sessions=1, on=TODAY).would_stay_if == ""
    with pytest.raises(ValidationError):
        LookAgain(after_sessions=sessions)
