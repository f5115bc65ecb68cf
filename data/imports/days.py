"""Days that somebody wrote, in any usual way: the one reader of dates for paste, tables and files.

A text can be open between orders (01/02/2026), lack its year (14.02.), or be a moment in time that
falls on a day by a timezone. Must never decide such a thing: what is open is handed back as open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final, Literal

from babel import Locale

from data.imports.digits import plain_digits
from data.imports.months import LANGUAGES, month_names, month_of, possible_month

DateOrder = Literal[
    "year first", "day first", "month first", "counted from 1900", "counted from 1904"
]
"""How a column writes its days; the last two are the numbers that Excel counts days by."""

ORDERS: Final[tuple[DateOrder, ...]] = ("year first", "day first", "month first")

_GAP = "[ \t\u00a0\u202f]{1,3}"
_DAY = "(?P<day>[0-9]{1,2})"
_TH = "(?:st|nd|rd|th|er|º|°|ª|\\.)?"
_YEAR = "(?P<year>[0-9]{4})(?![0-9])"
_SHORT = "(?P<short>['’]?[0-9]{2})(?![0-9])"
_NUMBER = "(?P<number>[0-9]{1,2})"
_NAME = r"(?P<name>[^\W\d_]{2,14})\.?"
_PAIR = "(?P<one>[0-9]{1,2})(?P<sign>[-/.])[ ]?(?P<two>[0-9]{1,2})"
_COMPACT = "(?P<year>(?:19|20)[0-9]{2})(?P<number>[0-9]{2})(?P<day>[0-9]{2})"
_OF = f"(?:{_GAP}(?:de|of|del|d)|)(?:{_GAP}|[-/.])"
_WEEKDAY = rf"(?:(?P<weekday>[^\W\d_]{{1,14}}(?:-feira)?)[.,]*{_GAP})?"
_LEAD = rf"(?:(?:le|den|am|el|the|d\.){_GAP})?{_WEEKDAY}(?:(?:le|den|am|el|the){_GAP})?"
_BEFORE = rf"(?:\#{{1,6}}{_GAP})?(?P<bracket>\[(?=[^\]\n]{{1,80}}\]))?{_LEAD}"
"""The mark of a heading, a bracket, then a weekday; each may be missing."""
_AFTER = rf"(?!\w|[-/.,][0-9])(?:{_GAP})?(?:(?(bracket)[\]:]|:)|[-–—]{{1,2}}(?!\S)|[,;.](?!\S))?"
"""The date ends here, perhaps with a colon, a dash or the bracket that was opened behind it."""
_TIME = (
    r"(?:[ \t,_T]|at\b|um\b|à|kl[.o]|(?:a )?las\b)*(?P<hour>[0-9]{1,2})"
    r"(?:[:.h][ ]?(?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"[\s\u202f]?(?:(?P<half>[ap])\.?\s?m\b\.?)?\s?(?:uhr|h)?\s?"
    r"(?P<zone>z|(?:utc|gmt)?[-+][0-9]{1,2}:?(?:[0-9]{2})?|utc|gmt)?"
)
_ZONE_NAME = r"(?:\s*[\[(]?[A-Za-z]{2,5}(?:/[A-Za-z_/]+)?[\])]?)?"

_SAID = (
    rf"{_YEAR}(?P<sign>[-/.])[ ]?{_NUMBER}(?P=sign)[ ]?{_DAY}(?![0-9])",  # 2026-03-31
    rf"{_YEAR}[年년][ ]?{_NUMBER}[月월][ ]?{_DAY}[日일]?",
    rf"{_PAIR}(?P=sign)[ ]?(?:{_YEAR}|{_SHORT})",  # 31.03.2026
    rf"{_DAY}{_TH}{_OF}{_NAME},?{_OF}{_YEAR}",  # 31 March 2026
    rf"{_DAY}[-/.]{_NAME}[-/.]{_SHORT}",  # 31-Mar-26
    rf"{_NAME}(?:{_GAP}|-){_DAY}(?:st|nd|rd|th)?,?(?:{_GAP}|-){_YEAR}",  # March 31, 2026
    rf"{_YEAR}\.?(?:{_GAP}|-){_NAME}(?:{_GAP}|-){_DAY}\.?(?![0-9])",  # 2026. március 31.
    r"(?P<iso>[0-9]{4})-?W(?P<week>[0-9]{2})(?:-?(?P<weekdate>[1-7]))?(?![0-9])",  # 2026-W14-2
)
"""Ways that are a day wherever a line begins with them."""
_ALONE = (
    rf"{_COMPACT}(?:T?[0-9]{{4}}(?:[0-9]{{2}})?Z?)?(?![0-9])",  # 20260331, perhaps with a time
    rf"{_DAY}{_TH}(?:{_GAP}|){_NAME},?(?:{_GAP}|){_SHORT}",
    rf"{_NAME}(?:{_GAP}|){_DAY}(?:st|nd|rd|th)?,?{_GAP}{_SHORT}",
    rf"{_PAIR}(?:(?<=/..)|(?<=/.)|\.)(?![-/0-9])",  # 31.03.
    rf"{_DAY}{_TH}{_OF}{_NAME}",  # 31 March
    rf"{_NAME}(?:{_GAP}|-){_DAY}(?:st|nd|rd|th)?(?![0-9])",  # March 31
    rf"{_NUMBER}[月월][ ]?{_DAY}[日일]",
)
"""Further ways that are a day only where nothing else stands there."""

_LEAP: Final = 2024
"""A year that has every day, for days without one."""

_FLAGS = re.IGNORECASE
_AT_LINE = tuple(re.compile(_BEFORE + way + _AFTER, _FLAGS) for way in _SAID)
_IN_TEXT = tuple(re.compile(_LEAD + way, _FLAGS) for way in (*_SAID, *_ALONE))
_TAIL = re.compile(
    rf"(?:[\s,;]*(?:(?<=[\s,;])|(?=[(]))[(]?(?P<after>[^\W\d_]{{1,14}})\.?[)]?,?)?(?:{_TIME}{_ZONE_NAME})?\]?\s*(?:→.*)?[.:,]?$",
    _FLAGS,
)
_EDGES: Final = (
    " \t\n\r\x0b\x0c\u00a0\u202f\ufeff\u200b\u200e\u200f\u202a\u202c\u2066\u2067\u2068\u2069"
)
"""Blanks, and marks that cannot be seen, which chats and right-to-left texts put around a day."""
_HYPHEN: Final = re.compile(r"(?<=\w)[\u2012\u2013](?=\w)")
_ENDINGS: Final = frozenset({"at", "um", "klo", "kl", "à", "ore", "om", "г", "г.", "року", "р"})
_TIME_BEHIND = re.compile(rf"(?<=\d)[T ]{_TIME}", _FLAGS)
_EXCEL: Final[Mapping[DateOrder, date]] = {
    "counted from 1900": date(1899, 12, 30),
    "counted from 1904": date(1904, 1, 1),
}
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_INSTANT = re.compile(r"([0-9]{10})(?:[.][0-9]+|[0-9]{3}(?:[0-9]{3})?)?")


@dataclass(frozen=True)
class DayForm:
    """Writing of the days of one column or text, where they do not say it themselves.

    ``year``: of days that are written without one. ``zone``: where moments in time fall on a day.
    ``months``: whether "Feb-26" is a month.
    """

    order: DateOrder | None = None
    year: int | None = None
    zone: tzinfo = field(default=UTC)
    months: bool = False


@dataclass(frozen=True)
class WrittenDay:
    """A day as it is written, from ``begin`` to ``end`` of a text.

    ``readings``: the day it is in each order that gives one. ``yearless``: month and day in each
    order, for a day without a year.
    """

    begin: int
    end: int
    readings: Mapping[DateOrder, date]
    yearless: Mapping[DateOrder, tuple[int, int]] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Return True where different orders make different days of it."""
        return len({*self.readings.values(), *self.yearless.values()}) > 1

    @property
    def says_itself(self) -> bool:
        """Return True where no order is needed: it names its month or begins with its year."""
        return all(len(found) in {0, len(ORDERS)} for found in (self.readings, self.yearless)) and (
            not self.open
        )

    @property
    def words_without_year(self) -> str:
        """Day and month of a day without a year: "26 February"; "" for any other."""
        pair = next(iter(self.yearless.values()), None)
        return f"{pair[1]} {date(_LEAP, pair[0], 1):%B}" if pair else ""

    def with_year(self, year: int | None) -> "WrittenDay":
        """Return it with the year it lacks; itself where it has one or ``year`` is None."""
        if not self.yearless or year is None:
            return self
        found = {order: _date(year, *pair) for order, pair in self.yearless.items()}
        return WrittenDay(self.begin, self.end, {at: day for at, day in found.items() if day})


