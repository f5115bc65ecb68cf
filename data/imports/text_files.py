"""Text and Markdown files as notes, one a file; nothing of what stands in them is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.errors import TableTooLarge, TableUnreadable
from data.imports.pasted_text import split
from data.imports.table_mapping import Refused, Taken
from data.imports.table_reader import decoded
from data.model.note import Note
from data.model.record import problem
from data.model.records import Records
from data.model.therapist import Therapist

_SPACE: Final = UUID("9d1b7a52-4a8f-5e58-8f0f-0f0a4a3d7c21")
_LARGEST: Final = 1_000_000
_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


@dataclass(frozen=True)
class TextFile:
    """A file that was read: its name and its text."""

    name: str
    text: str


def read_text_file(name: str, content: bytes) -> TextFile:
    """Return a file's text. Raises `TableTooLarge`, or `TableUnreadable` for what is no text."""
    if len(content) > _LARGEST:
        raise TableTooLarge(_LARGEST // 1_000_000, 50_000)
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text:
        raise TableUnreadable
    return TextFile(name, text)


def take_text_files(files: Sequence[TextFile], therapist: Therapist | None, today: date) -> Taken:
    """Return the note each file becomes, and those that cannot be taken, by their place."""
    notes: dict[UUID, Note] = {}
    refused: list[Refused] = []
    for number, file in enumerate(files, 1):
        if not file.text:
            refused.append(Refused(number, "nothing stands in this file"))
            continue
        try:
            note = _note(file, therapist, today)
            notes[note.id] = note
        except ValidationError as error:
            refused.append(Refused(number, problem(error)[1]))
    return Taken(
        Records(
            therapists=(therapist,) if therapist else (), notes=tuple(notes.values())
        ).in_order(),
        tuple(refused),
    )


def _note(file: TextFile, therapist: Therapist | None, today: date) -> Note:
    day = _day_in_name(file.name, today) or _first_day(file.text, today)
    body = f"{file.name}\x1f{therapist and therapist.id}\x1f{file.text}"
    who = therapist.id if therapist and day else None
    on = day or today
    # Without a day of its own a file brought in again is the same note, of the day it first came.
    return Note(
        id=uuid5(_SPACE, sha256(body.encode("utf-8", "replace")).hexdigest()),
        kind="session" if who else "jot",
        therapist=who,
        date=on,
        written_at=datetime.combine(on, time(12), UTC),
        text=file.text,
    )


def _day_in_name(name: str, today: date) -> date | None:
    found = _IN_NAME.search(name)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return day if day and day.year >= 1900 and day <= today else None


def _first_day(text: str, today: date) -> date | None:
    pieces = split(text, today)
    return pieces[0].day if pieces and not pieces[0].ambiguous else None
