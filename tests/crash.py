"""A program that saves notes is killed again and again; `make crash` counts what was lost.

A note counts as acknowledged once `save` has returned and the program has said so. After each
kill the vault must open, be sound, and hold every acknowledged note.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from data.lock.keyfile import key_for
from data.settings import Settings
from data.vault.opening import LOCAL, close_vaults, open_vault, vault_path
from data.vault.sqlite import sqlite_engine

WRITER = """
from data.settings import read_settings
from data.vault.opening import LOCAL, open_vault
from tests.people import a_jot
vault = open_vault(read_settings(), LOCAL)
while True:
    jot = a_jot("x" * 3000)
    vault.save(jot)
    print(jot.id, flush=True)
"""


@dataclass
class Counted:
    """What came of it."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0


def crash(home: Path, kills: int, seed: int) -> Counted:
    """Kill a writer ``kills`` times at random moments; return the counts."""
    lots = random.Random(seed)
    counted, acknowledged = Counted(), set[UUID]()
    for _ in range(kills):
        acknowledged |= _one_life(home, lots.randint(1, 40))
        counted.kills += 1
        counted.corrupt += not _is_sound(home)
        kept = open_vault(Settings(home=home), LOCAL).records().notes
        close_vaults()
        counted.lost += len(acknowledged - {note.id for note in kept})
    counted.acknowledged = len(acknowledged)
    return counted


def _one_life(home: Path, saves: int) -> set[UUID]:
    """Let a writer live until it has said so many saves; return the ids it said until its end."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env=os.environ | {"RAPPORT_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout
        said = [writer.stdout.readline() for _ in range(saves)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    return {UUID(line.strip()) for line in said if line.endswith("\n")}


def _is_sound(home: Path) -> bool:
    path = vault_path(home, LOCAL)
    engine = sqlite_engine(path, key_for(path))
    with engine.connect() as connection:
        whole = connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        joined = connection.execute(text("PRAGMA foreign_key_check")).first() is None
        sealed = connection.execute(text("PRAGMA cipher_integrity_check")).first() is None
    engine.dispose()
    return whole and joined and sealed


def main() -> int:
    """Print the counts; return 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    with tempfile.TemporaryDirectory() as home:
        counted = crash(Path(home), parser.parse_args().kills, seed=1)
    print(
        f"{counted.kills} kills, {counted.acknowledged} acknowledged saves, "
        f"{counted.lost} lost, {counted.corrupt} corrupt"
    )
    return 1 if counted.lost or counted.corrupt else 0


if __name__ == "__main__":
    sys.exit(main())
