"""Kills the change of a vault's key at each touch of the disk, one life after the other.

Given: the vault's folder, the old and the new key, and "change", or "undo" for the undoing of a
change that was killed before anything moved. After each life it says which key is in force, how
many backups that key opens, and what was left.
"""

import os
import shutil
import sys
from pathlib import Path

from data.lock.keyfile import key_for
from data.vault import rekey
from data.vault.backup_files import backups_of, check

TOUCHES = {"open", "os.rename", "os.remove", "os.chmod", "os.truncate", "sqlite3.connect"}

folder, old, new = Path(sys.argv[1]), *map(bytes.fromhex, sys.argv[2:4])
undo = sys.argv[4] == "undo"
copy = folder.with_name("copy")
path = copy / "vault.db"
touches_left: int | None = None


def die_in_time(touch: str, given: object) -> None:
    """End this life where its last touch of the disk has come."""
    global touches_left  # noqa: PLW0603 - an audit hook has no other place
    if touches_left is not None and touch in TOUCHES and str(copy) in str(given):
        touches_left -= 1
        if touches_left == 0:
            os._exit(9)


def as_file(key: bytes) -> bytes:
    """Return a key as its file holds it."""
    return key.hex().encode() + b"\n"


def change() -> None:
    """Change the key of the copy."""
    rekey.change_key(path, old, new, as_file(new), as_file(old))


def die(_file: Path) -> None:
    """End this life."""
    os._exit(9)


sys.addaudithook(die_in_time)
shutil.copytree(folder, copy)
if undo:
    if os.fork() == 0:
        vars(rekey)["take_place"] = die
        change()
    os.wait()
    folder = folder.with_name("begun")
    shutil.copytree(copy, folder)
    assert len(list(folder.rglob("*.next.db"))) == 3
for number in range(1, 500):
    shutil.rmtree(copy)
    shutil.copytree(folder, copy)
    child = os.fork()
    if child == 0:
        touches_left = number
        rekey.settle(path) if undo else change()
        os._exit(0)
    killed = os.waitpid(child, 0)[1] != 0
    check(path, key_for(path))  # before anything is settled: the key in force opens it
    rekey.settle(path)
    key = key_for(path)
    check(path, key)
    found = backups_of(path)
    for backup in found:
        assert key_for(backup.path) == key, (number, backup)
        check(backup.path, key)
    left = [name.name for name in copy.rglob("*.next.*")]
    print("old" if key == old else "new", len(found), left)
    if not killed:
        break