def day_at(text: str, position: int = 0, zone: tzinfo = UTC) -> WrittenDay | None:
    """Return the day that a line at ``position`` begins with, with sentences behind it or not."""
    for way in _AT_LINE:
        found = way.match(text, position)
        if found and (written := _written(found)):
            return _by_time(written, _TIME_BEHIND.match(text, _date_end(found)), zone)
    return None


def whole_day(text: str, zone: tzinfo = UTC) -> WrittenDay | None:
    """Return the day that a text is, with weekday, time and zone; None for anything else."""
    plain = _HYPHEN.sub("-", plain_digits(text.strip(_EDGES)))
    if found := _INSTANT.fullmatch(plain):
        instant = _instant(found[1], zone)
        return WrittenDay(0, len(text), dict.fromkeys(ORDERS, instant)) if instant else None
    for way in _IN_TEXT:
        found = way.match(plain)
        if not found or not (written := _written(found)):
            continue
        tail = _TAIL.match(plain, found.end())
        if tail and (
            not tail["after"] or tail["after"].casefold() in _ENDINGS | _weekdays().keys()
        ):
            return _by_time(written, tail, zone)
    return None


def find_day(text: str) -> WrittenDay | None:
    """Return the first day anywhere in a short text, as in the name of a file."""
    for start in re.finditer(r"(?<![0-9A-Za-z])[0-9A-Za-z\u00c0-\uffff]", text[:200]):
        ways = (way.match(text, start.start()) for way in _IN_TEXT)
        for found in ways:
            ends = found and not text[found.end() : found.end() + 1].isalpha()
            if found and ends and (written := _written(found)):
                return written
    return None


