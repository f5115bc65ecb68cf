"""Whatever an action begins has somebody who sweeps it, and no action is left half done."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from data.lock.keyfile import key_file
from data.settings import read_settings
from data.vault.backup_files import backup_folder
from data.vault.leftovers import sweep
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from tests.rig.people import ALICE, a_jot

NAMES = re.compile(
    r"local/(vault\.(db|db-wal|db-shm|key|lock|holder)"
    r"|backups/[0-9-]+-[a-z-]+\.(db|key)|set-aside-[0-9-]+/vault\.(db|key|db-wal|db-shm))"
)
STRIDES = {"delete backups": "1", "delete everything": "3", "lock off": "3", "lock on": "19"}
"""How many touches of the disk lie between two kills, where not nine."""

FOUND = {
    "back up": {"before"},
    "restore": {"before"},
    "lock on": {"before"},
    "lock off": {"before"},
    "delete backups": {"before"},
    "delete everything": {"before", ""},
    "mend": {"before", "VaultDamaged"},
}


@pytest.mark.parametrize("action", FOUND)
def test_killed_at_any_touch_of_the_disk_nothing_is_left_that_nobody_sweeps(
    tmp_path: Path, action: str
) -> None:
    given = [
        sys.executable,
        "-m",
        "tests.rig.killed_action",
        str(tmp_path),
        action,
        STRIDES.get(action, "9"),
    ]
    run = subprocess.run(given, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(lines) > 2
    for line in lines:
        notes = line["notes"] if isinstance(line["notes"], str) else ", ".join(line["notes"])
        assert notes in FOUND[action], line
        if notes == "VaultDamaged":  # it is swept once it opens
            continue
        strange = [name for name in line["files"] if not NAMES.fullmatch(name)]
        assert strange == [], line
        keys = {name[:-4] for name in line["files"] if name.endswith(".key")}
        files = {name[:-3] for name in line["files"] if name.endswith(".db")}
        assert keys == files, "each file with its key, and no key alone"


def test_a_plain_key_that_was_left_under_a_lock_is_written_over_and_gone(home: Path) -> None:
    open_vault(read_settings(), ALICE).save(a_jot())
    close_vaults()
    path = vault_path(home, ALICE)
    left = [
        path.with_suffix(".key.new"),
        path.with_suffix(".next.db-journal"),
        *(backup_folder(path) / f"20260101-000000-000000-daily.{end}" for end in ("part", "key")),
        backup_folder(path) / "20260101-000000-000000-daily.key.new",
        backup_folder(path) / "20260101-000000-000000-daily.look-journal",
        path.parent / "set-aside-20260101.part" / "vault.key",
    ]
    for file in left:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(key_file(path).read_bytes())
    strangers = [backup_folder(path) / "my own.key", path.parent / "notes.txt"]
    for stranger in strangers:
        stranger.write_text("mine")
    with left[0].open("rb") as held:
        open_vault(read_settings(), ALICE)
        assert held.read() != key_file(path).read_bytes(), "written over, not only let go of"
    assert [file.name for file in left if file.exists()] == []
    assert all(stranger.read_text() == "mine" for stranger in strangers)


def test_sweeping_where_nothing_was_begun_changes_nothing(home: Path) -> None:
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot())
    vault.files.back_up("by hand")
    close_vaults()
    there = sorted((home / ALICE).rglob("*"))
    sweep(vault_path(home, ALICE))
    assert sorted((home / ALICE).rglob("*")) == there
