"""The power fails: what a disk may hold then, for any moment of a recorded history.

A write that was not synced may be there, may not be there, or half of it, in sectors of 512 bytes;
a file that was deleted without syncing its folder may be back.
"""

import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from data.errors import RapportError
from data.keeping.lock import check_passphrase
from data.lock.keyfile import key_file, key_for, sealed_key
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import seal
from data.model.records import Records
from data.settings import Settings
from data.vault.migration import migrate
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from data.vault.sqlite import shut, sqlite_engine, sqlite_engine_for_migration
from data.vault.vault import Vault
from tests.rig.file_recorder import FileAction, recording
from tests.rig.people import a_jot, a_note, a_therapist

SECTOR = 512
PASSPHRASE = "seven quiet kettles"

Unsynced = Literal["dropped", "kept", "torn"]


@dataclass
class _OnDisk:
    """A file: what is surely there, and what was done to it since."""

    durable: bytes = b""
    since: list[FileAction] = field(default_factory=list)
    named: bool = False
    gone: bool = False


@dataclass
class CutCounts:
    """What came of the cuts."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0

    def __add__(self, other: "CutCounts") -> "CutCounts":
        return CutCounts(*(getattr(self, n) + getattr(other, n) for n in vars(self)))


def history(home: Path, *, locked: bool, saves: int = 25) -> list[FileAction]:
    """Use a new vault through our own engine; return all that was done to its files."""
    settings = Settings(home=home)
    key = _locked_from_the_start(vault_path(home, LOCAL)) if locked else None
    with recording() as recorder:
        vault = open_vault(settings, LOCAL, key=key, anew=True)
        for at in range(saves):
            maple = a_therapist(f"Maple {at}")
            vault.save(maple)
            note = a_note(maple, text="x" * (at * 400))
            vault.save(note)
            recorder.said(str(note.id))
            if at % 5 == 4:
                vault.take(Records(notes=tuple(a_jot("y" * 2000) for _ in range(10))))
            if at % 8 == 7:
                vault.files.write_back()
            if at % 6 == 5:
                vault.save(note.model_copy(update={"text": "changed"}), 1)
                vault.drafts.keep("note", "z" * 5000)
        close_vaults()
    return recorder.done


def _locked_from_the_start(path: Path) -> bytes:
    """Put a sealed key where there is no vault yet. A lock put on later makes another file."""
    key = secrets.token_bytes(32)
    path.parent.mkdir(parents=True)
    sealed = seal(key, PASSPHRASE, new_code(), 15)
    key_file(path).write_text(sealed.model_dump_json())
    return key


def cut(home: Path, done: list[FileAction], scratch: Path, cuts: int, seed: int) -> CutCounts:
    """Cut the power at ``cuts`` moments of a history; count what was lost and what was broken."""
    path, lots, counted = vault_path(home, LOCAL), random.Random(seed), CutCounts()
    key = check_passphrase(path, PASSPHRASE) if sealed_key(path) else key_for(path)
    ways: tuple[Unsynced, ...] = ("dropped", "kept", "torn")
    for number in range(cuts):
        moment = lots.randint(1, len(done))
        image = scratch / f"{number}"
        image.mkdir(parents=True)
        _write(image, done[:moment], ways[number % 3], lots)
        said = {UUID(entry.name) for entry in done[:moment] if entry.kind == "said"}
        found = _notes_in(image / path.name, key)
        counted += CutCounts(
            cuts=1,
            acknowledged=len(said),
            lost=len(said - found) if found is not None else 0,
            corrupt=found is None,
        )
        _clear(image)
    return counted


def _write(
    image: Path, done: Iterable[FileAction], unsynced: Unsynced, lots: random.Random
) -> None:
    for name, file in _disk(done).items():
        there = file.named or unsynced == "kept" or (unsynced == "torn" and lots.random() < 0.5)
        if file.gone and unsynced != "dropped":
            there = unsynced == "torn" and lots.random() < 0.5
        if there:
            (image / name).write_bytes(_content(file, unsynced, lots))


def _disk(done: Iterable[FileAction]) -> dict[str, _OnDisk]:
    disk: dict[str, _OnDisk] = {}
    for entry in done:
        if entry.kind == "said" or entry.name.endswith("-shm") or entry.name == "nameless":
            continue
        file = disk.setdefault(entry.name, _OnDisk())
        if entry.kind in ("write", "truncate"):
            if file.gone:  # made anew under the same name
                file = disk[entry.name] = _OnDisk()
            file.since.append(entry)
        elif entry.kind == "sync":
            file.durable, file.since = _applied(file.durable, file.since), []
            # SQLite syncs the folder with the first sync of a journal or log that it made.
            for other in disk.values():
                other.named = other.named or not other.gone
        elif entry.kind == "delete and sync":
            del disk[entry.name]
        else:
            file.gone = True
    return disk


def _content(file: _OnDisk, unsynced: Unsynced, lots: random.Random) -> bytes:
    if unsynced == "dropped":
        return file.durable
    if unsynced == "kept":
        return _applied(file.durable, file.since)
    return _applied(file.durable, list(_torn(file.since, lots)))


def _torn(done: Iterable[FileAction], lots: random.Random) -> Iterator[FileAction]:
    for entry in done:
        if entry.kind == "truncate":
            if lots.random() < 0.5:
                yield entry
            continue
        for begin in range(0, len(entry.content), SECTOR):
            if lots.random() < 0.5:
                sector = entry.content[begin : begin + SECTOR]
                yield FileAction("write", entry.name, entry.at + begin, sector)


def _applied(content: bytes, done: Iterable[FileAction]) -> bytes:
    now = bytearray(content)
    for entry in done:
        if entry.kind == "truncate":
            del now[entry.at :]
        else:
            now.extend(bytes(max(0, entry.at + len(entry.content) - len(now))))
            now[entry.at : entry.at + len(entry.content)] = entry.content
    return bytes(now)


def _notes_in(path: Path, key: bytes) -> set[UUID] | None:
    """Return the notes in an image, opened as at any start; None where it is broken."""
    forward = sqlite_engine_for_migration(path, key)
    engine = sqlite_engine(path, key)
    try:
        migrate(forward, path)
        with engine.connect() as at:
            whole = at.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            joined = at.execute(text("PRAGMA foreign_key_check")).first() is None
        notes = Vault(engine, LOCAL, path).records().notes
    except (SQLAlchemyError, RapportError):
        return None
    finally:
        shut(forward)
        shut(engine)
    return {note.id for note in notes} if whole and joined else None


def _clear(image: Path) -> None:
    for path in image.iterdir():
        path.unlink()
    image.rmdir()
