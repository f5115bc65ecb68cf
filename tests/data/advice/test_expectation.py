"""What came: the first session and the newest, and how often I would go back."""

from datetime import date

from data.advice.expectation import came
from data.model.note import Note
from tests.rig.people import a_note, a_therapist

MAPLE = a_therapist()


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
