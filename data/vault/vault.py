"""One person's records. A `Vault` is bound to one owner and offers no way to name another.

What is saved is committed before `save` returns: one transaction for each action of the person.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Engine, insert, select

from data.errors import ArchiveDiffers, Changed, Gone
from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import Record, now, rules_in_words
from data.model.records import Records
from data.model.share import Share
from data.model.therapist import Therapist
from data.vault import tables
from data.vault.drafts import Drafts, StoredDraft, drop_drafts
from data.vault.files import VaultFiles
from data.vault.goal_ratings import forget_ratings_of
from data.vault.imports import Imports, forget_imports
from data.vault.record_rows import add, bodies, remove, replace, row_at
from data.vault.record_rules import check, check_change, check_removal, refuse_taken_names
from data.vault.record_tables import (
    SHARES,
    SHELVES,
    Checked,
    StoredRecord,
    records_of,
    shelf_of,
    stored_on,
)
from data.vault.removed_notes import RemovedNotes, forget_removed, keep_removed
from data.vault.therapist_notes import forget_notes_of
from data.vault.transactions import Transactions
from data.vault.vault_cache import RevisionFindings, VaultCache
from data.vault.way_back import WAY_BACK

R = TypeVar("R", bound=Record)


class Vault:
    """One owner's records, on either engine. Safe to use from several threads.

    Every method raises a `VaultError` when the place where records are kept gives way; then
    nothing was changed. The same goes for its parts: ``drafts``, ``removed``, ``imports`` and
    ``files``.
    """

    def __init__(
        self,
        engine: Engine,
        owner: str,
        vault_path: Path | None = None,
        cache: VaultCache | None = None,
    ) -> None:
        self._owner = owner
        self._cache = cache or VaultCache()
        self._transactions = Transactions(engine, owner, vault_path)
        self.drafts = Drafts(self._transactions)
        self.removed = RemovedNotes(self._transactions)
        self.imports = Imports(self._transactions)
        self.files = VaultFiles(self._transactions)

    @property
    def identity(self) -> str:
        """Name that tells this vault from any other: the key for what a page remembers of it."""
        where = self.files.path or self._transactions.engine.url.render_as_string()
        return f"{where} of {self._owner}"

    def revision(self) -> int:
        """Return a number that grows with every change; 0 for a vault never written to."""
        with self._transactions.begin(writes=False) as at:
            return self._transactions.revision(at)

    def records(self) -> Records:
        """Return all records, in the stable order of archives."""
        with self._transactions.begin(writes=False) as at:
            return records_of(at, self._owner)[0]

    def findings(self) -> RevisionFindings:
        """Return all records as they are now, with what was worked out of them; shared.

        Read once for each revision, whoever asks: it is asked for before anything is handed out.
        """
        return self._cache.at(self.revision(), self._read)

    def _read(self, before: Checked) -> tuple[int, Records, Checked]:
        with self._transactions.begin(writes=False) as at:
            return self._transactions.revision(at), *records_of(at, self._owner, before)

    def get(self, kind: type[R], key: UUID | str) -> StoredRecord[R]:
        """Return one record with its revision. Raises `Gone` where there is none."""
        shelf = shelf_of(kind)
        columns = select(shelf.table.c.body, shelf.table.c.revision)
        with self._transactions.begin(writes=False) as at:
            row = at.execute(columns.where(*row_at(shelf, self._owner, str(key)))).one_or_none()
        if row is None:
            raise Gone
        return StoredRecord(cast(R, shelf.read(row.body)), row.revision)

    def shares(self) -> tuple[Share, ...]:
        """Return the shares, the newest first."""
        with self._transactions.begin(writes=False) as at:
            found = [cast(Share, stored.record) for stored in stored_on(at, self._owner, SHARES)]
        return tuple(sorted(found, key=lambda share: (share.made_at, share.id), reverse=True))

    def save(
        self, record: R, revision: int | None = None, drafts: Iterable[StoredDraft] = ()
    ) -> StoredRecord[R]:
        """Keep a record and return it with its revision.

        ``revision`` is the revision that was opened for editing, None for a new record. Raises
        `Changed` or `Gone` when that is no longer the present one, and `BadRecord` where a rule is
        broken; then nothing was written.
        Saving the same new record twice keeps it once. ``drafts``: what it was typed as, dropped
        with it but where another window kept something else since.
        """
        # A copy that was changed past its rules would lie there and could not be read again.
        with rules_in_words():
            type(record).model_validate_json(shelf_of(type(record)).body(record))
        with self._transactions.begin(writes=True) as at:
            check(at, self._owner, record)
            drop_drafts(at, self._owner, drafts)
            if revision is None:
                return StoredRecord(record, add(at, self._owner, record))
            check_change(record)
            return StoredRecord(record, replace(at, self._owner, record, revision))

    def take(self, records: Records) -> None:
        """Add all records of an archive in one transaction; the same archive twice adds nothing.

        Raises `ArchiveDiffers` when the vault holds other contents under the same ids, and
        `NameTaken` when a code name belongs to somebody else here. Then nothing was added.
        """
        whole = {
            OwnDimension: records.dimensions,
            Renamed: records.renamed,
            NeedProfile: records.need_profiles,
            Therapist: records.therapists,
            Note: records.notes,
        }
        differ = 0
        with self._transactions.begin(writes=True) as at:
            for shelf in SHELVES:
                present = dict(bodies(at, self._owner, shelf))
                rows = [shelf.row(record) for record in whole[cast(Any, shelf.kind)]]
                fresh = [row for row in rows if row["id"] not in present]
                refuse_taken_names(at, self._owner, shelf, fresh)
                if fresh:
                    begun = {"owner": self._owner, "revision": 1}
                    at.execute(insert(shelf.table), [begun | row for row in fresh])
                differ += sum(present.get(row["id"], row["body"]) != row["body"] for row in rows)
            if differ:
                raise ArchiveDiffers(differ)

    def remove(self, record: Record, revision: int) -> None:
        """Delete a record as it was at this revision. Raises `Changed`, `Gone` or `BadRecord`.

        A note can be brought back for `WAY_BACK`; then it is deleted really.
        """
        with self._transactions.begin(writes=True) as at:
            check_removal(at, self._owner, record)
            remove(at, self._owner, record, revision)
            if isinstance(record, Note):
                keep_removed(at, self._owner, record)

    def remove_with_notes(self, therapist: Therapist, revision: int, notes: int) -> None:
        """Delete somebody with all that hangs on them: notes, also deleted ones, and drafts.

        ``notes``: how many were on the screen to go with them. There is no way back. Raises `Gone`,
        or `Changed` where somebody has another revision by now, or another number of notes.
        """
        with self._transactions.begin(writes=True) as at:
            found = forget_notes_of(at, self._owner, therapist.id)
            remove(at, self._owner, therapist, revision)
            if found != notes:
                raise Changed

    def remove_with_ratings(self, goal: OwnDimension, revision: int) -> None:
        """Delete an own goal with its ratings in all notes, deleted ones and drafts too.

        There is no way back. Raises `Gone`, or `Changed` where it is not as it was.
        """
        with self._transactions.begin(writes=True) as at:
            forget_ratings_of(at, self._owner, goal.key)
            remove(at, self._owner, goal, revision)

    def forget_removed(self, *, all_of_them: bool = False) -> int:
        """Delete really what was deleted or replaced before `WAY_BACK`, or all of it.

        Returns how many notes.
        """
        until = None if all_of_them else now() - WAY_BACK
        with self._transactions.begin(writes=True, counts=False) as at:
            forget_imports(at, self._owner, until)
            return forget_removed(at, self._owner, until)

    def empty(self) -> None:
        """Delete everything, drafts and deleted notes too. The revision goes on growing."""
        with self._transactions.begin(writes=True) as at:
            self._transactions.empty(at, but=(tables.vaults,))
