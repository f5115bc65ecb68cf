"""Text and Markdown files as notes; nothing of what stands in them or in their names is lost.

Folders of Obsidian, Notion and Apple Notes, as files or in a ZIP: the day stands in the front
matter, in the name, in the first lines, or a file holds several days.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, tzinfo
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.errors import ArchiveForeign, RapportError, TableTooLarge, TableUnreadable, TextUnreadable
from data.imports.days import DateOrder, WrittenDay, find_day, whole_day
from data.imports.months import month_or_day
from data.imports.own_markdown import is_own_markdown
from data.imports.pasted_text import TextPiece, split
from data.imports.table_mapping import Taken
from data.imports.table_reader import Refused
from data.imports.workbook import ZIP
from data.model.archive import ARCHIVE_IN_ZIP
from data.model.note import Note
from data.model.record import EARLIEST, name_key, problem
from data.model.records import Records
from data.model.therapist import Therapist
from data.text_encoding import LOST, DecodedText, decode_text
from data.words import day_words

_SPACE: Final = UUID("9d1b7a52-4a8f-5e58-8f0f-0f0a4a3d7c21")
_LARGEST: Final = 1_000_000
_HEAD: Final = 200
"""Bytes in which a file says that Rapport saved it."""
_MOST_FILES: Final = 5_000
_UNPACKED: Final = 100_000_000
UNPACKING_FAILS: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError),
)
"""What a damaged or a locked ZIP raises."""
_ENDINGS: Final = (".md", ".markdown", ".txt")

_NOTION_ID = re.compile(r"[ _-]?(?<![0-9a-f])[0-9a-f]{32}$")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"([\w ]{1,40}):[ \t]*(.*)")
_DAY_NAMES: Final = (
    "date",
    "day",
    "created",
    "creation date",
    "datum",
    "fecha",
    "data",
    "journal day",
)
_LABEL = re.compile(r"^[\w ]{1,20}: ")
_TOP: Final = 6
_SAYS_NOTHING: Final = frozenset(
    {
        "",
        "session",
        "sessions",
        "note",
        "notes",
        "untitled",
        "new note",
        "journal",
        "diary",
        "text",
        "chat",
    }
)


@dataclass(frozen=True)
class TextFile:
    """A file that was read: its name and its text. ``decoded``: where its letters are a guess."""

    name: str
    text: str
    decoded: DecodedText | None = None


@dataclass(frozen=True)
class TextFiles:
    """Files that were read, and those that could not be, by name with the reason.

    ``archive``: the archive that lies in a ZIP of text files that Rapport saved. ``own``: Markdown
    files that it saved, which are no notes of one's own but whole records.
    """

    files: tuple[TextFile, ...] = ()
    refused: tuple[Refused, ...] = ()
    archive: bytes | None = None
    own: tuple[TextFile, ...] = ()


@dataclass(frozen=True)
class FileChoices:
    """Choices of a person about files: whom they are about, and what they do not say.

    ``months``: whether names such as “Feb-26” may be months, which are no days.
    """

    therapist: Therapist | None = None
    year: int | None = None
    order: DateOrder | None = None
    zone: tzinfo = UTC
    days: Mapping[str, date] = field(default_factory=dict)
    months: bool = False


def read_text_file(name: str, content: bytes, encoding: str | None = None) -> TextFile:
    """Return a file's text. Raises `TableTooLarge`, or `TableUnreadable` for what is no text."""
    if len(content) > _LARGEST:
        raise TableTooLarge(_LARGEST // 1_000_000, 50_000)
    try:
        decoded = decode_text(content, encoding, names_lost=True)
    except TextUnreadable:
        raise TableUnreadable from None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return TextFile(name, text, decoded if decoded.guessed else None)


def read_text_files(chosen: Sequence[tuple[str, bytes]], encoding: str | None = None) -> TextFiles:
    """Return all files that can be read, those in a ZIP too; the others are named.

    Raises `TableTooLarge` where there are more than any folder of notes has.
    """
    files, refused, own = [], [], []
    for number, (name, content) in enumerate(chosen, 1):
        try:
            inside = list(_unpacked(name, content))
        except UNPACKING_FAILS:
            refused.append(Refused(number, "it cannot be unpacked", name))
            continue
        for path, part in inside:
            if path == ARCHIVE_IN_ZIP:
                return TextFiles(archive=part)
            try:
                if is_own_markdown(part[:_HEAD].decode("utf-8", "replace")):
                    own.append(TextFile(path, decode_text(part).text))
                else:
                    files.append(read_text_file(path, part, encoding))
            except TableTooLarge:
                refused.append(Refused(number, "it is larger than any note", path))
            except RapportError:
                refused.append(Refused(number, "it cannot be read as text", path))
    return TextFiles(tuple(files), tuple(refused), own=tuple(own))


def saved_files(name: str, content: bytes) -> TextFiles:
    """Return the archive or the Markdown files that Rapport saved, in a ZIP or by themselves.

    Raises `ArchiveForeign` for any other files.
    """
    try:
        found = read_text_files([(name, content)])
    except TableTooLarge:
        raise ArchiveForeign from None
    if found.archive is None and not found.own:
        raise ArchiveForeign
    return found


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(ZIP):
        yield name, content
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [part for part in packed.infolist() if not part.is_dir()]
        if len(parts) > _MOST_FILES or sum(part.file_size for part in parts) > _UNPACKED:
            raise TableTooLarge(_UNPACKED // 1_000_000, _MOST_FILES)
        own = next((part for part in parts if part.filename == ARCHIVE_IN_ZIP), None)
        for part in [own] if own else parts:
            path = PurePosixPath(part.filename)
            hidden = any(step.startswith((".", "__MACOSX")) for step in path.parts)
            if own or (path.suffix.casefold() in _ENDINGS and not hidden):
                yield part.filename, packed.read(part)


def take_text_files(
    files: Sequence[TextFile],
    therapist: Therapist | None,
    today: date,
    choices: FileChoices | None = None,
) -> Taken:
    """Return the notes that the files become, and those that cannot be taken, by their place.

    A file without a day is a jot of ``today``, and its name is among `Taken.undated`.
    """
    choices = choices or FileChoices(therapist)
    choices = replace(choices, months=_are_months(files, today))
    notes: dict[UUID, Note] = {}
    refused: list[Refused] = []
    undated: list[str] = []
    order_open, year_open = False, ""
    for number, file in enumerate(files, 1):
        if not file.text:
            refused.append(Refused(number, "nothing stands in this file", file.name))
            continue
        pieces = _pieces(file, today, choices)
        order_open |= any(piece.ambiguous for piece in pieces)
        year_open = year_open or next(filter(None, (piece.yearless for piece in pieces)), "")
        if any(piece.day is None and not piece.yearless for piece in pieces):
            undated.append(file.name)
        try:
            for at, piece in enumerate(pieces):
                if LOST in piece.text:
                    refused.append(Refused(number, _lost(piece), file.name))
                    continue
                note = _note(file, piece, at, therapist, today)
                notes[note.id] = note
        except ValidationError as error:
            refused.append(Refused(number, problem(error)[1], file.name))
    therapists = (therapist,) if therapist else ()
    return Taken(
        Records.model_construct(therapists=therapists, notes=tuple(notes.values())).in_order(),
        tuple(refused),
        frozenset({"date", "text", "therapist"} if therapist else {"date", "text"}),
        tuple(undated),
        order_open,
        year_open,
    )


def _lost(piece: TextPiece) -> str:
    of = f"the note of {day_words(piece.day)}" if piece.day else "it"
    return f"a letter in {of} was lost before it came here"


def _pieces(file: TextFile, today: date, choices: FileChoices) -> list[TextPiece]:
    """Return the notes that a file holds: one, or one for each of several days."""
    title = _title(file.name, choices.therapist)
    if file.name in choices.days:
        return [TextPiece(choices.days[file.name], _titled(title, file.text))]
    found = _front_day(file.text, choices) or _named_day(file.name, choices)
    if found and found.readings and (piece := _piece(found, file.text, title, today, choices)):
        return [piece]
    parts = split(file.text, today, choices.year, choices.zone, choices.order)
    dated = [part for part in parts if part.day or part.yearless]
    if len(dated) == 1:
        return [
            TextPiece(
                dated[0].day, _titled(title, file.text), dated[0].ambiguous, None, dated[0].yearless
            )
        ]
    if dated:
        return list(_several(parts, title))
    found = _top_day(file.text, choices) or found
    if found and (piece := _piece(found, file.text, title, today, choices)):
        return [piece]
    return [TextPiece(None, _titled(title, file.text))]


def _piece(
    found: WrittenDay, text: str, title: str, today: date, choices: FileChoices
) -> TextPiece | None:
    """Return a whole file as one note of this day; None where the day is none a note can be of."""
    whole = found.with_year(choices.year)
    if whole.yearless:
        return TextPiece(None, _titled(title, text), yearless=whole.words_without_year)
    by_order = whole.readings.get(choices.order) if choices.order else None
    days = [by_order] if by_order else list(dict.fromkeys(whole.readings.values()))
    if not days or not EARLIEST <= days[0] <= today:
        return None
    return TextPiece(days[0], _titled(title, text), ambiguous=len(days) > 1)


def _several(parts: Sequence[TextPiece], title: str) -> Iterator[TextPiece]:
    """Yield the notes of several days; what stands above the first day goes with the first."""
    above = "" if parts[0].day or parts[0].yearless else parts[0].text
    filled = [part for part in parts if part.text and (part.day or part.yearless)]
    for at, part in enumerate(filled):
        words = _titled(title, _titled(above, part.text)) if at == 0 else part.text
        yield TextPiece(part.day, words, part.ambiguous, part.other, part.yearless)


def _titled(title: str, text: str) -> str:
    return f"{title}\n\n{text}" if title and not text.startswith(title) else text


def _stem(name: str) -> str:
    return _NOTION_ID.sub("", PurePosixPath(name).stem).strip()


def _named_day(name: str, choices: FileChoices) -> WrittenDay | None:
    found = find_day(_stem(name))
    return None if found and found.yearless and choices.months else found


def _are_months(files: Iterable[TextFile], today: date) -> bool:
    """Return whether what names of files say may be months: "Feb-26" is asked, not guessed."""
    stems = map(_stem, (file.name for file in files))
    days = ((stem, find_day(stem)) for stem in stems)
    texts = [stem[day.begin : day.end] for stem, day in days if day and day.yearless]
    return bool(month_or_day(texts, today))


def _title(name: str, therapist: Therapist | None) -> str:
    """Return what the name of a file says beside its day, "" where it says nothing of its own."""
    stem = _stem(name)
    day = find_day(stem)
    rest = f"{stem[: day.begin]} {stem[day.end :]}" if day else stem
    rest = " ".join(rest.replace("_", " ").split()).strip(" -–—,.:")
    named = therapist and name_key(rest) == name_key(therapist.name)
    letters = sum(sign.isalpha() for sign in rest)
    return "" if named or letters < 2 or rest.casefold() in _SAYS_NOTHING else rest


def _front_day(text: str, choices: FileChoices) -> WrittenDay | None:
    front = _FRONT.match(text)
    for line in front[1].splitlines() if front else ():
        found = _FRONT_LINE.fullmatch(line.strip())
        if found and found[1].strip().casefold() in _DAY_NAMES:
            return whole_day(found[2].strip("\"' []"), choices.zone)
    return None


def _top_day(text: str, choices: FileChoices) -> WrittenDay | None:
    """Return the day that one of the first lines is, as under a title or behind “Created:”."""
    lines = [line.strip(" \t#*_>") for line in text.splitlines() if line.strip()][:_TOP]
    found = (
        whole_day(_LABEL.sub("", line), choices.zone)
        for line in lines
        if len(line) < 80 and any(sign.isdigit() for sign in line)
    )
    return next((day for day in found if day), None)


def _note(
    file: TextFile, piece: TextPiece, at: int, therapist: Therapist | None, today: date
) -> Note:
    body = f"{file.name}\x1f{therapist and therapist.id}\x1f{piece.text}" + f"\x1f{at}" * bool(at)
    on = piece.day or today
    # Without a day of its own a file brought in again is the same note, of the day it first came.
    return Note(
        id=uuid5(_SPACE, sha256(body.encode("utf-8", "replace")).hexdigest()),
        kind="session" if therapist and piece.day else "jot",
        therapist=therapist.id if therapist else None,
        date=on,
        written_at=datetime.combine(on, time(12), UTC),
        text=piece.text,
    )
