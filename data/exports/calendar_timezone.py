"""Timezone of a calendar file (VTIMEZONE): each change of its clocks, for readers without a table.

Written here, as the library that writes the rest names the wrong hour where the clocks go forward
(RFC 5545, 3.6.5, wants the clock before the change), and misses changes that are a month apart.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)


def calendar_timezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return the component for a timezone, with its changes from ``first`` to ``last``."""
    found = Timezone()
    found.add("tzid", zone.key)
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    onsets: dict[tuple[timedelta, timedelta, str], list[datetime]] = defaultdict(list)
    offset = _offset(begin, zone)
    onsets[offset, offset, _name(begin, zone)].append(begin)
    for change in _changes(zone, begin, end):
        before = _offset(change - timedelta(seconds=1), zone)
        onsets[before, _offset(change, zone), _name(change, zone)].append(change)
    for (before, after, name), instants in onsets.items():
        part = TimezoneDaylight() if after > before else TimezoneStandard()
        clocks = [(instant + before).replace(tzinfo=None) for instant in instants]
        part.add("dtstart", clocks[0])
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        if clocks[1:]:
            part.add("rdate", clocks[1:])
        found.add_component(part)
    return found


@lru_cache(maxsize=8)
def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[datetime, ...]:
    """Return the instants at which the clocks change."""
    changes = []
    day = first
    while day < last:
        if _offset(day, zone) != _offset(day + _DAY, zone):
            before, after = day, day + _DAY
            while after - before > timedelta(seconds=1):
                middle = before + (after - before) // 2
                same = _offset(middle, zone) == _offset(day, zone)
                before, after = (middle, after) if same else (before, middle)
            changes.append(after.replace(microsecond=0))
        day += _DAY
    return tuple(changes)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _name(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).tzname() or zone.key
