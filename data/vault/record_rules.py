"""Rules of a record among the others of its vault: whom it names, and what may be changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, select

from data.errors import BadRecord, NameTaken
from data.model.dimension import Dimension, OwnDimension, known_dimensions
from data.model.need import NeedProfile, check_profile
from data.model.note import Note
from data.model.record import Record, refuse_days_ahead
from data.model.therapist import Therapist, days_of_steps
from data.vault.record_rows import body
from data.vault.record_tables import Shelf, shelf_of, stored_on
from data.vault.therapist_notes import has_notes


def check(at: Connection, owner: str, record: Record) -> None:
    """Check a record against the others. Raises `BadRecord`, `DateAhead` or `NameTaken`."""
    today = date.today()
    if isinstance(record, NeedProfile):
        refuse_days_ahead([record.since], today)
        check_profile(record, _dimensions(at, owner))
    elif isinstance(record, Therapist):
        refuse_days_ahead(days_of_steps(record), today)
        shelf = shelf_of(Therapist)
        refuse_taken_names(at, owner, shelf, [shelf.row(record)])
    elif isinstance(record, Note):
        refuse_days_ahead([record.last_day], today)
        _check_references(at, owner, record)


def check_change(record: Record) -> None:
    """Refuse to change what is never changed. Raises `BadRecord`."""
    if isinstance(record, NeedProfile):
        raise BadRecord("", "a version of your needs is never changed; save a new one")


def check_removal(at: Connection, owner: str, record: Record) -> None:
    """Refuse to delete what others hang on. Raises `BadRecord`."""
    if isinstance(record, NeedProfile):
        raise BadRecord("", "no version of your needs is ever deleted")
    if isinstance(record, Therapist) and has_notes(at, owner, str(record.id)):
        raise BadRecord("", "there are notes about this therapist; delete those first")


def refuse_taken_names(
    at: Connection, owner: str, shelf: Shelf, rows: Sequence[dict[str, Any]]
) -> None:
    """Refuse rows of therapists whose code name somebody else has. Raises `NameTaken`."""
    if shelf.kind is not Therapist:
        return
    names = select(shelf.table.c.name_key, shelf.table.c.id)
    taken = {row.name_key: row.id for row in at.execute(names.where(shelf.table.c.owner == owner))}
    if any(taken.get(row["name_key"], row["id"]) != row["id"] for row in rows):
        raise NameTaken


def _check_references(at: Connection, owner: str, note: Note) -> None:
    therapist = note.therapist
    if therapist and body(at, owner, shelf_of(Therapist), str(therapist)) is None:
        raise BadRecord("therapist", "there is no such therapist any more")
    dimensions = _dimensions(at, owner)
    for of, rating in enumerate(note.ratings):
        if rating.dimension not in dimensions and not rating.dimension.startswith("own-"):
            raise BadRecord(f"ratings[{of}].dimension", "no such dimension is known")


def _dimensions(at: Connection, owner: str) -> dict[str, Dimension]:
    own = tuple(
        cast(OwnDimension, stored.record) for stored in stored_on(at, owner, shelf_of(OwnDimension))
    )
    return known_dimensions(own, ())
