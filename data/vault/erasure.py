"""Everything of one person deleted: the folder loses its name first, in one step, then its files.

From that step on the vault is gone, wherever the program is killed; what is left under the other
name is deleted at the next opening. Keys go first, written over: what a disk keeps of the other
files is unreadable then. What somebody else put there stays, and gets its place back.
"""

import shutil
from pathlib import Path

from data.fsync import sync_folder
from data.lock.keyfile import scrub

_MARK = ".deleting"
_OURS = (
    *(f"vault.{ending}" for ending in ("db", "db-*", "holder", "lock", "next.db", "next.db-*")),
    *(f"example.{ending}" for ending in ("db", "db-*", "holder", "lock", "next.db", "next.db-*")),
)
_IN_BACKUPS = ("*.db", "*.db-*", "*.part", "*.part-*", "*.look", "*.look-*")


def erase(folder: Path) -> None:
    """Delete a person's folder with all that is ours in it. No vault in it may be open."""
    if not folder.exists():
        return
    going = folder.with_name(f"{folder.name}{_MARK}")
    finish_erasure(folder)
    try:
        folder.rename(going)
    except OSError:  # where it is a disk of its own: one after the other, then
        _delete_in(folder)
        return
    sync_folder(folder.parent)
    finish_erasure(folder)


def finish_erasure(folder: Path) -> None:
    """Finish deleting what was begun to be deleted in a person's folder."""
    going = folder.with_name(f"{folder.name}{_MARK}")
    if not going.is_dir():
        return
    _delete_in(going)
    for path in tuple(going.iterdir()):
        folder.mkdir(mode=0o700, exist_ok=True)
        if not (folder / path.name).exists():
            shutil.move(path, folder / path.name)
    if not any(going.iterdir()):
        going.rmdir()
    sync_folder(folder.parent)


def _delete_in(folder: Path) -> None:
    for key in (*folder.glob("*.key*"), *folder.glob("*/*.key*")):
        scrub(key)
    for pattern in _OURS:
        for path in folder.glob(pattern):
            path.unlink()
    for pattern in _IN_BACKUPS:
        for path in (folder / "backups").glob(pattern):
            path.unlink()
    aside = [path for path in folder.glob("set-aside-*") if path.is_dir()]
    for copies in aside:
        for path in copies.glob("vault.db*"):
            path.unlink()
    for inner in (folder / "backups", *aside):
        if inner.is_dir() and not any(inner.iterdir()):
            inner.rmdir()
    sync_folder(folder)
