"""Rows of records: read, added, replaced and deleted for one owner, within one transaction."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select, update

from data.errors import Changed, Gone
from data.model.record import Record
from data.vault.record_tables import Shelf, shelf_of


def row_at(shelf: Shelf, owner: str, key: str) -> tuple[Any, Any]:
    """Return the condition that finds one record."""
    return shelf.table.c.owner == owner, shelf.table.c.id == key


def bodies(at: Connection, owner: str, shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield id and text of each record on a shelf."""
    columns = select(shelf.table.c.id, shelf.table.c.body)
    for row in at.execute(columns.where(shelf.table.c.owner == owner)):
        yield row.id, row.body


def body(at: Connection, owner: str, shelf: Shelf, key: str) -> str | None:
    """Return the text of one record, None where there is none."""
    this = select(shelf.table.c.body).where(*row_at(shelf, owner, key))
    return at.execute(this).scalar_one_or_none()


def add(at: Connection, owner: str, record: Record) -> int:
    """Add a record, once however often it comes; return its revision.

    Raises `Changed` where another text lies under its id.
    """
    shelf = shelf_of(type(record))
    row = shelf.row(record)
    columns = select(shelf.table.c.body, shelf.table.c.revision)
    there = at.execute(columns.where(*row_at(shelf, owner, row["id"]))).one_or_none()
    if there is None:
        at.execute(insert(shelf.table).values(owner=owner, revision=1, **row))
        return 1
    if there.body != row["body"]:
        raise Changed
    return cast(int, there.revision)


def replace(at: Connection, owner: str, record: Record, revision: int) -> int:
    """Replace a record that is at this revision; return the next. Raises `Changed` or `Gone`."""
    shelf = shelf_of(type(record))
    row = shelf.row(record)
    this = update(shelf.table).where(
        *row_at(shelf, owner, row["id"]), shelf.table.c.revision == revision
    )
    if at.execute(this.values(revision=revision + 1, **row)).rowcount == 0:
        raise _changed_or_gone(at, owner, shelf, row["id"])
    return revision + 1


def remove(at: Connection, owner: str, record: Record, revision: int) -> None:
    """Delete a record that is at this revision. Raises `Changed` or `Gone`."""
    shelf = shelf_of(type(record))
    key = shelf.id(record)
    this = delete(shelf.table).where(*row_at(shelf, owner, key), shelf.table.c.revision == revision)
    if at.execute(this).rowcount == 0:
        raise _changed_or_gone(at, owner, shelf, key)


def _changed_or_gone(at: Connection, owner: str, shelf: Shelf, key: str) -> Changed | Gone:
    return Gone() if body(at, owner, shelf, key) is None else Changed()
