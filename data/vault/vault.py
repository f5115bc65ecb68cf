"""One person's records. A `Vault` is bound to one owner and offers no way to name another.

What is saved is committed before `save` returns: one transaction for each action of the person.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, insert, select, update

from data.errors import ArchiveDiffers, BadRecord, Changed, Gone, NameTaken
from data.model.dimension import Dimension, OwnDimension, Renamed, known_dimensions
from data.model.need import NeedProfile, check_profile
from data.model.note import Note
from data.model.record import Record, now, refuse_days_ahead, rules_in_words
from data.model.records import Records
from data.model.share import Share
from data.model.therapist import Therapist, days_of_steps
from data.vault import tables
from data.vault.files import VaultFiles
from data.vault.goal_ratings import draft_without, note_without, way_back_without
from data.vault.record_tables import (
    SHARES,
    SHELVES,
    Checked,
    Shelf,
    StoredRecord,
    records_of,
    shelf_of,
    stored_on,
)
from data.vault.transactions import Transactions
from data.vault.vault_cache import RevisionFindings, VaultCache
from data.vault.way_back import WAY_BACK_PLACE, WayBack, batched, digest

R = TypeVar("R", bound=Record)

WAY_BACK = timedelta(days=30)
"""How long a deleted note can be brought back, and what was brought in be taken back."""

_AT_ONCE = 500
"""Rows that are written between two steps of a bar."""

_BESIDE = " beside "
"""Between the key of a draft and the number of another window's."""


@dataclass(frozen=True)
class Additions:
    """Records an archive added, counted, and those already there."""

    new: int
    already_there: int


@dataclass(frozen=True)
class StoredDraft:
    """Unsaved text under its key, as one window kept it."""

    key: str
    text: str


