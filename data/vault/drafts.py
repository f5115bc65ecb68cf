"""Drafts of a vault: unsaved text under a key, and beside it what another window keeps there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from data.model.record import now
from data.vault import tables
from data.vault.transactions import Transactions

_BESIDE = " beside "
"""Between the key of a draft and the number of another window's."""


@dataclass(frozen=True)
class StoredDraft:
    """Unsaved text under its key, as one window kept it."""

    key: str
    text: str


class Drafts:
    """Drafts of one vault. The last one wins, and the vault's revision stays."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._owner = transactions.owner

    def text(self, draft_key: str) -> str:
        """Return the unsaved text that was typed under this key, "" where there is none."""
        with self._transactions.begin(writes=False) as at:
            return self._text(at, draft_key)

    def of(self, draft_key: str) -> tuple[StoredDraft, ...]:
        """Return what was typed under a key, in several windows perhaps, the newest first."""
        drafts = tables.drafts.c
        beside = drafts.draft_key.startswith(f"{draft_key}{_BESIDE}", autoescape=True)
        mine = (drafts.owner == self._owner, (drafts.draft_key == draft_key) | beside)
        with self._transactions.begin(writes=False) as at:
            found = at.execute(
                select(drafts.draft_key, drafts.text).where(*mine).order_by(drafts.kept_at.desc())
            )
            return tuple(StoredDraft(row.draft_key, row.text) for row in found)

    def keep(self, draft_key: str, typed: str) -> None:
        """Keep unsaved text; "" drops it."""
        with self._transactions.begin(writes=True, counts=False) as at:
            self._put(at, draft_key, typed)

    def keep_beside(self, draft_key: str, typed: str, before: StoredDraft | None) -> StoredDraft:
        """Keep unsaved text and return it with its key; what another window kept there stays.

        ``before``: what this window kept last, or began with. Where something else stands there by
        now, this text gets a key beside it, which `of` finds too.
        """
        with self._transactions.begin(writes=True, counts=False) as at:
            if before and typed and self._put_in_place(at, before, typed):
                return StoredDraft(before.key, typed)
            key = before.key if before else draft_key
            number = 1
            while (there := self._text(at, key)) and not (before and there == before.text):
                number += 1
                key, before = f"{draft_key}{_BESIDE}{number}", None
            self._put(at, key, typed)
        return StoredDraft(key, typed)

    def drop(self, drafts: Iterable[StoredDraft]) -> None:
        """Drop unsaved text, but where another window kept something else since."""
        with self._transactions.begin(writes=True, counts=False) as at:
            drop_drafts(at, self._owner, drafts)

    def _text(self, at: Connection, draft_key: str) -> str:
        mine = select(tables.drafts.c.text).where(*draft_at(self._owner, draft_key))
        return at.execute(mine).scalar_one_or_none() or ""

    def _put_in_place(self, at: Connection, before: StoredDraft, typed: str) -> bool:
        """Write over what this window kept last, where that still stands; return whether it did."""
        this = (*draft_at(self._owner, before.key), tables.drafts.c.text == before.text)
        written = update(tables.drafts).where(*this).values(text=typed, kept_at=now())
        return at.execute(written).rowcount == 1

    def _put(self, at: Connection, draft_key: str, typed: str) -> None:
        at.execute(delete(tables.drafts).where(*draft_at(self._owner, draft_key)))
        if typed:
            row = {"owner": self._owner, "draft_key": draft_key, "text": typed}
            at.execute(insert(tables.drafts), row | {"kept_at": now()})


def draft_at(owner: str, draft_key: str) -> tuple[Any, Any]:
    """Return the condition that finds one draft."""
    return tables.drafts.c.owner == owner, tables.drafts.c.draft_key == draft_key


def drop_drafts(at: Connection, owner: str, drafts: Iterable[StoredDraft]) -> None:
    """Drop drafts within a transaction, but where another window kept something else since."""
    for draft in drafts:
        this = (*draft_at(owner, draft.key), tables.drafts.c.text == draft.text)
        at.execute(delete(tables.drafts).where(*this))


def key_without_window(draft_key: str) -> str:
    """Return the key of a draft without the number of the window that kept it."""
    return draft_key.partition(_BESIDE)[0]
