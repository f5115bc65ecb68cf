"""Several people on two programs and one PostgreSQL; `python -m tests.rig.several` counts losses.

One program is killed while everybody writes, then the database is broken off and started again, and
at last a program is stopped as in a roll-out, and another one started in its place. A note counts
as acknowledged once *Saved* was shown; what somebody was typing has to stand there when they come
back. At the end everybody's notes are looked for in the database, and everybody's vault for notes
of somebody else. Caddy stands in front where it is
installed, with the Caddyfile of docs/hosting/; otherwise people turn to the other program by
themselves.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx2
from pydantic import SecretStr
from websockets.exceptions import WebSocketException

from data.settings import Settings
from data.vault.open_vaults import close_vaults, open_vault
from tests.bench.stream import DidNotFinishError
from tests.rig.cluster import Cluster, cluster, migrated
from tests.rig.journey import ALLOWED, Journey, Somebody, at
from tests.rig.provider import settings
from tests.rig.server import ROOT, Server, free_port, started

_BROKEN_OFF = (OSError, httpx2.HTTPError, WebSocketException, DidNotFinishError, LookupError)


@dataclass
class Writer:
    """One person who writes and writes. ``fronts``: where programs are reached, tried in turn."""

    who: Somebody
    fronts: list[str]
    acknowledged: list[str] = field(default_factory=list)
    outages: set[str] = field(default_factory=set)
    again: int = 0

    def write_until(self, over: threading.Event) -> None:
        """Write notes; where the line breaks, open the page again."""
        numbers = count()
        while not over.is_set():
            try:
                with at(self.fronts[self.again % len(self.fronts)], self.who) as window:
                    while not over.is_set():
                        self._one_note(window, f"{self.who.name} wrote this: {next(numbers)}.")
            except _BROKEN_OFF:
                self.again += 1
                over.wait(0.2)

    def _one_note(self, window: Journey, text: str) -> None:
        window.begin_note()
        window.type(text)
        window.save()
        if window.was_saved():
            self.acknowledged.append(text)
        elif window.shows("The database does not answer"):
            self.outages.add("The database does not answer")


@dataclass
class WriterCounts:
    """What came of it."""

    acknowledged: int = 0
    lost: int = 0
    foreign: int = 0
    again: int = 0
    outages: int = 0
    after_the_kill: int = 0
    after_the_restart: int = 0
    typed: int = 0
    typed_there: int = 0


def several(folder: Path, people: int, seconds: float, *, proxy: bool) -> WriterCounts:
    """Let people write, kill one program after a third of the time, then restart the database."""
    with cluster() as database, ExitStack() as stack:
        url = migrated(database.url)
        programs, fronts = stack.enter_context(_programs(folder, url, proxy=proxy))
        writers = [
            Writer(Somebody(f"p{number}"), fronts[number % len(fronts) :] + fronts)
            for number in range(people)
        ]
        counted = _under_load(writers, seconds, lambda: _kill(programs[0]), database)
        _roll_out(programs[-1], fronts[-1], writers, counted)
        vaults = Settings(home=folder, database_url=SecretStr(url))
        for writer in writers:
            notes = open_vault(vaults, writer.who.owner).records().notes
            saved = {note.text for note in notes}
            counted.acknowledged += len(writer.acknowledged)
            counted.lost += len(set(writer.acknowledged) - saved)
            counted.foreign += sum(not text.startswith(f"{writer.who.name} ") for text in saved)
            counted.again += writer.again
            counted.outages += len(writer.outages)
        close_vaults()
        return counted


def _under_load(
    writers: list[Writer], seconds: float, kill: Callable[[], None], database: Cluster
) -> WriterCounts:
    over, counted = threading.Event(), WriterCounts()
    threads = [threading.Thread(target=writer.write_until, args=(over,)) for writer in writers]
    for thread in threads:
        thread.start()

    def so_far() -> int:
        return sum(len(writer.acknowledged) for writer in writers)

    try:
        over.wait(seconds / 3)
        kill()
        before = so_far()
        over.wait(seconds / 3)
        counted.after_the_kill = so_far() - before
        database.restart()
        before = so_far()
        over.wait(seconds / 3)
        counted.after_the_restart = so_far() - before
    finally:
        over.set()
        for thread in threads:
            thread.join()
    return counted


def _kill(program: Server) -> None:
    os.killpg(program.pid, signal.SIGKILL)


def _roll_out(old: Server, front: str, writers: list[Writer], counted: WriterCounts) -> None:
    """Stop the program that is left while everybody is typing, start another in its place, look.

    Another one, with nothing of the first in its memory: what comes back was in the database.
    ``front``: the address by which people reach it.
    """
    with ExitStack() as windows:
        for writer in writers:
            window = windows.enter_context(at(front, writer.who))
            window.begin_note()
            window.type(f"{writer.who.name} was in the middle of")
            counted.typed += 1
        environment = _environment_of(old.pid)
        os.killpg(old.pid, signal.SIGTERM)
        _wait_until_gone(old.pid)
    folder = old.log.parent / "rolled"
    env = {name: value for name, value in environment.items() if name.startswith("RAPPORT_")}
    with started(folder, env=env, port=old.port):
        for writer in writers:
            with at(front, writer.who) as window:
                window.begin_note()
                counted.typed_there += window.shows(f"{writer.who.name} was in the middle of")


def _environment_of(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def _wait_until_gone(pid: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and Path(f"/proc/{pid}/cmdline").read_bytes():
        time.sleep(0.1)


@contextmanager
def _programs(
    folder: Path, database: str, *, proxy: bool
) -> Iterator[tuple[list[Server], list[str]]]:
    """Start two programs; yield them, and the addresses people use."""
    front = free_port()
    with ExitStack() as stack:
        running, fronts = [], []
        for number in range(2):
            port = free_port()
            env = settings("http://localhost:1", front if proxy else port) | {
                "RAPPORT_DATABASE_URL": database,
                "RAPPORT_ALLOWED": ALLOWED,
            }
            running.append(stack.enter_context(started(folder / str(number), env=env, port=port)))
            fronts.append(running[-1].url)
        if proxy:
            stack.enter_context(_caddy(folder, front, running))
            fronts = [f"http://localhost:{front}"]
        yield running, fronts


@contextmanager
def _caddy(folder: Path, port: int, programs: list[Server]) -> Iterator[None]:
    config = folder / "Caddyfile"
    given = (ROOT / "docs/hosting/Caddyfile").read_text("utf-8")
    config.write_text(given.replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1), "utf-8")
    upstreams = " ".join(f"127.0.0.1:{program.port}" for program in programs)
    env = {"SITE": f"http://localhost:{port}", "UPSTREAMS": upstreams, "HOME": str(folder)}
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(config)]
    with (folder / "caddy.txt").open("w") as output:
        process = subprocess.Popen(command, env=os.environ | env, stdout=output, stderr=output)
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                if httpx2.get(f"http://localhost:{port}/healthz").is_success:
                    break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def main() -> int:
    """Print the counts; return 1 when a note was lost, or seen by somebody else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    proxy = shutil.which("caddy") is not None
    with tempfile.TemporaryDirectory() as name:
        counted = several(Path(name), given.people, given.seconds, proxy=proxy)
    print(f"{given.people} people, two programs, {'Caddy in front' if proxy else 'no proxy'}")
    for what, number in (
        ("acknowledged notes", counted.acknowledged),
        ("of these lost", counted.lost),
        ("notes seen in somebody else's vault", counted.foreign),
        ("acknowledged between the kill and the restart", counted.after_the_kill),
        ("acknowledged after the database came back", counted.after_the_restart),
        ("times a page was opened again", counted.again),
        ("people told that the database does not answer", counted.outages),
        ("people who were typing when a program was replaced", counted.typed),
        ("of these who found their text again", counted.typed_there),
    ):
        print(f"{what:<48}{number:>7}")
    went_on = counted.after_the_kill and counted.after_the_restart
    went_on = went_on and counted.typed == counted.typed_there
    return 1 if counted.lost or counted.foreign or not went_on else 0


if __name__ == "__main__":
    sys.exit(main())
