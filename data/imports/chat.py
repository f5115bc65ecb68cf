"""Chats as messengers save them or as they are copied: told apart, and put together by day."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby
from typing import Final

from data.imports.days import DateOrder, WrittenDay, whole_day

_MESSAGE: Final = re.compile(
    r"^[\u200e\u200f\ufeff]*"
    r"(?:\[(?P<inside>[^\]\n]{6,45})\]|(?P<before>[^\n\[\]]{8,45}?)[ ][-–])[ ]"
    r"(?P<rest>(?:(?P<who>[^:\n]{1,60}): ?)?.*)$"
)
_CLOCK: Final = re.compile(
    r"(?<![0-9.])[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?:[ \u202f]?[ap]\.?m\.?)?(?![0-9.])",
    re.IGNORECASE,
)
"""A time; no part of a day that is written with dots."""
_LEAST: Final = 2


@dataclass(frozen=True)
class _Message:
    """A message, or what the messenger itself says, such as that somebody joined."""

    day: WrittenDay
    words: str
    spoken: bool


def chat_days(text: str, zone: tzinfo) -> str:
    """Return a chat as text with one dated line a day, its messages below; "" for other texts.

    Each message stands as "time name: words"; nothing that was written is left out.
    """
    lines = text.split("\n")
    messages = [_message(line, zone) for line in lines]
    heads = [message for message in messages if message]
    spoken = sum(message.spoken for message in heads)
    if spoken < max(_LEAST, len(heads) / 2) or not messages[_first_filled(lines)]:
        return ""
    order = _order([message.day for message in heads])
    parts: list[tuple[str, list[str]]] = []
    for line, message in zip(lines, messages, strict=True):
        if message:
            parts.append((_dated(message.day, order), [message.words]))
        elif parts:
            parts[-1][1].append(line)
    by_day = groupby(parts, key=lambda part: part[0])
    return "\n\n".join(
        f"{day}\n" + "\n".join(line for _, said in of_day for line in said)
        for day, of_day in by_day
    )


def _first_filled(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip()), 0)


def _message(line: str, zone: tzinfo) -> _Message | None:
    found = _MESSAGE.match(line)
    if not found:
        return None
    stamp = (found["inside"] or found["before"]).strip()
    day = whole_day(stamp, zone)
    clock = _CLOCK.search(stamp, day.end) if day else None
    if not day or not clock or not day.readings:
        return None
    return _Message(day, f"{clock[0]} {found['rest']}", bool(found["who"]))


def _order(days: list[WrittenDay]) -> DateOrder | None:
    said = {next(iter(day.readings)) for day in days if len(day.readings) == 1}
    return said.pop() if len(said) == 1 else None


def _dated(day: WrittenDay, order: DateOrder | None) -> str:
    """Return the line that begins a day: as plain as it can be said."""
    if order is not None and order in day.readings:
        return day.readings[order].isoformat()
    if not day.open:
        return next(iter(day.readings.values())).isoformat()
    first = day.readings.get("day first") or next(iter(day.readings.values()))
    return f"{first.day:02}/{first.month:02}/{first.year}"
