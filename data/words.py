"""Counts, days and shortened texts in words, the same everywhere."""

from datetime import date, datetime


def counted(number: int, text: str, many: str = "") -> str:
    """Return "1 note", "3 notes"."""
    return f"{number} {text if number == 1 else many or text + 's'}"


_SPELLED = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def spelled(number: int) -> str:
    """Return a small number as a word: "eight"; from 13 on in digits."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut between words where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def day_words(day: date) -> str:
    """Return the day as people write it: "5 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def end_words(at: datetime) -> str:
    """Return when something ends, with its zone: "5 March 2026, 18:30 (UTC+01:00)"."""
    offset = f"{at:%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}" if at.utcoffset() else "UTC"
    return f"{day_words(at.date())}, {at:%H:%M} ({zone})"
