"""A vault and its backups encrypted anew, under another key. All of it happens, or nothing.

Each file gets a new one beside it, with a key file of its own. When all of them are there and were
checked, they take the places, the vault first. Where it is broken off, the backups follow the
vault: they are finished if it has the new key, and stay as they were if it has not.
"""

from pathlib import Path

from data.errors import BackupDamaged, VaultDamaged
from data.lock.keyfile import ahead_of, id_in, key_file, write_key
from data.lock.wrapped_key import id_of
from data.vault.backup_files import backups_of, check, key_files_of_copies, outside
from data.vault.failures import expect_room, in_plain_words
from data.vault.file_swap import drop, finish_or_undo, is_ready, take_place
from data.vault.migration import rows_in_tables
from data.vault.sqlite import shut, sqlite_engine_for_migration, sqlite_engine_for_reading


def change_key(vault: Path, old: bytes, new: bytes, new_file: bytes, old_file: bytes) -> None:
    """Encrypt a vault, and the backups that ``old`` opens, with ``new``.

    ``new_file`` goes into their key files. ``old_file`` goes into those of copies that are damaged
    or set aside, and stay as they are. Whoever calls holds the vault, closed. Raises a `VaultError`
    where it does not go through; then each file is as it was.
    """
    with in_plain_words(vault):
        ours = [copy.path for copy in backups_of(vault) if id_in(key_file(copy.path)) == id_of(old)]
        expect_room(vault.parent, sum(path.stat().st_size for path in (vault, *ours)))
        try:
            for backup in ours:
                _make_ahead_if_whole(backup, old, new, new_file)
            _leave_to_nobody(vault, old)
            _make_ahead(vault, old, new, new_file)
            for path in key_files_of_copies(vault):
                if id_in(path) == id_of(old) and not ahead_of(path).exists():
                    write_key(path, old_file)
            take_place(vault)
        finally:
            settle(vault)


def take_in(vault: Path, copy: Path, theirs: bytes, ours: bytes) -> None:
    """Encrypt a copy that came from elsewhere with the key of this vault.

    Raises `BackupDamaged` where ``theirs`` does not open it; then it is as it was.
    """
    with in_plain_words(copy):
        check(copy, theirs)
        try:
            _make_ahead(copy, theirs, ours, key_file(vault).read_bytes())
            take_place(copy)
        finally:
            finish_or_undo(copy)


def settle(vault: Path) -> None:
    """Finish a change of key that was broken off, or undo it. Whoever calls holds the vault."""
    with in_plain_words(vault):
        finish_or_undo(vault)
        for backup in backups_of(vault):
            key = id_in(key_file(ahead_of(backup.path)))
            if key is not None and key == id_in(key_file(vault)):
                take_place(backup.path)
            else:
                finish_or_undo(backup.path)


def _make_ahead_if_whole(backup: Path, old: bytes, new: bytes, new_file: bytes) -> None:
    try:
        check(backup, old)
    except BackupDamaged:
        return
    _make_ahead(backup, old, new, new_file)


def _leave_to_nobody(vault: Path, key: bytes) -> None:
    """Write all of a vault into its file. Raises `VaultBusy` where anybody has it open still."""
    engine = sqlite_engine_for_migration(vault, key)
    try:
        outside(engine, ("PRAGMA journal_mode = DELETE",))
    finally:
        shut(engine)


def _make_ahead(file: Path, old: bytes, new: bytes, new_file: bytes) -> None:
    ahead = ahead_of(file)
    drop(ahead)
    engine = sqlite_engine_for_migration(ahead, new)
    try:
        outside(
            engine,
            ("ATTACH ? AS source KEY ?", str(file), f"x'{old.hex()}'"),
            ("SELECT sqlcipher_export('main', 'source')",),
            ("PRAGMA journal_mode = DELETE",),
        )
    finally:
        shut(engine)
    check(ahead, new)
    if _rows_in(ahead, new) != _rows_in(file, old):
        raise VaultDamaged(file)
    is_ready(file, new_file)


def _rows_in(file: Path, key: bytes) -> dict[str, int]:
    engine = sqlite_engine_for_reading(file, key)
    try:
        with engine.connect().execution_options(writes=False) as at:
            return rows_in_tables(at)
    finally:
        shut(engine)
