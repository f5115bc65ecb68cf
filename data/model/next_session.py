"""Next session: its day and time on the person's own clock, once or every so many weeks."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from data.model.record import Day, Record

TOO_FAR_AHEAD: Final = date(2200, 1, 1)


def _within_the_calendar(day: date) -> date:
    if day >= TOO_FAR_AHEAD:
        raise PydanticCustomError("too_late", "the date lies too far ahead")
    return day


def _whole_minutes(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise PydanticCustomError("minutes", "it is not a time of day like 17:00")
    return at


ClockTime = Annotated[time, AfterValidator(_whole_minutes)]
"""Hours and minutes on the clock of wherever the person is."""


class NextSession(Record):
    """Day of the next session, its time where one said it, and every how many weeks it comes back.

    ``weeks`` None: once. What comes back falls on the weekday of ``on``, at the same time.
    """

    on: Annotated[Day, AfterValidator(_within_the_calendar)]
    at: ClockTime | None = None
    weeks: Annotated[int, Field(ge=1, le=8)] | None = None


def coming_day(session: NextSession, today: date) -> date | None:
    """Return the first day of it that is not over yet; None where it is past and came once."""
    if session.on >= today:
        return session.on
    if session.weeks is None:
        return None
    over = (session.on - today).days % (7 * session.weeks)
    return today + timedelta(days=over)


def latest_day(session: NextSession, clock: datetime) -> date | None:
    """Return the last day on which it has begun; None where it is still to come.

    ``clock``: this instant in the person's timezone. Without a time it begins with its day.
    """
    begun = clock.date()
    if session.at and clock.time() < session.at:
        begun -= timedelta(days=1)  # what is planned for this day is still to come
    if session.on > begun:
        return None
    if session.weeks is None:
        return session.on
    return begun - timedelta(days=(begun - session.on).days % (7 * session.weeks))


OnTheClock = Literal["once", "never", "twice"]


def on_the_clock(day: date, at: time | None, zone: tzinfo) -> OnTheClock:
    """Return how often a time of day comes on that day in a timezone; at noon where none is said.

    Never: the clocks go forward over it, or the whole day was left out. Twice: they go back.
    """
    local = datetime.combine(day, at or time(12), tzinfo=zone)
    back = local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        return "never"
    return "once" if local.utcoffset() == local.replace(fold=1).utcoffset() else "twice"


def left_out(session: NextSession, zone: tzinfo, until: date) -> list[date]:
    """Return the days until then, the first left aside, on which the clocks leave its time out."""
    days = []
    if session.weeks is not None:
        step = timedelta(weeks=session.weeks)
        day = session.on + step
        while day <= until:
            if on_the_clock(day, session.at, zone) == "never":
                days.append(day)
            day += step
    return days
