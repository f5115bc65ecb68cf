"""Imports into a vault: many records written in one transaction, and taken back as one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from data.errors import Changed, Gone
from data.model.record import Record, now
from data.model.therapist import Therapist
from data.vault import tables
from data.vault.drafts import draft_at
from data.vault.record_rows import bodies, body, row_at
from data.vault.record_rules import refuse_taken_names
from data.vault.record_tables import SHELVES, Shelf, shelf_of
from data.vault.therapist_notes import has_notes_or_removed
from data.vault.transactions import Transactions
from data.vault.way_back import WAY_BACK, WAY_BACK_PLACE, WayBack, digest

T = TypeVar("T")

_AT_ONCE = 500
"""Rows that are written between two steps of a bar."""


class Imports:
    """Imports into one vault."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._owner = transactions.owner

    def bring(
        self,
        add: Sequence[Record],
        replace: Sequence[Record],
        revision: int,
        what: str = "",
        progress: Callable[[float], None] = lambda _share: None,
    ) -> None:
        """Add records and replace others, in one transaction that can be taken back as one.

        ``revision`` is the one of the vault that this was worked out for. Raises `Changed` when it
        is another one by now, and `NameTaken`; then nothing was done. ``what`` says for `recent`
        what it was. ``progress`` is told the share that is done, 0..1, now and then.
        """
        whole = max(1, len(add) + len(replace))
        way_back = WayBack(what=what, at=now())
        with self._transactions.begin(writes=True) as at:
            if self._transactions.revision(at) != revision + 1:  # this transaction counts itself
                raise Changed
            for part in _parts(replace):
                progress(len(way_back.replaced) / whole)
                self._replace(at, part, way_back)
            for shelf in SHELVES:
                fresh = [shelf.row(record) for record in add if type(record) is shelf.kind]
                refuse_taken_names(at, self._owner, shelf, fresh)
                for rows in _parts(fresh):
                    self._add(at, shelf, rows, way_back)
                    progress((len(replace) + len(way_back.added)) / whole)
            if way_back.added or way_back.replaced:
                self._keep(at, way_back)

    def recent(self) -> tuple[WayBack, ...]:
        """Return what was brought in within `WAY_BACK` and can be taken back, the last first."""
        drafts = tables.drafts.c
        mine = select(drafts.text).where(
            drafts.owner == self._owner,
            drafts.draft_key.startswith(WAY_BACK_PLACE),
            drafts.kept_at > now() - WAY_BACK,
        )
        with self._transactions.begin(writes=False) as at:
            texts = at.execute(mine.order_by(drafts.kept_at.desc())).scalars().all()
        return tuple(WayBack.model_validate_json(text) for text in texts)

    def take_back(self, way_back: WayBack) -> tuple[int, int]:
        """Undo one import, in one transaction; return how many records went and stayed.

        A record that was changed since stays as it is, and so does somebody whom a note is about.
        Raises `Gone` where it was taken back already.
        """
        address = draft_at(self._owner, f"{WAY_BACK_PLACE}{way_back.id}")
        with self._transactions.begin(writes=True) as at:
            if at.execute(delete(tables.drafts).where(*address)).rowcount == 0:
                raise Gone
            gone = self._replace_back(at, way_back)
            # The other way round than they came: notes go before the therapists they are about.
            for shelf in reversed(SHELVES):
                gone += self._remove_again(at, shelf, way_back)
        return gone, len(way_back.replaced) + len(way_back.added) - gone

    def _replace(self, at: Connection, records: Sequence[Record], way_back: WayBack) -> None:
        for record in records:
            shelf = shelf_of(type(record))
            row = shelf.row(record)
            old = body(at, self._owner, shelf, row["id"])
            if old is not None:
                way_back.replaced.append((shelf.table.name, row["id"], old, digest(row["body"])))
                self._write(at, shelf, row)

    def _add(
        self, at: Connection, shelf: Shelf, rows: Sequence[dict[str, Any]], way_back: WayBack
    ) -> None:
        begun = {"owner": self._owner, "revision": 1}
        at.execute(insert(shelf.table), [begun | row for row in rows])
        way_back.added.extend((shelf.table.name, row["id"], digest(row["body"])) for row in rows)

    def _write(self, at: Connection, shelf: Shelf, row: dict[str, Any]) -> None:
        """Write over a record, whatever its revision was."""
        this = update(shelf.table).where(*row_at(shelf, self._owner, row["id"]))
        at.execute(this.values(row | {"revision": shelf.table.c.revision + 1}))

    def _keep(self, at: Connection, way_back: WayBack) -> None:
        forget_imports(at, self._owner, now() - WAY_BACK)
        row = {"owner": self._owner, "draft_key": f"{WAY_BACK_PLACE}{way_back.id}"}
        text = {"text": way_back.model_dump_json(), "kept_at": way_back.at}
        at.execute(insert(tables.drafts), row | text)

    def _replace_back(self, at: Connection, way_back: WayBack) -> int:
        """Put back what was replaced and not changed since; return how many records."""
        shelves = {shelf.table.name: shelf for shelf in SHELVES}
        gone = 0
        for name, key, old, then in way_back.replaced:
            shelf = shelves[name]
            now_there = body(at, self._owner, shelf, key)
            if now_there is not None and digest(now_there) == then:
                self._write(at, shelf, shelf.row(shelf.read(old)))
                gone += 1
        return gone

    def _remove_again(self, at: Connection, shelf: Shelf, way_back: WayBack) -> int:
        """Delete what was added to a shelf and not changed since; return how many records."""
        added = {key: then for name, key, then in way_back.added if name == shelf.table.name}
        still = [
            key
            for key, text in (bodies(at, self._owner, shelf) if added else ())
            if digest(text) == added.get(key)
            and not (shelf.kind is Therapist and has_notes_or_removed(at, self._owner, key))
        ]
        for keys in _parts(still):
            mine = shelf.table.c.owner == self._owner
            at.execute(delete(shelf.table).where(mine, shelf.table.c.id.in_(keys)))
        return len(still)


def forget_imports(at: Connection, owner: str, until: datetime | None) -> None:
    """Delete the ways back of imports until then, all of them for None."""
    drafts = tables.drafts.c
    old = delete(tables.drafts).where(
        drafts.owner == owner, drafts.draft_key.startswith(WAY_BACK_PLACE)
    )
    at.execute(old if until is None else old.where(drafts.kept_at <= until))


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the rows in parts that are written at once."""
    for begin in range(0, len(rows), _AT_ONCE):
        yield rows[begin : begin + _AT_ONCE]
