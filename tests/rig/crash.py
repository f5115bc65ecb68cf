"""The power fails, the program is killed, broken files come in: `make crash` counts what was lost.

A note counts as acknowledged once `save` has returned and the program has said so. After each
kill the vault must open, be sound, and hold every acknowledged note.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

from sqlalchemy import text
from websockets.exceptions import WebSocketException

from data.lock.keyfile import key_for
from data.settings import Settings
from data.vault import sqlite
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from data.vault.sqlite import sqlite_engine
from tests.bench.stream import window
from tests.rig import power_cut as power
from tests.rig.broken_files import fuzz
from tests.rig.programs import program
from tests.rig.server import Server, said, started


@dataclass
class CrashCounts:
    """What came of it."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0


def crash(home: Path, kills: int, seed: int) -> CrashCounts:
    """Kill a writer ``kills`` times at random moments; return the counts."""
    lots = random.Random(seed)
    counted, acknowledged = CrashCounts(), set[UUID]()
    for _ in range(kills):
        acknowledged |= _one_life(home, lots.randint(1, 40))
        counted.kills += 1
        counted.corrupt += not is_sound(home)
        notes = open_vault(Settings(home=home), LOCAL).records().notes
        close_vaults()
        counted.lost += len(acknowledged - {note.id for note in notes})
    counted.acknowledged = len(acknowledged)
    return counted


def _one_life(home: Path, saves: int) -> set[UUID]:
    """Let a writer live until it has said so many saves; return the ids it said until its end."""
    with subprocess.Popen(
        program("vault_writer"),
        env=os.environ | {"RAPPORT_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout
        said = [writer.stdout.readline() for _ in range(saves)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    return {UUID(line.strip()) for line in said if line.endswith("\n")}


def is_sound(home: Path) -> bool:
    """Return whether the vault's file is whole: its pages, its references, its seals."""
    path = vault_path(home, LOCAL)
    engine = sqlite_engine(path, key_for(path))
    with engine.connect() as connection:
        whole = connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        joined = connection.execute(text("PRAGMA foreign_key_check")).first() is None
        sealed = connection.execute(text("PRAGMA cipher_integrity_check")).first() is None
    engine.dispose()
    return whole and joined and sealed


def crash_server(folder: Path, kills: int, seed: int) -> CrashCounts:
    """Kill the real server ``kills`` times while somebody saves notes in it; return the counts."""
    lots, counted, acknowledged = random.Random(seed), CrashCounts(), set[str]()
    for _ in range(kills):
        acknowledged |= _one_server(folder, lots.uniform(0.3, 2.0))
        counted.kills += 1
        counted.corrupt += not is_sound(folder / "home")
        notes = open_vault(Settings(home=folder / "home"), LOCAL).records().notes
        close_vaults()
        counted.lost += len(acknowledged - {note.text for note in notes})
    counted.acknowledged = len(acknowledged)
    return counted


def _one_server(folder: Path, seconds: float) -> set[str]:
    """Save jots, each in a window of its own, until the server dies; return what was *Saved*."""
    saved = set[str]()
    with started(folder) as server, contextlib.suppress(OSError, WebSocketException):
        _jot(server, "The first is slow: pages are read in.")
        doom = threading.Timer(seconds, os.killpg, (server.pid, signal.SIGKILL))
        doom.start()
        while True:
            text = f"{uuid4()} {'x' * 3000}"
            if _jot(server, text):
                saved.add(text)
    doom.join()
    return saved


def _jot(server: Server, text: str) -> bool:
    """Type a jot and press *Save* as a browser does; return whether the page said so."""
    with window(server) as page:
        page.open("write", {"kind": "jot"})
        there = [
            entry.delta.new_element
            for entry in page.messages
            if entry.WhichOneof("type") == "delta"
        ]
        fields = [entry.bidi_component for entry in there]
        (field,) = (field for field in fields if field.component_name == "rapport.text_field")
        (save,) = (entry.button.id for entry in there if entry.button.label == "Save")
        typed = {"text": text, "generation": json.loads(field.json)["generation"]}
        page.answers.widgets.add(id=field.id, json_value=json.dumps({"text": typed}))
        page.answers.widgets.add(id=save, trigger_value=True)
        page.run()
        return "Saved." in said(page.messages).replace("\\", "")


def main() -> int:
    """Print the counts; return 1 when anything was lost or the control lost nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--servers", type=int, default=20)
    parser.add_argument("--inputs", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cuts, control = power_cuts(folder, given.cuts)
        killed = crash(folder / "killed", given.kills, seed=1)
        served = crash_server(folder / "served", given.servers, seed=1)
        broken = fuzz(folder / "broken", given.inputs, seed=1)
    print(f"{cuts.cuts} cuts: {cuts.acknowledged} acknowledged saves looked for,", end=" ")
    print(f"{cuts.lost} lost, {cuts.corrupt} corrupt")
    print(f"{control.cuts} cuts of the control that syncs less: {control.lost} lost")
    print(f"{killed.kills} kills: {killed.acknowledged} acknowledged saves,", end=" ")
    print(f"{killed.lost} lost, {killed.corrupt} corrupt")
    print(
        f"{served.kills} kills of the server: {served.acknowledged} notes said to be saved,",
        end=" ",
    )
    print(f"{served.lost} lost, {served.corrupt} corrupt")
    print(f"{broken.inputs} broken files: {broken.taken} taken, {broken.refused} refused,", end=" ")
    print(f"{broken.changed} vaults changed by a refusal")
    lost = cuts.lost or cuts.corrupt or killed.lost or killed.corrupt or broken.changed
    lost = lost or served.lost or served.corrupt
    return 1 if lost or not control.lost else 0


def power_cuts(folder: Path, cuts: int) -> tuple[power.CutCounts, power.CutCounts]:
    """Cut the power, half of the times on a locked vault; return the counts and the control's."""
    whole = power.CutCounts()
    for locked in (False, True):
        home = folder / f"locked {locked}"
        done = power.history(home, locked=locked)
        whole += power.cut(home, done, home / "cuts", cuts // 2, seed=1)
    less = tuple(entry.replace("= EXTRA", "= NORMAL") for entry in sqlite._AFTER_KEY)
    with patch.object(sqlite, "_AFTER_KEY", less):
        home = folder / "control"
        done = power.history(home, locked=False)
        return whole, power.cut(home, done, home / "cuts", cuts // 10, seed=1)


if __name__ == "__main__":
    sys.exit(main())
