"""Record tables: which record lies in which table, under which id, searched by what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any, Final, Generic, TypeVar, cast

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select

from data.errors import RecordUnreadable
from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import Record, name_key, problem
from data.model.records import Records
from data.model.share import Share
from data.model.therapist import Therapist
from data.vault import tables

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class StoredRecord(Generic[R]):
    """A record as it lies in the vault; ``revision`` counts its changes, from 1."""

    record: R
    revision: int


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


def stored_on(at: Connection, owner: str, shelf: Shelf) -> Iterator[StoredRecord[Record]]:
    """Return the records of one owner on a shelf."""
    columns = select(shelf.table.c.body, shelf.table.c.revision)
    for row in at.execute(columns.where(shelf.table.c.owner == owner)):
        yield StoredRecord(shelf.read(row.body), row.revision)


_AT_ONCE: Final = 500
"""Rows fetched together: one by one each takes a call through several layers."""

Checked = dict[bytes, Record]
"""Records by the digest of what they were read from."""


def records_of(
    at: Connection, owner: str, before: Checked | None = None
) -> tuple[Records, Checked]:
    """Return all records of one owner, in the stable order of archives, and by their digests.

    ``before``: those read last. What lies there still word for word was checked then, and is not
    read again: to check ten years takes longer than to draw a page.
    """
    checked: Checked = {}
    found: dict[type[Record], list[Record]] = {shelf.kind: [] for shelf in SHELVES}
    for shelf in SHELVES:
        bodies = select(shelf.table.c.body).where(shelf.table.c.owner == owner)
        for body in chain.from_iterable(at.execute(bodies).scalars().partitions(_AT_ONCE)):
            digest = blake2b(f"{shelf.table.name} {body}".encode(), digest_size=16).digest()
            record = (before or {}).get(digest) or shelf.read(body)
            checked[digest] = record
            found[shelf.kind].append(record)
    # Not validated as a whole: each record was, and the tables hold the rest.
    records = Records.model_construct(
        dimensions=cast(tuple[OwnDimension, ...], tuple(found[OwnDimension])),
        renamed=cast(tuple[Renamed, ...], tuple(found[Renamed])),
        need_profiles=cast(tuple[NeedProfile, ...], tuple(found[NeedProfile])),
        therapists=cast(tuple[Therapist, ...], tuple(found[Therapist])),
        notes=cast(tuple[Note, ...], tuple(found[Note])),
    )
    return records.in_order(), checked
