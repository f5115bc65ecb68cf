"""Months where a day is looked for: "Feb 2026", "2026-02", and "Feb-26", which may be one.

A month is no day. Must never become one in silence: "Feb-26" is 26 February or February 2026, so
that is asked, unless other cells of its column decide it.
"""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from babel import Locale

from data.imports.digits import plain_digits

LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu"),
    *("ro", "tr", "ru", "uk", "el", "bg", "ca", "et", "lv", "lt", "sl"),
)
"""No two of these call different months by one name."""

_YEAR: Final = "(?P<year>(?:19|20)[0-9]{2})"
_SHORT: Final = "(?P<short>[0-9]{2})"
_NUMBER: Final = "(?P<number>[0-9]{1,2})"
_NAME: Final = r"(?P<name>[^\W\d_]{2,14})\.?"
_GAP: Final = r"(?:[ \t\u00a0\u202f]*[-/.,][ \t]*|[ \t\u00a0\u202f]+(?:de[ \t]+|del[ \t]+)?)"


def _ways(*ways: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(way, re.IGNORECASE) for way in ways)


_SURE: Final = _ways(
    rf"{_YEAR}[-/]{_NUMBER}",
    rf"{_YEAR}\.(?P<number>[01][0-9])",
    rf"{_NUMBER}[-/]{_YEAR}",
    rf"(?P<number>[01][0-9])\.{_YEAR}",
    rf"{_NAME}(?:{_GAP})?{_YEAR}",
    rf"{_YEAR}\.?(?:{_GAP})?{_NAME}",
    rf"{_NAME}(?:{_GAP})?['’]{_SHORT}",
    rf"{_YEAR}[年년][ ]?{_NUMBER}[月월]",
)
_POSSIBLE: Final = _ways(
    rf"{_NAME}(?:{_GAP})?{_SHORT}",
    rf"{_SHORT}(?:{_GAP})?{_NAME}",
    rf"{_NUMBER}[-/]{_SHORT}",
)


@cache
def month_names() -> Mapping[str, int]:
    """Return the names of the months, whole and short, in the languages of most browsers."""
    found: dict[str, int] = {"sept": 9}
    for language in LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                found |= {
                    name.casefold().strip("."): number for number, name in forms[width].items()
                }
    return found


def month_of(text: str) -> date | None:
    """Return the first day of the month that a text names with its year, None for other texts."""
    return _month(text, _SURE)


def possible_month(text: str) -> date | None:
    """Return the first day of the month that a text like "Feb-26" can be; it can be a day too."""
    return _month(text, _POSSIBLE)


def month_or_day(values: Iterable[str], today: date) -> str:
    """Return one of these days without a year that can be a month instead; "" where none can.

    Where one of them cannot be, all are days: "3 Feb" has no year in it, and nobody has notes
    about a month to come.
    """
    found = [(value, possible_month(value)) for value in values]
    if any(month is None or month > today for _, month in found):
        return ""
    return next((value for value, _ in found), "")


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _month(text: str, ways: Sequence[re.Pattern[str]]) -> date | None:
    plain = plain_digits(text.strip())
    for way in ways:
        found = way.fullmatch(plain)
        parts = found.groupdict() if found else {}
        named = month_names().get((parts.get("name") or "").casefold(), 0)
        number = int(parts.get("number") or 0) or named
        if parts and 1 <= number <= 12:
            return date(int(parts.get("year") or f"20{parts['short']}"), number, 1)
    return None