def read_day(text: str, form: DayForm) -> date | None:
    """Return the day a cell says in this form, None where it says none or leaves it open."""
    if form.order is not None and form.order in _EXCEL:
        serial = _SERIAL.fullmatch(text.strip())
        if serial:
            return _EXCEL[form.order] + timedelta(int(serial[1]))
    written = whole_day(text, form.zone)
    if written is None or read_month(text, form):
        return None
    readings = written.with_year(form.year).readings
    if form.order is not None and form.order in readings:
        return readings[form.order]
    return next(iter(readings.values())) if written.says_itself and readings else None


def read_month(text: str, form: DayForm) -> date | None:
    """Return the first day of the month that a cell names in place of a day, None where it is none.

    "Feb-26" is one only where the form says so.
    """
    return month_of(text) or (possible_month(text) if form.months else None)


def guess_orders(values: Sequence[str], today: date, zone: tzinfo = UTC) -> tuple[DateOrder, ...]:
    """Return the orders in which most of these cells are days or months, the best first.

    Several where nothing tells them apart: then the person has to say. A day still to come may be
    an appointment, so it is a day as good as any other and decides nothing.
    """
    counts: Counter[DateOrder] = Counter()
    alone: set[DateOrder] = set()
    themselves = 0
    for value in values:
        if _looks_counted(value):
            counts["counted from 1900"] += 1
        elif month_of(value):
            themselves += 1
            counts.update(ORDERS)
        elif written := whole_day(value, zone):
            themselves += written.says_itself
            orders = list(_orders_of(written, today))
            counts.update(orders)
            alone |= set(orders) if len(orders) == 1 else set()
    most = max(counts.values(), default=0)
    if not values or most < len(values) / 2:
        return ()
    if themselves == most:
        return ("year first",)
    if len(alone) > 1:  # one column in two orders: whoever wrote it has to say what the rest is
        return tuple(order for order in ORDERS if order in alone)
    return tuple(order for order in (*ORDERS, "counted from 1900") if counts[order] == most)


def without_year(values: Iterable[str]) -> list[str]:
    """Return those of these cells that are days without their year."""
    return [value for value in values if (written := whole_day(value)) and written.yearless]


def _orders_of(written: WrittenDay, today: date) -> Iterator[DateOrder]:
    """Return the orders that give a day; a short year in front is none that is still to come."""
    for order in ORDERS:
        day = written.readings.get(order)
        if order in written.yearless or (
            day and not (order == "year first" and written.open and day > today)
        ):
            yield order


def _looks_counted(value: str) -> bool:
    found = _SERIAL.fullmatch(value.strip())
    return bool(found) and 20_000 <= int(found[1] if found else 0) <= 60_000


def _instant(seconds: str, zone: tzinfo) -> date | None:
    if not 300_000_000 <= int(seconds) <= 4_000_000_000:
        return None
    return datetime.fromtimestamp(int(seconds), zone).date()


