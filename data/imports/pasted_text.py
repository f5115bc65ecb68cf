"""Several notes in one text, split where a line begins with a date.

Only dates written in one of a few known ways count: a wrong guess would tear a note in two. Must
never lose a character that was typed; the preview shows what comes of it before it is saved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Literal

from data.model.record import EARLIEST

Order = Literal["day first", "month first"]


@dataclass(frozen=True)
class Piece:
    """One note to be. ``day`` is None for what stands before the first date.

    ``ambiguous``: the day can be read in two ways, and nothing in the paste says which. ``text``
    is empty where a date has nothing under it.
    """

    day: date | None
    text: str
    ambiguous: bool = False


@dataclass(frozen=True)
class _Head:
    """Date at the beginning of a line: where it ends, and the days it can be read as.

    Both readings are equal for a date that names its month or begins with its year.
    """

    begin: int
    end: int
    day_first: date | None
    month_first: date | None

    @property
    def open(self) -> bool:
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_GAP = "[ \t\u00a0\u202f]{1,3}"
_WEEKDAY = "|".join(["tues", "thurs?", *(f"{name[:3]}(?:{name[3:]})?" for name in _WEEKDAYS)])
_BEFORE = rf"(?:\#{{1,6}}{_GAP})?(?:(?P<weekday>{_WEEKDAY})[.,]?{_GAP})?"
"""The mark of a heading, then a weekday; each may be missing."""
_AFTER = rf"(?!\w|[-/.,]\d)(?:{_GAP})?(?::|[-–—]{{1,2}}(?!\S)|[,;.](?!\S))?"
"""The date ends here, perhaps with a colon or a dash behind it."""

_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>sept|{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)})\.?"

_WAYS = tuple(
    re.compile(_BEFORE + way + _AFTER, re.ASCII | re.IGNORECASE)
    for way in (
        rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign){_DAY}",  # 2026-03-31
        rf"(?P<one>\d{{1,2}})(?P<sign>[-/.])(?P<two>\d{{1,2}})(?P=sign){_YEAR}",  # 31.03.2026
        rf"{_DAY}(?:st|nd|rd|th|\.)?{_GAP}{_MONTH},?{_GAP}{_YEAR}",  # 31 March 2026
        rf"{_MONTH}{_GAP}{_DAY}(?:st|nd|rd|th)?,?{_GAP}{_YEAR}",  # March 31, 2026
    )
)
"""The ways to write a date, each of bounded length, so that a long line costs no more."""

_LINE = re.compile(r"^(?:[^\S\n]|[\ufeff\u200b-\u200f])*+(?=[#0-9a-zA-Z])", re.MULTILINE)
"""The beginning of a line that might be a date, with all that cannot be seen there."""


def split(text: str, today: date) -> tuple[Piece, ...]:
    """Return the notes in a pasted text, in its order; none for a blank text.

    A line that begins with a date begins a note. A day before 1900 or after ``today`` is no date.
    Where day and month could be the other way round, the other dates of the paste decide; if they
    do not, the day stands first and the piece is marked. Takes time in proportion to the text.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    maybe = list(_heads(whole))
    order = _order(maybe) or _order([_until(head, today) for head in maybe])
    heads = [(head, day) for head in maybe if (day := _day(head, order, today))]
    ends = [*(head.begin for head, _ in heads), len(whole)]
    before = whole[: ends[0]].strip()
    return (Piece(None, before),) * bool(before) + tuple(
        Piece(day, whole[head.end : end].strip(), ambiguous=head.open and order is None)
        for (head, day), end in zip(heads, ends[1:], strict=True)
    )


def named(pieces: Iterable[Piece]) -> dict[str, Piece]:
    """Return the pieces that have a text, in order, each under a name of its own.

    The name stays the same while the text does, whatever happens to the rest of the paste. It
    tells nothing about the text.
    """
    seen: Counter[str] = Counter()
    found = {}
    for piece in pieces:
        if piece.text:
            mark = blake2b(piece.text.encode(), digest_size=8).hexdigest()
            seen[mark] += 1
            found[f"{mark}-{seen[mark]}"] = piece
    return found


def _heads(whole: str) -> Iterator[_Head]:
    for line in _LINE.finditer(whole):
        found = next((found for way in _WAYS if (found := way.match(whole, line.end()))), None)
        if found:
            yield _Head(line.start(), found.end(), *_readings(found.groupdict()))


def _readings(parts: dict[str, str]) -> tuple[date | None, date | None]:
    """Return the day it is with the day first, and with the month first; None for no such day."""
    year = int(parts["year"])
    if "one" not in parts:
        day = _date(year, _month(parts["month"]), int(parts["day"]))
        return day, day
    one, two = int(parts["one"]), int(parts["two"])
    day_first, month_first = _date(year, two, one), _date(year, one, two)
    if day_first and month_first:
        if parts["sign"] == ".":  # who writes dots puts the day first
            return day_first, None
        if parts["weekday"]:
            return _on(parts["weekday"], day_first, month_first)
    return day_first, month_first


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return next(at for at, name in enumerate(_MONTHS, 1) if name[:3] == written[:3].lower())


def _on(weekday: str, *readings: date) -> tuple[date | None, date | None]:
    """Return only the reading that is on this weekday; both where it tells them not apart."""
    named = next(at for at, name in enumerate(_WEEKDAYS) if name[:3] == weekday[:3].lower())
    first, second = (day if day.weekday() == named else None for day in readings)
    return (first, second) if first or second else (readings[0], readings[1])


def _until(head: _Head, today: date) -> _Head:
    """Return the head without the readings that are no day of a note."""
    first, second = (
        day if day and EARLIEST <= day <= today else None
        for day in (head.day_first, head.month_first)
    )
    return replace(head, day_first=first, month_first=second)


def _order(heads: list[_Head]) -> Order | None:
    """Return what the dates say that can be read in one way only; None where they disagree."""
    said: set[Order] = {
        "day first" if head.day_first else "month first"
        for head in heads
        if bool(head.day_first) != bool(head.month_first)
    }
    return said.pop() if len(said) == 1 else None


def _day(head: _Head, order: Order | None, today: date) -> date | None:
    """Return the day of a note that begins here, None where none begins."""
    if order and head.open:
        day = head.day_first if order == "day first" else head.month_first
        return day if day and EARLIEST <= day <= today else None
    possible = _until(head, today)
    return possible.day_first or possible.month_first
