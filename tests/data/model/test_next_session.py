"""The next session: which day comes next, and times that the clocks leave out or repeat."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from data.model.next_session import NextSession, coming_day, latest_day, left_out, on_the_clock


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo("Europe/Berlin"))


DAYS = some.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, DAYS, some.integers(1, 8))
def test_what_comes_back_falls_on_its_weekday(on: date, today: date, weeks: int) -> None:
    session = NextSession(on=on, weeks=weeks)
    coming, latest = coming_day(session, today), latest_day(session, noon(today))
    assert coming is not None
    assert coming >= max(on, today)
    assert (coming - on).days % (7 * weeks) == 0
    assert coming == on or coming - today < timedelta(weeks=weeks)
    assert (latest is None) == (on > today)
    if latest:
        assert latest <= today
        assert (coming - latest).days in (0, 7 * weeks)


def test_what_comes_once_is_over_after_its_day() -> None:
    session = NextSession(on=date(2026, 3, 5))
    assert coming_day(session, date(2026, 3, 5)) == latest_day(session, noon(date(2026, 3, 5)))
    assert coming_day(session, date(2026, 3, 6)) is None
    assert latest_day(session, noon(date(2026, 3, 4))) is None


@pytest.mark.parametrize(
    ("weeks", "at", "latest"),
    [
        (None, time(11, 59), date(2026, 3, 12)),
        (None, time(12), date(2026, 3, 12)),
        (None, time(12, 1), None),
        (None, time(23, 59), None),
        (1, time(12), date(2026, 3, 12)),
        (1, time(12, 1), None),
    ],
)
def test_before_its_time_it_is_still_to_come(
    weeks: int | None, at: time, latest: date | None
) -> None:
    session = NextSession(on=date(2026, 3, 12), at=at, weeks=weeks)
    assert latest_day(session, noon(date(2026, 3, 12))) == latest
    began_before = session.model_copy(update={"on": date(2026, 3, 5), "weeks": 1})
    assert latest_day(began_before, noon(date(2026, 3, 12))) == (latest or date(2026, 3, 5))


@pytest.mark.parametrize(
    ("day", "at", "zone", "often"),
    [
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "never"),
        (date(2026, 3, 29), time(3, 0), "Europe/Berlin", "once"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "twice"),
        (date(2026, 10, 25), time(3, 0), "Europe/Berlin", "once"),
        (date(2011, 12, 30), None, "Pacific/Apia", "never"),
        (date(2011, 12, 30), time(17), "Pacific/Apia", "never"),
        (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", "twice"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "never"),
        (date(2026, 3, 29), time(2, 30), "UTC", "once"),
    ],
)
def test_how_often_a_time_comes(day: date, at: time | None, zone: str, often: str) -> None:
    assert on_the_clock(day, at, ZoneInfo(zone)) == often


def test_a_series_says_on_which_days_its_time_is_left_out() -> None:
    until, berlin = date(2028, 12, 31), ZoneInfo("Europe/Berlin")
    weekly = NextSession(on=date(2026, 3, 29), at=time(2, 30), weeks=1)
    assert left_out(weekly, berlin, until) == [date(2027, 3, 28), date(2028, 3, 26)]
    assert left_out(weekly.model_copy(update={"weeks": None}), berlin, until) == []
    assert left_out(weekly.model_copy(update={"at": time(3)}), berlin, until) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"on": date(1899, 12, 31)},
        {"on": date(2200, 1, 1)},
        {"on": date(2026, 3, 5), "at": time(17, 0, 1)},
        {"on": date(2026, 3, 5), "at": time(17, tzinfo=UTC)},
        {"on": date(2026, 3, 5), "weeks": 0},
        {"on": date(2026, 3, 5), "weeks": 9},
        {"on": datetime(2026, 3, 5, tzinfo=UTC)},
    ],
)
def test_what_cannot_be_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NextSession.model_validate(bad)
