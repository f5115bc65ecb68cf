"""An archive: a vault as one JSON file, documented, versioned, the same bytes each time.

Reading checks everything and touches nothing. Every older version must stay readable.
"""

import json
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from data.errors import (
    ArchiveDamaged,
    ArchiveForeign,
    ArchiveInvalid,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveTooLarge,
    DateAhead,
)
from data.model.record import Record, problem, refuse_days_ahead
from data.model.records import Records

FORMAT: Final = "rapport archive"
VERSION: Final = 2
"""Written from now on. Version 1 knew no search steps, next session, agreed things and goals."""
ARCHIVE_IN_ZIP: Final = "notes/rapport.json"
"""Where the archive lies in a ZIP of text files that Rapport saves."""
LARGEST = 64
"""Megabytes. 10,000 notes of 2,000 characters are about 25."""


class Archive(Record):
    """The file as a whole: what it is, which version, and the records."""

    format: Literal["rapport archive"]
    version: Literal[1, 2]
    records: Records


def archive_schema() -> bytes:
    """Return the published JSON schema of an archive, made from the records themselves.

    It says what one field may hold. What holds between records (a note needs its therapist) is
    checked on reading, and described in docs/archive.md.
    """
    schema = Archive.model_json_schema(mode="validation")
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(named, indent=1, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n"


def write_archive(records: Records) -> bytes:
    """Return the archive of these records as UTF-8 JSON; equal records give equal bytes."""
    whole = Archive.model_construct(format=FORMAT, version=VERSION, records=records.in_order())
    return to_json(whole.model_dump(mode="json", exclude_defaults=True), indent=1) + b"\n"


def read_archive(content: bytes, today: date) -> Records:
    """Return the records in an archive, or raise an `ArchiveError` that says what is wrong.

    ``today`` bounds the days of notes and needs: one still to come is refused, but for what was
    written on that day or later by the clock of then, which may have been wrong.
    """
    if len(content) > LARGEST * 1_000_000:
        raise ArchiveTooLarge(LARGEST)
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        raw = from_json(content, allow_inf_nan=False)
    except ValueError:
        raise ArchiveDamaged from None
    _check_marker(raw)
    try:
        records = Archive.model_validate_json(content).records
    except ValidationError as error:
        raise ArchiveInvalid(*problem(error)) from None
    check_days(records, today)
    return records.in_order()


def read_archive_file(path: Path, today: date) -> Records:
    """Return the records in the archive at ``path``, or raise an `ArchiveError`."""
    try:
        content = path.read_bytes()
    except OSError:
        raise ArchiveMissing(path.name) from None
    return read_archive(content, today)


def _check_marker(raw: object) -> None:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ArchiveForeign
    version = raw.get("version")
    if type(version) is not int or not 1 <= version < 10_000:
        raise ArchiveForeign
    if version > VERSION:
        raise ArchiveNewer(version, VERSION)


def check_days(records: Records, today: date) -> None:
    """Raise `ArchiveInvalid` where a day that has to be past is still to come."""
    for at, note in enumerate(records.notes):
        where = f"records.notes[{at}].{'until' if note.until else 'date'}"
        _not_ahead(where, note.last_day, max(today, note.written_at.date()))
    for at, therapist in enumerate(records.therapists):
        for of, step in enumerate(therapist.search_steps):
            if step.kind != "first appointment":
                by_then = max(today, step.written_at.date())
                _not_ahead(f"records.therapists[{at}].search_steps[{of}].on", step.on, by_then)
    for at, profile in enumerate(records.need_profiles):
        by_then = max(today, profile.written_at.date())
        _not_ahead(f"records.need_profiles[{at}].since", profile.since, by_then)


def _not_ahead(where: str, day: date, today: date) -> None:
    try:
        refuse_days_ahead([day], today)
    except DateAhead:
        raise ArchiveInvalid(where, "the date is still to come") from None
