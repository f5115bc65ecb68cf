"""When it is time to look again, what came, and what has helped, whoever it was with."""

from datetime import date, timedelta

import pytest

from data.advice.stay_or_go import came, is_time, sessions_so_far, what_has_helped
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import LookAgain
from tests.rig.people import TODAY, a_jot, a_note, a_therapist

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch", status="ended")


def test_sessions_are_counted_and_a_call_is_none() -> None:
    memory = a_note(MAPLE, kind="from memory", sessions=30)
    unknown = a_note(MAPLE, kind="from memory")
    notes = [a_note(MAPLE), a_note(MAPLE, kind="first call"), memory, unknown, a_note(MAPLE)]
    assert sessions_so_far(notes) == 33
    assert sessions_so_far([]) == 0


@pytest.mark.parametrize(
    ("look", "due"),
    [
        (None, False),
        (LookAgain(would_stay_if="It helps."), False),
        (LookAgain(after_sessions=3), True),
        (LookAgain(after_sessions=4), False),
        (LookAgain(on=TODAY), True),
        (LookAgain(on=TODAY + timedelta(days=1)), False),
        (LookAgain(on=TODAY + timedelta(days=1), after_sessions=2), True),
    ],
)
def test_it_is_time_when_either_has_come(look: LookAgain | None, due: bool) -> None:  # noqa: FBT001
    assert is_time(look, [a_note(MAPLE)] * 3, TODAY) == due


def test_what_has_helped_is_gathered_over_everybody_newest_first() -> None:
    notes = (
        a_note(BIRCH, date(2026, 1, 1), helped=" The silence. "),
        a_note(MAPLE, date(2026, 3, 1), helped="The lamp."),
        a_note(MAPLE, date(2026, 4, 1), helped="  "),
        a_jot(),
    )
    found = what_has_helped(Records(therapists=(MAPLE, BIRCH), notes=notes))
    assert [(entry.name, entry.text) for entry in found] == [
        ("Maple", "The lamp."),
        ("Birch", "The silence."),
    ]


def note(month: int, **more: object) -> Note:
    return a_note(MAPLE, date(2026, month, 1), **more)


def test_a_first_call_is_no_session() -> None:
    assert came([]) is None
    assert came([note(1, kind="first call", go_back="yes")]) is None


def test_the_first_and_the_newest_and_every_answer() -> None:
    notes = [
        note(1, kind="first call", go_back="no"),
        note(2, go_back="unsure"),
        note(3),
        note(4, go_back="yes"),
        note(5, go_back="yes"),
    ]
    found = came(notes)
    assert found
    assert (found.first, found.newest) == (notes[1], notes[4])
    assert found.go_back == (("yes", 2), ("unsure", 1))


def test_one_session_is_not_told_twice() -> None:
    found = came([note(2)])
    assert found
    assert found.newest is None
    assert found.go_back == ()
