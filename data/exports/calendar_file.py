"""Calendar file (.ics): reminders around a session, for one's own calendar. Nothing is sent.

Its words are the person's. It names nobody, and says nowhere what program wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from data.exports.calendar_timezone import calendar_timezone
from data.model.next_session import NextSession, coming_day, left_out, on_the_clock

EVENING: Final = time(18)
"""From where reminders are counted when a session has no time."""
_LONGEST_AHEAD: Final = timedelta(days=3653)
"""For how long a timezone's changes are written into the file."""


@dataclass(frozen=True)
class CalendarEntry:
    """One entry of the file. ``after``: so long after the session begins, before it if negative.

    ``role`` tells it from the others: saved again, it takes the place of the one before.
    ``whole_day``: the session itself, where it has no time. Each has a reminder when it begins.
    """

    role: str
    words: str
    after: timedelta = timedelta()
    minutes: int = 15
    whole_day: bool = False
    reminder: bool = True


def calendar_file(
    session: NextSession,
    therapist: UUID,
    entries: Sequence[CalendarEntry],
    zone: tzinfo,
    now: datetime,
) -> bytes:
    """Return the file with the entries around each session to come; RFC 5545, in UTF-8.

    Times are those of the clock in ``zone``, also where a session comes back after the clocks were
    changed. An entry on a time that the clocks leave out begins as much later. One that comes back
    never begins with such a time, as all that follow would be late with it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dates//EN")
    calendar.add("version", "2.0")
    first = coming_day(session, now.astimezone(zone).date()) or session.on
    if isinstance(zone, ZoneInfo):
        begin, end = date(first.year - 1, 1, 1), first + _LONGEST_AHEAD
        calendar.add_component(calendar_timezone(zone, begin, end))
    for entry in entries:
        calendar.add_component(_event(session, first, therapist, entry, zone, now))
    return bytes(calendar.to_ical())


def _event(
    session: NextSession,
    first: date,
    therapist: UUID,
    entry: CalendarEntry,
    zone: tzinfo,
    now: datetime,
) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(therapist, f'calendar {entry.role}')}")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("summary", entry.words)
    event.add("class", "PRIVATE")
    if entry.whole_day and session.at is None:
        event.add("dtstart", first)
    else:
        begin = _begin(session, first, entry.after, zone)
        event.add("dtstart", begin)
        event.add("duration", timedelta(minutes=entry.minutes))
        _move_what_is_left_out(event, session, begin, zone)
    event.add("transp", "OPAQUE" if entry.role == "session" else "TRANSPARENT")
    if session.weeks:
        event.add("rrule", {"freq": "weekly", "interval": session.weeks})
    if entry.reminder:
        event.add_component(_alarm(entry.words))
    return event


def _begin(session: NextSession, first: date, after: timedelta, zone: tzinfo) -> datetime:
    """Begin of an entry: counted on the clock, and moved where the clock leaves that time out."""
    clock = datetime.combine(first, session.at or EVENING) + after
    if session.weeks and on_the_clock(clock.date(), clock.time(), zone) == "never":
        clock += timedelta(weeks=session.weeks)
    if not isinstance(zone, ZoneInfo):
        return clock  # no name of a timezone is there: on whatever clock the calendar goes by
    return _real(clock, zone)


def _real(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return a time of the clock, as much later as it is left out."""
    return clock.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(fold=0)


def _move_what_is_left_out(
    event: Event, session: NextSession, begin: datetime, zone: tzinfo
) -> None:
    """Put the times of a series that do not exist as much later: a calendar would drop them."""
    if not isinstance(zone, ZoneInfo):
        return
    series = NextSession(on=begin.date(), at=begin.time(), weeks=session.weeks)
    days = left_out(series, zone, begin.date() + _LONGEST_AHEAD)
    if days:
        clocks = [datetime.combine(day, begin.time()) for day in days]
        event.add("exdate", [clock.replace(tzinfo=zone) for clock in clocks])
        event.add("rdate", [_real(clock, zone) for clock in clocks])


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta())
    return alarm
