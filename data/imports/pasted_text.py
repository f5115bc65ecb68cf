"""Several notes in one text, split where a line begins with a date.

Only dates written in one of a few known ways count: a wrong guess would tear a note in two. Must
never lose a character that was typed; the preview shows what comes of it before it is saved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from hashlib import blake2b
from typing import Final

from data.imports.chat import chat_days
from data.imports.days import DateOrder, WrittenDay, day_at, whole_day
from data.model.record import EARLIEST


@dataclass(frozen=True)
class TextPiece:
    """One note to be. ``day`` is None for what stands before the first date.

    ``ambiguous``: the day can be read in two ways, and nothing in the paste says which.
    ``other`` is the second of them. ``yearless``: its day and month where its date names no
    year, so that it has no day yet.
    ``text`` is empty where a date has nothing under it.
    """

    day: date | None
    text: str
    ambiguous: bool = False
    other: date | None = None
    yearless: str = ""


_LINE: Final = re.compile(r"^(?:[^\S\n]|[\ufeff\u200b-\u200f])*+(?=[#*\[\w])", re.MULTILINE)
"""The beginning of a line that might be a date, with all that cannot be seen there."""
_LONGEST_DATE: Final = 80
_MARKS: Final = "#*_ \t:"


def split(
    text: str,
    today: date,
    year: int | None = None,
    zone: tzinfo = UTC,
    order: DateOrder | None = None,
) -> tuple[TextPiece, ...]:
    """Return the notes in a pasted text, in its order; none for a blank text.

    A line that begins with a date begins a note, and one that is nothing but a day without its
    year, which is then ``year``. A day before 1900 or after ``today`` is no date. Where day and
    month could be the other way round, ``order`` or the other dates of the paste decide; if they
    do not, the piece is marked. A chat is split by its days. Takes time in proportion to the text.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    if chat := chat_days(whole, zone):
        whole = chat
    maybe = [head.with_year(year) for head in _heads(whole, zone)]
    order = order or _order(maybe)
    heads = [(head, days) for head in maybe if (days := _days(head, order, today)) is not None]
    ends = [*(head.begin for head, _ in heads), len(whole)]
    before = whole[: ends[0]].strip()
    return (TextPiece(None, before),) * bool(before) + tuple(
        TextPiece(
            days[0] if days else None,
            whole[head.end : end].strip(),
            ambiguous=len(days) > 1,
            other=days[1] if len(days) > 1 else None,
            yearless="" if days else head.words_without_year,
        )
        for (head, days), end in zip(heads, ends[1:], strict=True)
    )


def named(pieces: Iterable[TextPiece]) -> dict[str, TextPiece]:
    """Return the pieces that have a text, in order, each under a name of its own.

    The name stays the same while the text does, whatever happens to the rest of the paste. It
    tells nothing about the text.
    """
    already: Counter[str] = Counter()
    found = {}
    for piece in pieces:
        if piece.text:
            mark = blake2b(piece.text.encode(), digest_size=8).hexdigest()
            already[mark] += 1
            found[f"{mark}-{already[mark]}"] = piece
    return found


def _heads(whole: str, zone: tzinfo) -> Iterator[WrittenDay]:
    for line in _LINE.finditer(whole):
        found = day_at(whole, line.end(), zone) or _lone_day(whole, line.end(), zone)
        if found:
            yield WrittenDay(line.start(), found.end, found.readings, found.yearless)


def _lone_day(whole: str, begin: int, zone: tzinfo) -> WrittenDay | None:
    """Return the day that a line is which holds nothing else, perhaps as a heading."""
    end = whole.find("\n", begin, begin + _LONGEST_DATE)
    if end < 0:
        if len(whole) - begin > _LONGEST_DATE:
            return None
        end = len(whole)
    raw = whole[begin:end]
    line = raw.strip(_MARKS)
    found = whole_day(line, zone) if any(sign.isdigit() for sign in line) else None
    if found is None or (found.yearless and not re.search(r"[^\W\d_]|\.", line)):
        return None  # 1/2 alone is a half rather than a day
    date_end = begin + raw.index(line) + min(found.end, len(line))
    if not whole[date_end:end].strip(_MARKS):
        date_end = end
    return WrittenDay(begin, date_end, found.readings, found.yearless)


def _order(heads: list[WrittenDay]) -> DateOrder | None:
    """Return what the dates say that can be read in one order only; None where they disagree."""
    said = {
        next(iter(head.readings or head.yearless))
        for head in heads
        if len(head.readings or head.yearless) == 1
    }
    return said.pop() if len(said) == 1 else None


def _days(head: WrittenDay, order: DateOrder | None, today: date) -> tuple[date, ...] | None:
    """Return the days a note that begins here can be of, None where none begins.

    None of them where the year is missing, several where nothing says which it is.
    """
    if head.yearless:
        return ()
    possible = head.readings
    if order is not None and order in possible and head.open:
        possible = {order: possible[order]}
    days = tuple(dict.fromkeys(possible[at] for at in _FIRST if at in possible))
    likely = tuple(day for day in days if EARLIEST <= day <= today)
    # A day still to come may be an appointment: it does not decide for the other one.
    return (likely + tuple(day for day in days if day not in likely)) if likely else None


_FIRST: Final[tuple[DateOrder, ...]] = ("day first", "month first", "year first")
