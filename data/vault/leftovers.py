"""Leftovers: what an action begins and a killed program leaves behind, swept at the next opening.

Whatever is written before it counts gets a name of this list, so that every action's files have
somebody who sweeps them. Keys are written over. What somebody else put there stays.
"""

import shutil
from pathlib import Path

from data.fsync import sync_folder
from data.lock.keyfile import scrub
from data.vault.backup_files import backup_folder, is_backup
from data.vault_path import is_example

_KEYS = ("*.key.new", "*.next.key")
_FILES = ("*.part", "*.part-*", "*.look", "*.look-*", "*.next.db", "*.next.db-*")


def sweep(vault: Path) -> None:
    """Remove what was begun in the folder of a vault and does not count.

    Whoever calls holds the vault, has settled a change of key, and knows that it opens.
    """
    own = [path for path in vault.parent.glob(f"{vault.stem}.*") if path.is_file()]
    _remove([path for path in own if _matches(path, _KEYS)], keys=True)
    _remove([path for path in own if _matches(path, _FILES)])
    if not is_example(vault):
        sweep_backups(vault)
        for folder in vault.parent.glob("set-aside-*.part"):
            for key in folder.glob("*.key"):
                scrub(key)
            shutil.rmtree(folder, ignore_errors=True)


def sweep_backups(vault: Path) -> None:
    """Remove what was begun in the folder of backups, and keys whose backup is not there."""
    folder = backup_folder(vault)
    if not folder.is_dir():
        return
    there = [path for path in folder.iterdir() if path.is_file()]
    alone = [
        path
        for path in there
        if path.suffix == ".key" and is_backup(path.with_suffix(".db")) and _is_alone(path)
    ]
    _remove([*alone, *(path for path in there if _matches(path, _KEYS))], keys=True)
    _remove([path for path in there if _matches(path, _FILES)])


def _is_alone(key: Path) -> bool:
    return not key.with_suffix(".db").exists()


def _matches(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(path.match(pattern) for pattern in patterns)


def _remove(paths: list[Path], *, keys: bool = False) -> None:
    for path in paths:
        if keys:
            scrub(path)
        else:
            path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        sync_folder(folder)
