"""The calendar file, read back by another library: it holds what was chosen, and no name."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as fixed_zone
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as some

from data.exports.calendar_file import CalendarEntry, calendar_file
from data.model.next_session import NextSession
from data.model.record import new_id

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
WHO = new_id()
BEFORE = CalendarEntry("before", "Read before Thursday", timedelta(days=-1))
AFTER = CalendarEntry("after", "Write", timedelta(hours=1))
ITSELF = CalendarEntry("session", "Appointment", minutes=50, whole_day=True, reminder=False)
WEEKLY = NextSession(on=date(2026, 3, 5), at=time(17), weeks=1)


def written(
    session: NextSession, *entries: CalendarEntry, zone: Any = BERLIN, now: datetime = NOW
) -> str:
    return calendar_file(session, WHO, entries, zone, now).decode()


def read(*entries: CalendarEntry, session: NextSession = WEEKLY, **more: Any) -> list[Any]:
    """Return the entries as the other library reads them, after its own check."""
    calendar = vobject.readOne(written(session, *entries, **more))
    calendar.validate(raiseException=True)
    return list(calendar.vevent_list)


def test_what_was_chosen_is_read_back() -> None:
    before, after, itself = read(BEFORE, AFTER, ITSELF)
    assert [entry.summary.value for entry in (before, after, itself)] == [
        *("Read before Thursday", "Write", "Appointment"),
    ]
    assert before.dtstart.value == datetime(2026, 3, 4, 17, tzinfo=BERLIN)
    assert after.dtstart.value == datetime(2026, 3, 5, 18, tzinfo=BERLIN)
    assert itself.dtstart.value == datetime(2026, 3, 5, 17, tzinfo=BERLIN)
    assert itself.duration.value == timedelta(minutes=50)
    for entry, words in ((before, "Read before Thursday"), (after, "Write")):
        assert entry.valarm.trigger.value == timedelta()
        assert entry.valarm.action.value == "DISPLAY"
        assert entry.valarm.description.value == words
    assert not hasattr(itself, "valarm")


def test_it_comes_back_every_week_at_the_same_time_of_day() -> None:
    (before,) = read(BEFORE)
    days = list(before.getrruleset(addRDate=True)[:30])
    assert [day.hour for day in days] == [17] * 30
    assert {day.weekday() for day in days} == {2}
    assert days[-1].utcoffset() == timedelta(hours=2)
    (every_second,) = read(BEFORE, session=WEEKLY.model_copy(update={"weeks": 2}))
    first, second = every_second.getrruleset(addRDate=True)[:2]
    assert second - first == timedelta(weeks=2)


def test_what_began_long_ago_begins_with_the_next_one() -> None:
    (after,) = read(AFTER, now=datetime(2026, 6, 5, 8, tzinfo=UTC))
    assert after.dtstart.value == datetime(2026, 6, 11, 18, tzinfo=BERLIN)


def test_without_a_time_the_session_takes_the_day_and_reminders_come_in_the_evening() -> None:
    once = NextSession(on=date(2026, 3, 5))
    before, itself = read(BEFORE, ITSELF, session=once)
    assert before.dtstart.value == datetime(2026, 3, 4, 18, tzinfo=BERLIN)
    assert itself.dtstart.value == date(2026, 3, 5)
    assert not hasattr(itself, "rrule")


@pytest.mark.parametrize(
    ("on", "at", "begins"),
    [
        (date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["left out", "twice"],
)
def test_a_reminder_on_a_time_that_the_clocks_leave_out_or_repeat_is_a_real_one(
    on: date, at: time, begins: datetime
) -> None:
    (after,) = read(AFTER, session=NextSession(on=on, at=at))
    assert after.dtstart.value.astimezone(UTC) == begins


@pytest.mark.parametrize(("weeks", "next_day"), [(1, date(2026, 4, 5)), (3, date(2026, 4, 19))])
def test_a_time_left_out_once_is_no_reason_to_be_late_each_week(weeks: int, next_day: date) -> None:
    session = NextSession(on=date(2026, 3, 29), at=time(1, 30), weeks=weeks)
    after, itself = read(AFTER, ITSELF, session=session)
    times = after.getrruleset(addRDate=True)[:3]
    assert (times[0].date(), {at.time() for at in times}) == (next_day, {time(2, 30)})
    assert itself.dtstart.value == datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)


def test_a_series_that_meets_a_time_left_out_later_on_has_a_real_one_in_that_week() -> None:
    session = NextSession(on=date(2026, 3, 1), at=time(1, 30), weeks=1)
    (after,) = read(AFTER, session=session)
    times = list(after.getrruleset(addRDate=True)[:8])
    assert times[4].astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "3:30"
    assert {at.time() for at in [*times[:4], *times[5:]]} == {time(2, 30)}
    assert len({at.date() for at in times}) == 8, "one a week"


@pytest.mark.parametrize("name", ["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_the_clocks_of_its_timezone_change_when_those_of_the_timezone_do(name: str) -> None:
    zone = ZoneInfo(name)
    session = NextSession(on=date(2026, 3, 5), at=time(17), weeks=1)
    found = tzical(StringIO(written(session, AFTER, zone=zone))).get(name)
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=at) for at in range(730)]
    changes = [
        day
        for day, after in itertools.pairwise(days)
        if day.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    ]
    assert len(changes) == 4
    for instant in (day + timedelta(minutes=10 * at) for day in changes for at in range(144)):
        assert instant.astimezone(found).utcoffset() == instant.astimezone(zone).utcoffset()


def test_without_the_name_of_a_timezone_it_goes_by_the_clock_of_the_calendar() -> None:
    content = written(WEEKLY, AFTER, zone=fixed_zone(timedelta(hours=5, minutes=45)))
    assert "DTSTART:20260305T180000\r\n" in content
    assert "VTIMEZONE" not in content


def test_saved_again_it_takes_the_place_of_the_one_before() -> None:
    again = [entry.uid.value for entry in read(BEFORE, AFTER)]
    moved = read(BEFORE, AFTER, session=WEEKLY.model_copy(update={"at": time(9)}))
    assert again == [entry.uid.value for entry in moved]
    assert len(set(again)) == 2


def test_nothing_in_it_says_whom_or_what_it_is_about() -> None:
    content = written(WEEKLY, BEFORE, AFTER, ITSELF)
    assert str(WHO) not in content
    assert "Rapport" not in content
    assert content.count("CLASS:PRIVATE") == 3
    assert not {"ORGANIZER", "ATTENDEE", "METHOD", "URL"} & set(content.replace(":", " ").split())


WORDS = some.text(some.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@settings(max_examples=40, deadline=None)
@given(WORDS.map(str.strip).filter(bool))
def test_any_words_come_back_as_they_were(words: str) -> None:
    (entry,) = read(CalendarEntry("after", words))
    assert entry.summary.value == words
    lines = written(WEEKLY, CalendarEntry("after", words)).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
