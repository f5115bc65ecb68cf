"""A file of a database and its key put where others lie, whatever happens on the way.

Both are written beside the old ones first. Then they take the places: the new file, then its key.
Wherever the power fails, what lies there tells how to go on: while the new file has not moved, the
old one stands; once it has, it stands with the key that lies beside its former place.
"""

from pathlib import Path

from data.fsync import sync_file, sync_folder
from data.lock.keyfile import (
    ahead_of,
    draft_of,
    key_file,
    key_file_in_force,
    move_key,
    scrub,
    write_key,
)


def is_ready(file: Path, content: bytes) -> None:
    """Give the file that is to take the place of ``file``, whole by now, its key file."""
    ahead = ahead_of(file)
    ahead.chmod(0o600)
    sync_file(ahead)
    sync_folder(ahead.parent)  # never may the key be there and the file not
    write_key(key_file(ahead), content)


def take_place(file: Path) -> None:
    """Put a new file and its key where the old ones are. Begun, it can only be finished."""
    ahead = ahead_of(file)
    if ahead.exists():
        ahead.replace(file)
        sync_folder(file.parent)  # nor may the key move and the file not
    move_key(key_file(ahead), key_file(file))


def finish_or_undo(file: Path) -> None:
    """Leave one file with its key and nothing beside it, the new one if it has taken the place."""
    if key_file_in_force(file) != key_file(file):
        take_place(file)
    undo(ahead_of(file))


def undo(ahead: Path) -> None:
    """Take away a file that has not taken its place."""
    key = key_file(ahead)
    journal = ahead.with_suffix(f"{ahead.suffix}-journal")
    if not any(path.exists() for path in (ahead, journal, key, draft_of(key))):
        return
    scrub(key)  # first: a key alone says that its file has taken its place
    scrub(draft_of(key))
    sync_folder(ahead.parent)
    drop(ahead)


def drop(path: Path) -> None:
    """Delete a file of a database with what may lie beside it."""
    for beside in ("", "-wal", "-shm", "-journal"):
        path.with_suffix(f"{path.suffix}{beside}").unlink(missing_ok=True)