class Vault:
    """One owner's records, on either engine. Safe to use from several threads.

    Every method raises a `VaultError` when the place where records are kept gives way; then
    nothing was changed.
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

    def empty(self) -> None:
        """Delete everything, drafts and deleted notes too. The revision goes on growing."""
        with self._transactions.begin(writes=True) as at:
            self._transactions.empty(at, but=(tables.vaults,))

    def get(self, kind: type[R], key: UUID | str) -> StoredRecord[R]:
        """Return one record with its revision. Raises `Gone` where there is none."""
        shelf = shelf_of(kind)
        with self._transactions.begin(writes=False) as at:
            row = at.execute(
                select(shelf.table.c.body, shelf.table.c.revision).where(*self._is(shelf, str(key)))
            ).one_or_none()
        if row is None:
            raise Gone
        return StoredRecord(cast(R, shelf.read(row.body)), row.revision)

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
        shelf = shelf_of(type(record))
        # A copy that was changed past its rules would lie there and could not be read again.
        with rules_in_words():
            type(record).model_validate_json(shelf.body(record))
        with self._transactions.begin(writes=True) as at:
            self._check(at, record)
            self._drop(at, drafts)
            if revision is None:
                return StoredRecord(record, self._add(at, shelf, record))
            return StoredRecord(record, self._replace(at, shelf, record, revision))

    def remove(self, record: Record, revision: int) -> None:
        """Delete a record as it was at this revision. Raises `Changed`, `Gone` or `BadRecord`.

        A note can be brought back for `WAY_BACK`; then it is deleted really.
        """
        shelf = shelf_of(type(record))
        key = shelf.id(record)
        with self._transactions.begin(writes=True) as at:
            if isinstance(record, NeedProfile):
                raise BadRecord("", "no version of your needs is ever deleted")
            if isinstance(record, Therapist) and self._has_notes(at, key):
                raise BadRecord("", "there are notes about this therapist; delete those first")
            gone = delete(shelf.table).where(
                *self._is(shelf, key), shelf.table.c.revision == revision
            )
            if at.execute(gone).rowcount == 0:
                raise self._changed_or_gone(at, shelf, key)
            if isinstance(record, Note):
                self._keep_a_way_back(at, record)

    def shares(self) -> tuple[Share, ...]:
        """Return the shares, the newest first."""
        with self._transactions.begin(writes=False) as at:
            found = [cast(Share, stored.record) for stored in stored_on(at, self._owner, SHARES)]
        return tuple(sorted(found, key=lambda share: (share.made_at, share.id), reverse=True))

    def removed(self) -> tuple[Note, ...]:
        """Return the notes deleted within `WAY_BACK`, the last deleted first."""
        bin_ = tables.removed
        with self._transactions.begin(writes=False) as at:
            mine = select(bin_.c.body).where(
                bin_.c.owner == self._owner, bin_.c.removed_at > now() - WAY_BACK
            )
            bodies = at.execute(mine.order_by(bin_.c.removed_at.desc())).scalars().all()
        return tuple(cast(Note, shelf_of(Note).read(body)) for body in bodies)

    def bring_back(self, note: UUID) -> None:
        """Undo the deletion of a note. Raises `Gone` when it is too late, or `BadRecord`."""
        bin_ = tables.removed
        mine = (bin_.c.owner == self._owner, bin_.c.id == str(note))
        with self._transactions.begin(writes=True) as at:
            body = at.execute(select(bin_.c.body).where(*mine)).scalar_one_or_none()
            if body is None:
                raise Gone
            record = shelf_of(Note).read(body)
            self._check(at, record)
            self._add(at, shelf_of(Note), record)
            at.execute(delete(bin_).where(*mine))

    def take(self, records: Records) -> Additions:
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
        new = there = differ = 0
        with self._transactions.begin(writes=True) as at:
            for shelf in SHELVES:
                present = dict(self._bodies(at, shelf))
                fresh = []
                for record in whole[cast(Any, shelf.kind)]:
                    row = shelf.row(record)
                    if row["id"] not in present:
                        fresh.append(row)
                    elif present[row["id"]] == row["body"]:
                        there += 1
                    else:
                        differ += 1
                self._refuse_taken_names(at, shelf, fresh)
                if fresh:
                    at.execute(
                        insert(shelf.table),
                        [{"owner": self._owner, "revision": 1} | row for row in fresh],
                    )
                new += len(fresh)
            if differ:
                raise ArchiveDiffers(differ)
        return Additions(new, there)

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
        is another one by now, and `NameTaken`; then nothing was done. ``what`` says for `brought`
        what it was. ``progress`` is told the share that is done, 0..1, now and then.
        """
        rows = [(shelf_of(type(record)), record) for record in replace]
        whole = max(1, len(add) + len(replace))
        with self._transactions.begin(writes=True) as at:
            if self._transactions.revision(at) != revision + 1:  # this transaction counts itself
                raise Changed
            way_back = WayBack(what=what, at=now())
            for done, (shelf, record) in enumerate(rows):
                row = shelf.row(record)
                old = at.execute(
                    select(shelf.table.c.body).where(*self._is(shelf, row["id"]))
                ).scalar_one_or_none()
                if old is not None:
                    way_back.replaced.append(
                        (shelf.table.name, row["id"], old, digest(row["body"]))
                    )
                counted = {"revision": shelf.table.c.revision + 1}
                at.execute(
                    update(shelf.table).where(*self._is(shelf, row["id"])).values(row | counted)
                )
                if done % _AT_ONCE == 0:
                    progress(done / whole)
            done = len(rows)
            for shelf in SHELVES:
                fresh = [shelf.row(record) for record in add if type(record) is shelf.kind]
                self._refuse_taken_names(at, shelf, fresh)
                begun = {"owner": self._owner, "revision": 1}
                for part in batched(fresh, _AT_ONCE):
                    at.execute(insert(shelf.table), [begun | row for row in part])
                    done += len(part)
                    progress(done / whole)
                way_back.added.extend(
                    (shelf.table.name, row["id"], digest(row["body"])) for row in fresh
                )
            if way_back.added or way_back.replaced:
                self._keep_way_back(at, way_back)

    def brought(self) -> tuple[WayBack, ...]:
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
        """Undo one bringing-in, in one transaction; return how many records went and stayed.

        A record that was changed since stays as it is, and so does somebody whom a note is about.
        Raises `Gone` where it was taken back already.
        """
        shelves = {shelf.table.name: shelf for shelf in SHELVES}
        address = self._at(f"{WAY_BACK_PLACE}{way_back.id}")
        gone = stayed = 0
        with self._transactions.begin(writes=True) as at:
            if at.execute(delete(tables.drafts).where(*address)).rowcount == 0:
                raise Gone
            for name, key, body, then in way_back.replaced:
                shelf = shelves[name]
                if self._is_still(at, shelf, key, then):
                    old = shelf.row(shelf.read(body)) | {"revision": shelf.table.c.revision + 1}
                    at.execute(update(shelf.table).where(*self._is(shelf, key)).values(old))
                    gone += 1
                else:
                    stayed += 1
            # The other way round than they came: notes go before the therapists they are about.
            for shelf in reversed(SHELVES):
                added = {
                    key: then for name, key, then in way_back.added if name == shelf.table.name
                }
                still = [
                    key
                    for key, body in (self._bodies(at, shelf) if added else ())
                    if digest(body) == added.get(key)
                    and not (shelf.kind is Therapist and self._is_needed(at, key))
                ]
                for part in batched(still, _AT_ONCE):
                    mine = shelf.table.c.owner == self._owner
                    at.execute(delete(shelf.table).where(mine, shelf.table.c.id.in_(part)))
                gone += len(still)
                stayed += len(added) - len(still)
        return gone, stayed

    def _is_still(self, at: Connection, shelf: Shelf, key: str, then: str) -> bool:
        """Return whether a record is as it was when it was brought in."""
        body = at.execute(
            select(shelf.table.c.body).where(*self._is(shelf, key))
        ).scalar_one_or_none()
        return body is not None and digest(body) == then

    def _is_needed(self, at: Connection, therapist: str) -> bool:
        """Return whether a note, also a deleted one, is about this therapist."""
        bin_ = tables.removed.c
        deleted = at.execute(select(bin_.body).where(bin_.owner == self._owner)).scalars()
        return self._has_notes(at, therapist) or any(therapist in body for body in deleted)

    def _keep_way_back(self, at: Connection, way_back: WayBack) -> None:
        drafts = tables.drafts
        old = drafts.c.draft_key.startswith(WAY_BACK_PLACE) & (drafts.c.kept_at <= now() - WAY_BACK)
        at.execute(delete(drafts).where(drafts.c.owner == self._owner, old))
        row = {"owner": self._owner, "draft_key": f"{WAY_BACK_PLACE}{way_back.id}"}
        at.execute(
            insert(drafts), row | {"text": way_back.model_dump_json(), "kept_at": way_back.at}
        )

    def remove_with_notes(self, therapist: Therapist, revision: int, notes: int) -> None:
        """Delete somebody with all that hangs on them: notes, also deleted ones, and drafts.

        ``notes``: how many were on the screen to go with them. There is no way back. Raises `Gone`,
        or `Changed` where somebody has another revision by now, or another number of notes.
        """
        shelf, key = shelf_of(Therapist), str(therapist.id)
        with self._transactions.begin(writes=True) as at:
            found = self._forget_notes_of(at, therapist.id)
            this = delete(shelf.table).where(
                *self._is(shelf, key), shelf.table.c.revision == revision
            )
            if at.execute(this).rowcount == 0:
                raise self._changed_or_gone(at, shelf, key)
            if found != notes:
                raise Changed

    def remove_with_ratings(self, goal: OwnDimension, revision: int) -> None:
        """Delete an own goal with its ratings in all notes, deleted ones and drafts too.

        There is no way back. Raises `Gone`, or `Changed` where it is not as it was.
        """
        shelf = shelf_of(OwnDimension)
        with self._transactions.begin(writes=True) as at:
            self._forget_ratings_of(at, goal.key)
            this = delete(shelf.table).where(
                *self._is(shelf, goal.key), shelf.table.c.revision == revision
            )
            if at.execute(this).rowcount == 0:
                raise self._changed_or_gone(at, shelf, goal.key)

    def forget_removed(self, *, all_of_them: bool = False) -> int:
        """Delete really what was deleted before `WAY_BACK`, or all of it; return how many."""
        bin_ = tables.removed
        mine = [bin_.c.owner == self._owner]
        if not all_of_them:
            mine.append(bin_.c.removed_at <= now() - WAY_BACK)
        drafts = tables.drafts.c
        back = [drafts.owner == self._owner, drafts.draft_key.startswith(WAY_BACK_PLACE)]
        if not all_of_them:
            back.append(drafts.kept_at <= now() - WAY_BACK)
        with self._transactions.begin(writes=True, counts=False) as at:
            at.execute(delete(tables.drafts).where(*back))
            return at.execute(delete(bin_).where(*mine)).rowcount

    def _forget_notes_of(self, at: Connection, therapist: UUID) -> int:
        notes, bin_, drafts = tables.notes.c, tables.removed.c, tables.drafts.c
        hanging = (notes.owner == self._owner, notes.therapist == str(therapist))
        ids = at.execute(select(notes.id).where(*hanging)).scalars().all()
        at.execute(delete(tables.notes).where(*hanging))
        for row in at.execute(select(bin_.id, bin_.body).where(bin_.owner == self._owner)).all():
            if cast(Note, shelf_of(Note).read(row.body)).therapist == therapist:
                at.execute(
                    delete(tables.removed).where(bin_.owner == self._owner, bin_.id == row.id)
                )
        about = (str(therapist), *ids)
        for draft in at.execute(
            select(drafts.draft_key, drafts.text).where(drafts.owner == self._owner)
        ):
            if any(word in draft.draft_key or word in draft.text for word in about):
                at.execute(delete(tables.drafts).where(*self._at(draft.draft_key)))
        return len(ids)

    def _forget_ratings_of(self, at: Connection, goal: str) -> None:
        digests, revisions = dict[str, str](), dict[tuple[str, int], int]()
        for table in (tables.notes, tables.removed):
            columns = select(table.c.id, table.c.revision, table.c.body)
            for row in at.execute(columns.where(table.c.owner == self._owner)).all():
                if (body := note_without(row.body, goal)) == row.body:
                    continue
                digests[digest(row.body)] = digest(body)
                revisions[row.id, row.revision] = row.revision + 1
                this = update(table).where(table.c.owner == self._owner, table.c.id == row.id)
                at.execute(this.values(body=body, revision=row.revision + 1))
        drafts = tables.drafts.c
        mine = select(drafts.draft_key, drafts.text).where(drafts.owner == self._owner)
        # The last brought in first: what it replaced may be what one before it added.
        for draft in at.execute(mine.order_by(drafts.kept_at.desc())).all():
            if draft.draft_key.startswith(WAY_BACK_PLACE):
                way_back = WayBack.model_validate_json(draft.text)
                text = way_back_without(way_back, goal, digests).model_dump_json()
            elif draft.draft_key.partition(_BESIDE)[0].endswith(f":{goal}"):
                text = ""  # what was typed to change it
            else:
                text = draft_without(draft.text, goal, revisions)
            where = self._at(draft.draft_key)
            if not text:
                at.execute(delete(tables.drafts).where(*where))
            elif text != draft.text:
                at.execute(update(tables.drafts).where(*where).values(text=text))

    def draft(self, draft_key: str) -> str:
        """Return the unsaved text that was typed under this key, "" where there is none."""
        with self._transactions.begin(writes=False) as at:
            return self._draft(at, draft_key)

    def drafts(self, draft_key: str) -> tuple[StoredDraft, ...]:
        """Return what was typed under a key, in several windows perhaps, the newest first."""
        drafts = tables.drafts.c
        beside = drafts.draft_key.startswith(f"{draft_key}{_BESIDE}", autoescape=True)
        mine = (drafts.owner == self._owner, (drafts.draft_key == draft_key) | beside)
        with self._transactions.begin(writes=False) as at:
            found = at.execute(
                select(drafts.draft_key, drafts.text).where(*mine).order_by(drafts.kept_at.desc())
            )
            return tuple(StoredDraft(row.draft_key, row.text) for row in found)

    def keep_draft(self, draft_key: str, typed: str) -> None:
        """Keep unsaved text; "" drops it. The last one wins. The vault's revision stays."""
        with self._transactions.begin(writes=True, counts=False) as at:
            self._put_draft(at, draft_key, typed)

    def keep_draft_beside(
        self, draft_key: str, typed: str, before: StoredDraft | None
    ) -> StoredDraft:
        """Keep unsaved text and return it with its key; what another window kept there stays.

        ``before``: what this window kept last, or began with. Where something else stands there by
        now, this text gets a key beside it, which `drafts` finds too.
        """
        with self._transactions.begin(writes=True, counts=False) as at:
            if before and typed and self._put_in_place(at, before, typed):
                return StoredDraft(before.key, typed)
            key = before.key if before else draft_key
            number = 1
            while (there := self._draft(at, key)) and not (before and there == before.text):
                number += 1
                key, before = f"{draft_key}{_BESIDE}{number}", None
            self._put_draft(at, key, typed)
        return StoredDraft(key, typed)

    def drop_drafts(self, drafts: Iterable[StoredDraft]) -> None:
        """Drop unsaved text, but where another window kept something else since."""
        with self._transactions.begin(writes=True, counts=False) as at:
            self._drop(at, drafts)

    def _drop(self, at: Connection, drafts: Iterable[StoredDraft]) -> None:
        for draft in drafts:
            this = (*self._at(draft.key), tables.drafts.c.text == draft.text)
            at.execute(delete(tables.drafts).where(*this))

    def _draft(self, at: Connection, draft_key: str) -> str:
        mine = select(tables.drafts.c.text).where(*self._at(draft_key))
        return at.execute(mine).scalar_one_or_none() or ""

    def _put_in_place(self, at: Connection, before: StoredDraft, typed: str) -> bool:
        """Write over what this window kept last, where that still stands; return whether it did."""
        this = (*self._at(before.key), tables.drafts.c.text == before.text)
        written = update(tables.drafts).where(*this).values(text=typed, kept_at=now())
        return at.execute(written).rowcount == 1

    def _put_draft(self, at: Connection, draft_key: str, typed: str) -> None:
        at.execute(delete(tables.drafts).where(*self._at(draft_key)))
        if typed:
            row = {"owner": self._owner, "draft_key": draft_key, "text": typed}
            at.execute(insert(tables.drafts), row | {"kept_at": now()})

    def _keep_a_way_back(self, at: Connection, note: Note) -> None:
        shelf, bin_ = shelf_of(Note), tables.removed
        too_old = bin_.c.removed_at <= now() - WAY_BACK
        again = bin_.c.id == str(note.id)
        at.execute(delete(bin_).where(bin_.c.owner == self._owner, too_old | again))
        row = {"owner": self._owner, "id": str(note.id), "revision": 1, "body": shelf.body(note)}
        at.execute(insert(bin_), row | {"removed_at": now()})

    def _bodies(self, at: Connection, shelf: Shelf) -> Iterator[tuple[str, str]]:
        columns = select(shelf.table.c.id, shelf.table.c.body)
        for row in at.execute(columns.where(shelf.table.c.owner == self._owner)):
            yield row.id, row.body

    def _is(self, shelf: Shelf, key: str) -> tuple[Any, Any]:
        return shelf.table.c.owner == self._owner, shelf.table.c.id == key

    def _at(self, draft_key: str) -> tuple[Any, Any]:
        return tables.drafts.c.owner == self._owner, tables.drafts.c.draft_key == draft_key

    def _add(self, at: Connection, shelf: Shelf, record: Record) -> int:
        row = shelf.row(record)
        there = at.execute(
            select(shelf.table.c.body, shelf.table.c.revision).where(*self._is(shelf, row["id"]))
        ).one_or_none()
        if there is None:
            at.execute(insert(shelf.table).values(owner=self._owner, revision=1, **row))
            return 1
        if there.body != row["body"]:
            raise Changed
        return cast(int, there.revision)

    def _replace(self, at: Connection, shelf: Shelf, record: Record, revision: int) -> int:
        if isinstance(record, NeedProfile):
            raise BadRecord("", "a version of your needs is never changed; save a new one")
        row = shelf.row(record)
        changed = (
            update(shelf.table)
            .where(*self._is(shelf, row["id"]), shelf.table.c.revision == revision)
            .values(revision=revision + 1, **row)
        )
        if at.execute(changed).rowcount == 0:
            raise self._changed_or_gone(at, shelf, row["id"])
        return revision + 1

    def _changed_or_gone(self, at: Connection, shelf: Shelf, key: str) -> Changed | Gone:
        there = at.execute(select(shelf.table.c.id).where(*self._is(shelf, key))).first()
        return Gone() if there is None else Changed()

    def _check(self, at: Connection, record: Record) -> None:
        if isinstance(record, NeedProfile):
            refuse_days_ahead([record.since], date.today())
            check_profile(record, self._dimensions(at))
        elif isinstance(record, Therapist):
            refuse_days_ahead(days_of_steps(record), date.today())
            self._refuse_taken_names(at, shelf_of(Therapist), [shelf_of(Therapist).row(record)])
        elif isinstance(record, Note):
            refuse_days_ahead([record.last_day], date.today())
            self._check_references(at, record)

    def _check_references(self, at: Connection, note: Note) -> None:
        shelf = shelf_of(Therapist)
        if note.therapist is not None:
            found = at.execute(
                select(shelf.table.c.id).where(*self._is(shelf, str(note.therapist)))
            )
            if found.first() is None:
                raise BadRecord("therapist", "there is no such therapist any more")
        dimensions = self._dimensions(at)
        for of, rating in enumerate(note.ratings):
            if rating.dimension not in dimensions and not rating.dimension.startswith("own-"):
                raise BadRecord(f"ratings[{of}].dimension", "no such dimension is known")

    def _dimensions(self, at: Connection) -> dict[str, Dimension]:
        own = tuple(
            cast(OwnDimension, stored.record)
            for stored in stored_on(at, self._owner, shelf_of(OwnDimension))
        )
        return known_dimensions(own, ())

    def _refuse_taken_names(self, at: Connection, shelf: Shelf, rows: list[dict[str, Any]]) -> None:
        if shelf.kind is not Therapist:
            return
        names = select(shelf.table.c.name_key, shelf.table.c.id)
        taken = {
            row.name_key: row.id
            for row in at.execute(names.where(shelf.table.c.owner == self._owner))
        }
        if any(taken.get(row["name_key"], row["id"]) != row["id"] for row in rows):
            raise NameTaken

    def _has_notes(self, at: Connection, therapist: str) -> bool:
        notes = tables.notes.c
        mine = select(notes.id).where(notes.owner == self._owner, notes.therapist == therapist)
        return at.execute(mine.limit(1)).first() is not None
