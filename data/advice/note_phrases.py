"""Moments and one's own part in a note, as lines of text."""

from collections.abc import Iterable
from typing import Final

from data.advice.texts import words
from data.model.moment import Moment, Settled
from data.model.note import Note
from data.words import counted

_SETTLED: Final[dict[Settled, str]] = {
    "yes": "settled",
    "partly": "partly settled",
    "no": "not settled",
    "not yet": "not settled yet",
}


def notes_count_words(notes: Iterable[Note]) -> str:
    """Return how many notes there are, with jots apart, as fit counts none: "23 notes, 2 jots"."""
    kinds = [note.kind for note in notes]
    jots = kinds.count("jot")
    said = counted(len(kinds) - jots, "note") if len(kinds) > jots else ""
    return ", ".join(part for part in (said, counted(jots, "jot") if jots else "") if part)


def moment_words(moment: Moment) -> str:
    """Return a moment in a line: "I disagreed: they explained, partly settled"."""
    they = f"they {'did nothing' if moment.they == 'nothing' else moment.they}"
    sentences = [they if moment.they else "", _SETTLED[moment.settled] if moment.settled else ""]
    after = ", ".join(part for part in sentences if part)
    ask = words().moment[moment.kind].ask
    return f"{ask}: {after}" if after else ask


def own_part_words(note: Note) -> str:
    """Return one's own part in a note in lines; "" where nothing was said."""
    part = note.own_part
    if part is None:
        return ""
    parts = {
        "Open": "" if part.open is None else f"{part.open} of 10",
        "Left unsaid": part.unsaid,
        "Tried": part.tried,
    }
    return "\n".join(f"{label}: {text}" for label, text in parts.items() if text)