def _date_end(found: re.Match[str]) -> int:
    """Return where the date itself ends, before any sign behind it."""
    parts = ("day", "year", "short", "week", "weekdate")
    return max(found.end(part) for part in parts if part in found.re.groupindex)


def _written(found: re.Match[str]) -> WrittenDay | None:
    """Return what a match says; None where it names no month, no weekday, or no such day."""
    parts = found.groupdict()
    weekday = (parts.get("weekday") or "").casefold()
    if weekday and weekday not in _weekdays():
        return None
    if parts.get("iso"):
        day = _week(int(parts["iso"]), int(parts["week"]), int(parts["weekdate"] or 1))
        return WrittenDay(*found.span(), dict.fromkeys(ORDERS, day)) if day else None
    short = parts.get("short")
    said = parts.get("year")
    year = int(said) if said else _full_year(short) if short else None
    if parts.get("one"):
        return _of_numbers(found, year, short)
    month = int(parts.get("number") or 0) or month_names().get(
        (parts.get("name") or "").casefold(), 0
    )
    day_number = int(parts["day"])
    if year is None and _date(_LEAP, month, day_number):
        pair = dict.fromkeys(ORDERS, (month, day_number))
        return WrittenDay(*found.span(), {}, pair)
    day = None if year is None else _date(year, month, day_number)
    return WrittenDay(*found.span(), dict.fromkeys(ORDERS, day)) if day else None


def _of_numbers(found: re.Match[str], year: int | None, short: str | None) -> WrittenDay | None:
    first, second = int(found["one"]), int(found["two"])
    if year is None:
        pairs: dict[DateOrder, tuple[int, int]] = {}
        if _date(_LEAP, second, first):
            pairs["day first"] = (second, first)
        if _date(_LEAP, first, second) and not (found["sign"] == "." and pairs):
            pairs["month first"] = (first, second)
        return WrittenDay(*found.span(), {}, pairs) if pairs else None
    readings: dict[DateOrder, date] = {}
    if day := _date(year, second, first):
        readings["day first"] = day
    # Who writes dots puts the day first.
    if (day := _date(year, first, second)) and not (found["sign"] == "." and readings):
        readings["month first"] = day
    if short and "'" not in short and "’" not in short:
        day = _date(_full_year(found["one"]), second, int(short))
        if day and len(found["one"]) == 2 and not (found["sign"] == "." and readings):
            readings["year first"] = day
    if weekday := found.groupdict().get("weekday"):
        at = _weekdays()[weekday.casefold()]
        readings = {
            order: day for order, day in readings.items() if day.weekday() in at
        } or readings
    return WrittenDay(*found.span(), readings) if readings else None


def _by_time(written: WrittenDay, tail: re.Match[str] | None, zone: tzinfo) -> WrittenDay:
    """Return it on the day that its moment is in ``zone``, where it names a zone of its own."""
    if tail is None or not tail["zone"] or not written.readings:
        return written
    hour = (
        int(tail["hour"]) % 12 + 12 * (tail["half"] in "pP") if tail["half"] else int(tail["hour"])
    )
    clock = (hour, int(tail["minute"] or 0), int(tail["second"] or 0))
    away = re.search(r"([-+])([0-9]{1,2}):?([0-9]{2})?$", tail["zone"])
    minutes = (int(away[2]) * 60 + int(away[3] or 0)) * (1 if away[1] == "+" else -1) if away else 0
    try:
        offset = timezone(timedelta(minutes=minutes))
        readings = {
            order: datetime(day.year, day.month, day.day, *clock, tzinfo=offset)
            .astimezone(zone)
            .date()
            for order, day in written.readings.items()
        }
    except (ValueError, OverflowError):
        return written
    return WrittenDay(written.begin, written.end, readings)


def _full_year(short: str) -> int:
    """Return the year that two digits mean: of this century until 2049, else of the last."""
    number = int(short.strip("'’"))
    return 2000 + number if number < 50 else 1900 + number


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None


@cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    """Return the names of the weekdays with the days they can mean, Monday 0."""
    found: dict[str, frozenset[int]] = {}
    english = {"tues": 1, "thur": 3, "thurs": 3, "weds": 2}
    names = [*english.items()]
    for language in LANGUAGES:
        for forms in Locale(language).days.values():
            for width in ("wide", "abbreviated", "short"):
                names += [(name.casefold().strip("."), at) for at, name in forms[width].items()]
    for name, at in names:
        if len(name) < 2:
            continue
        found[name] = found.get(name, frozenset()) | {at}
    return found
