"""An action on a vault, killed at one touch of the disk after another: what is left afterwards.

Run as a program of its own, as what listens for touches cannot be taken away again. Prints one line
for each kill, as JSON: the action, whether the vault opened, its notes, and the files in its home.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from data.errors import RapportError
from data.keeping.backups import delete_all_before, restore
from data.keeping.deletion import delete_everything
from data.keeping.lock import check_passphrase, put_lock_on, take_lock_off
from data.keeping.repair import mend
from data.lock.keyfile import sealed_key
from data.model.record import now
from data.settings import Settings
from data.vault.backup_files import backups_of
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from data.vault.vault import Vault
from tests.rig.people import a_jot

WORDS, CODE = "seven quiet kettles", "FT1N-00VJ-5HQ4-TMRK-VK3F-70EP-JEK1-CMAT"
TOUCHES = {"open", "os.rename", "os.remove", "os.chmod", "os.truncate", "os.mkdir", "os.rmdir"}

_left: list[int] = []


def _listen(event: str, given: tuple[object, ...]) -> None:
    if _left and (event in TOUCHES or event.startswith("sqlite3.")) and "copy" in str(given):
        _left[0] -= 1
        if _left[0] == 0:
            os._exit(9)


def vault_in(home: Path) -> Vault:
    path = vault_path(home, LOCAL)
    key = check_passphrase(path, WORDS) if sealed_key(path) is not None else None
    return open_vault(Settings(home=home), LOCAL, key=key)


def _of(home: Path) -> Path:
    return vault_path(home, LOCAL)


def _mend(home: Path) -> None:
    _of(home).write_bytes(b"\1" * 9000)
    mend(_of(home), backups_of(_of(home))[0].path, None)


ACTIONS: dict[str, Callable[[Path], object]] = {
    "back up": lambda home: vault_in(home).files.back_up("by hand"),
    "restore": lambda home: restore(vault_in(home), backups_of(_of(home))[0].path),
    "lock on": lambda home: put_lock_on(_of(home), WORDS, CODE, 15),
    "lock off": lambda home: take_lock_off(_of(home), WORDS),
    "delete backups": lambda home: delete_all_before(_of(home), now()),
    "delete everything": lambda home: delete_everything(Settings(home=home), LOCAL, vault_in(home)),
    "mend": _mend,
}


def made(home: Path, *, locked: bool) -> None:
    """Make a vault with a note and a backup."""
    vault = vault_in(home)
    vault.save(a_jot("before"))
    vault.files.back_up("by hand")
    if locked:
        put_lock_on(_of(home), WORDS, CODE, 15)
    close_vaults()


def killed(home: Path, copy: Path, name: str, at: int) -> bool:
    """Kill the action at its ``at``-th touch of the disk; return whether it came so far."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)

    def act() -> None:
        _left.append(at)
        ACTIONS[name](copy)

    return not _apart(act)


def _apart(call: Callable[[], object]) -> bool:
    """Do something in a process of its own; return whether it came to its end.

    This one never begins a thread, which would not be there in the next child.
    """
    child = os.fork()
    if child == 0:
        call()
        sys.stdout.flush()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def found_in(copy: Path) -> dict[str, object]:
    try:
        vault = vault_in(copy)
        opened: dict[str, object] = {
            "notes": [note.text for note in vault.records().notes],
            "sound": [len(vault.files.look_into(b.path).notes) for b in backups_of(_of(copy))],
        }
    except RapportError as error:
        opened = {"notes": type(error).__name__, "sound": []}
    close_vaults()
    files = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()]
    return opened | {"files": sorted(files)}


def main(folder: Path, name: str, stride: int) -> None:
    home = folder / "home"
    assert _apart(lambda: made(home, locked=name == "lock off"))
    sys.addaudithook(_listen)
    at = 1
    while killed(home, folder / "copy", name, at):
        moment = at
        assert _apart(lambda: print(json.dumps({"at": moment} | found_in(folder / "copy"))))  # noqa: B023 - called at once
        at += stride


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
