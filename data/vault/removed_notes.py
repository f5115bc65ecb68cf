"""Deleted notes of a vault, which can be brought back for `WAY_BACK`."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from data.errors import Gone
from data.model.note import Note
from data.model.record import now
from data.vault import tables
from data.vault.record_rows import add
from data.vault.record_rules import check
from data.vault.record_tables import shelf_of
from data.vault.transactions import Transactions
from data.vault.way_back import WAY_BACK


class RemovedNotes:
    """Deleted notes of one vault, until they are deleted really."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._owner = transactions.owner

    def notes(self) -> tuple[Note, ...]:
        """Return the notes deleted within `WAY_BACK`, the last deleted first."""
        bin_ = tables.removed.c
        mine = select(bin_.body).where(
            bin_.owner == self._owner, bin_.removed_at > now() - WAY_BACK
        )
        with self._transactions.begin(writes=False) as at:
            bodies = at.execute(mine.order_by(bin_.removed_at.desc())).scalars().all()
        return tuple(cast(Note, shelf_of(Note).read(body)) for body in bodies)

    def bring_back(self, note: UUID) -> None:
        """Undo the deletion of a note. Raises `Gone` when it is too late, or `BadRecord`."""
        bin_ = tables.removed.c
        mine = (bin_.owner == self._owner, bin_.id == str(note))
        with self._transactions.begin(writes=True) as at:
            body = at.execute(select(bin_.body).where(*mine)).scalar_one_or_none()
            if body is None:
                raise Gone
            record = shelf_of(Note).read(body)
            check(at, self._owner, record)
            add(at, self._owner, record)
            at.execute(delete(tables.removed).where(*mine))


def keep_removed(at: Connection, owner: str, note: Note) -> None:
    """Keep a note that is being deleted, so that it can be brought back."""
    bin_ = tables.removed.c
    forget_removed(at, owner, now() - WAY_BACK)
    at.execute(delete(tables.removed).where(bin_.owner == owner, bin_.id == str(note.id)))
    row = {"owner": owner, "id": str(note.id), "revision": 1, "body": shelf_of(Note).body(note)}
    at.execute(insert(tables.removed), row | {"removed_at": now()})


def forget_removed(at: Connection, owner: str, until: datetime | None) -> int:
    """Delete really what was deleted until then, all of it for None; return how many notes."""
    bin_ = tables.removed.c
    old = delete(tables.removed).where(bin_.owner == owner)
    return at.execute(old if until is None else old.where(bin_.removed_at <= until)).rowcount
