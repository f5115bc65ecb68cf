"""Record tables: which record lies in which table, under which id, searched by what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Table

from data.errors import RecordUnreadable
from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import Record, name_key, problem
from data.model.share import Share
from data.model.therapist import Therapist
from data.vault import tables


@dataclass(frozen=True)
class Shelf:
    """One kind of record and its table."""

    table: Table
    kind: type[Record]
    id: Callable[[Any], str]
    columns: Callable[[Any], dict[str, Any]]

    def row(self, record: Record) -> dict[str, Any]:
        """Return the columns of a record, without owner and revision."""
        return {"id": self.id(record), "body": self.body(record)} | self.columns(record)

    @staticmethod
    def body(record: Record) -> str:
        """Return the record as it is kept."""
        return record.model_dump_json(exclude_defaults=True)

    def read(self, body: str) -> Record:
        """Return the record that was kept, checked again. Raises `RecordUnreadable`."""
        try:
            return self.kind.model_validate_json(body)
        except ValidationError as error:
            raise RecordUnreadable(f"{self.table.name}, {problem(error)[0]}") from None


def _no_columns(_record: Record) -> dict[str, Any]:
    return {}


SHELVES: tuple[Shelf, ...] = (
    Shelf(tables.dimensions, OwnDimension, lambda own: own.key, _no_columns),
    Shelf(tables.renamed, Renamed, lambda change: change.key, _no_columns),
    Shelf(
        tables.need_profiles,
        NeedProfile,
        lambda profile: str(profile.id),
        lambda profile: {"since": profile.since},
    ),
    Shelf(
        tables.therapists,
        Therapist,
        lambda therapist: str(therapist.id),
        lambda therapist: {"name_key": name_key(therapist.name)},
    ),
    Shelf(
        tables.notes,
        Note,
        lambda note: str(note.id),
        lambda note: {
            "therapist": str(note.therapist) if note.therapist else None,
            "kind": note.kind,
            "date": note.date,
        },
    ),
)
"""In the order in which they can be written: a note needs its therapist."""

SHARES = Shelf(tables.shares, Share, lambda share: str(share.id), _no_columns)
"""Apart from the records: a link belongs to this place and goes into no archive."""


def shelf_of(kind: type[Record]) -> Shelf:
    """Return the shelf of one kind of record."""
    return next(shelf for shelf in (*SHELVES, SHARES) if shelf.kind is kind)
