"""A text of several notes that was pasted, what was decided about it, and the notes it becomes.

Knows neither screen nor vault. The ids of its notes follow from one id, made with the text: must
never give a note another id while neither text nor decisions change.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import Field

from data.imports.pasted_text import TextPiece, named, split
from data.model.note import Note
from data.model.record import EARLIEST, LONGEST_TEXT, Record, new_id, now, rules_in_words
from data.model.therapist import Therapist
from data.words import counted


class Pasted(Record):
    """Text that was pasted, and what was decided about it.

    ``first`` and ``at`` are made once for each text: the ids of its notes follow from ``first``,
    so that saving the same preview twice saves it once, from two windows too.
    """

    text: str = ""
    therapist: UUID | None = None
    kind: Literal["session", "from memory"] = "session"
    year: int | None = None
    days: dict[str, dt.date] = Field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    first: UUID = Field(default_factory=new_id)
    at: dt.datetime = Field(default_factory=now)


@dataclass(frozen=True)
class PastedRow:
    """One note of the preview, the ``at``-th. ``name`` stays the same while its text does."""

    name: str
    at: int
    piece: TextPiece
    day: dt.date | None
    keep: bool


def rows_of(
    pasted: Pasted, today: dt.date, zone: dt.tzinfo = dt.UTC
) -> tuple[list[PastedRow], int]:
    """Return the notes of the preview, and how many dates had nothing under them."""
    pieces = split(pasted.text, today, pasted.year, zone)
    rows = []
    for at, (name, piece) in enumerate(named(pieces).items()):
        # Only a day that was asked for has an answer, and no browser may send any other day.
        given = pasted.days.get(name) if piece.day is None or piece.ambiguous else None
        day = max(EARLIEST, min(given, today)) if given else piece.day
        rows.append(PastedRow(name, at, piece, day, name not in pasted.left_out))
    return rows, len(pieces) - len(rows)


def hurdle_of(pasted: Pasted, keep: list[PastedRow]) -> str:
    """Return the sentence that says what is in the way of saving, "" for nothing."""
    if not keep:
        return "There is nothing to save: all of it is left out."
    if any(len(row.piece.text) > LONGEST_TEXT for row in keep):
        return (
            f"One note is longer than {LONGEST_TEXT:,} characters, which is the most a note can "
            "hold. Begin a line in it with a date to split it, or leave it out."
        )
    if any(row.piece.yearless and row.day is None for row in keep):
        return "Some days name no year. Say which year they are of, or leave those notes out."
    dateless = sum(row.day is None for row in keep)
    if dateless and pasted.therapist is not None:
        return f"{counted(dateless, 'note')} without a date yet: choose one, or leave it out."
    return ""


def note_of(pasted: Pasted, row: PastedRow, them: Therapist | None, today: dt.date) -> Note:
    """Return the note that a row becomes. Raises `BadRecord`."""
    with rules_in_words():
        return Note(
            id=UUID(int=pasted.first.int + row.at),
            kind=pasted.kind if them else "jot",
            therapist=them.id if them else None,
            date=row.day or today,
            written_at=pasted.at,
            text=row.piece.text,
        )
