"""The next session in words, and the day that a note begins with."""

from datetime import UTC, date, datetime, time

import pytest

from data.advice.next_session import (
    appointment_words,
    coming_sessions,
    day_to_note,
    repeat_words,
    to_note,
)
from data.model.next_session import NextSession
from data.model.records import Records
from tests.rig.people import a_note, a_therapist

THURSDAY = date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)
WEEKLY = NextSession(on=THURSDAY, at=time(17), weeks=1)


def evening(day: date) -> datetime:
    return datetime.combine(day, time(18), UTC)


def test_day_and_time_are_said_as_people_say_them() -> None:
    assert appointment_words(THURSDAY, time(17)) == "Thursday, 5 March 2026, 17:00"
    assert appointment_words(THURSDAY, None) == "Thursday, 5 March 2026"
    assert repeat_words(WEEKLY) == "every week, Thursdays 17:00"
    assert repeat_words(NextSession(on=THURSDAY, weeks=2)) == "every 2 weeks, Thursdays"
    assert repeat_words(NextSession(on=THURSDAY)) == ""


@pytest.mark.parametrize(
    ("today", "noted", "day"),
    [
        (THURSDAY, [], THURSDAY),
        (FRIDAY, [], THURSDAY),
        (FRIDAY, [date(2026, 2, 26)], THURSDAY),
        (FRIDAY, [THURSDAY], FRIDAY),
        (date(2026, 3, 13), [THURSDAY], date(2026, 3, 12)),
        (date(2026, 3, 4), [], date(2026, 3, 4)),
    ],
)
def test_a_note_begins_with_the_day_of_the_session(
    today: date, noted: list[date], day: date
) -> None:
    maple = a_therapist(next_session=WEEKLY)
    assert day_to_note(maple, [a_note(maple, when) for when in noted], evening(today)) == day


def test_a_session_of_long_ago_is_not_asked_for() -> None:
    once = a_therapist(next_session=NextSession(on=THURSDAY))
    assert day_to_note(once, [], evening(date(2026, 3, 19))) == THURSDAY
    assert day_to_note(once, [], evening(date(2026, 3, 20))) == date(2026, 3, 20)
    assert day_to_note(a_therapist(), [], evening(FRIDAY)) == FRIDAY


def test_with_whom_a_session_was_is_known() -> None:
    maple, birch = a_therapist(next_session=WEEKLY), a_therapist("Birch")
    ended = a_therapist("Rowan", status="ended", next_session=WEEKLY)
    records = Records(therapists=(maple, birch, ended))
    assert to_note(records, evening(FRIDAY)) == maple
    noted = records.model_copy(update={"notes": (a_note(maple, THURSDAY),)})
    assert to_note(noted, evening(FRIDAY)) is None
    assert coming_sessions(records, FRIDAY) == [(date(2026, 3, 12), maple)]


def test_nobody_is_asked_how_a_session_was_before_it_began() -> None:
    ann = a_therapist("Ann", next_session=NextSession(on=THURSDAY, at=time(23, 59)))
    records = Records(therapists=(ann,))
    assert to_note(records, datetime.combine(THURSDAY, time(9, 20), UTC)) is None
    assert to_note(records, datetime.combine(THURSDAY, time(23, 59), UTC)) == ann


def test_the_nearest_session_comes_first() -> None:
    late = a_therapist("Late", next_session=NextSession(on=THURSDAY, at=time(18)))
    early = a_therapist("Early", next_session=NextSession(on=THURSDAY, at=time(9)))
    some_time = a_therapist("Some time", next_session=NextSession(on=THURSDAY))
    tomorrow = a_therapist("Tomorrow", next_session=NextSession(on=FRIDAY))
    records = Records(therapists=(tomorrow, some_time, late, early))
    names = [therapist.name for _, therapist in coming_sessions(records, THURSDAY)]
    assert names == ["Early", "Late", "Some time", "Tomorrow"]
