"""What somebody waits for another's long work: `python -m tests.rig.neighbour` prints a table.

One person has very many notes. They save everything in each form, make a backup, bring an archive
in and a table; meanwhile somebody else, with a vault of their own on the same program, opens Home,
writes and saves, without a pause to speak of. The first line says what that other person waits
where nobody does anything else, the others what they waited during each piece of work, and how much
memory the program holds after it.
"""

import argparse
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from data.example import example_records
from data.exports.spreadsheet import notes_csv
from data.model.archive import write_archive
from data.model.note import Note, Rating
from data.model.records import Records
from data.settings import Settings
from data.vault.open_vaults import close_vaults, open_vault
from tests.rig.journey import ALLOWED, FileJourney, Somebody, at
from tests.rig.load import memory_of
from tests.rig.people import a_note, a_therapist
from tests.rig.provider import settings
from tests.rig.server import ROOT, Server, free_port, started

BEARABLE = 0.3
"""Seconds that nobody shall wait longer for somebody else."""

BUSY, BESIDE = Somebody("busy"), Somebody("beside")
WORDS = "we spoke about the week and what it was like to say that aloud and then we were silent"
RATED = ("pace", "directness", "heard", "talk")

Work = Callable[["FileJourney"], Any]


@dataclass(frozen=True)
class Wait:
    """One step of the one beside: when it began, what it was, how many seconds it took."""

    began: float
    step: str
    seconds: float


def works(notes: int) -> dict[str, Work]:
    """Return each piece of work by its name."""
    archive = write_archive(_records(notes // 2, seed=2))
    table = notes_csv(_records(notes // 2, seed=3))

    def back_up(window: FileJourney) -> None:
        window.go("my-data")
        window.press("Back up now")

    def bring_archive(window: FileJourney) -> None:
        window.choose_file("my-data", "An archive", "archive.json", archive)
        window.press("Bring it in")

    def bring_table(window: FileJourney) -> None:
        window.choose_file("bring", "A table", "notes.csv", table)
        window.press("Bring in")

    saved = {
        "an archive (JSON)": "Save an archive",
        "a spreadsheet (XLSX)": "A spreadsheet",
        "notes as CSV": "Notes as CSV",
        "text files (ZIP)": "A folder of text files",
    }
    return {
        **{f"saving {what}": _saving(label) for what, label in saved.items()},
        "a backup": back_up,
        "bringing an archive in": bring_archive,
        "bringing a table in": bring_table,
        "looking at Fit": lambda window: window.fit(),
    }


def _saving(label: str) -> Work:
    return lambda window: window.save_file(label)


def _records(notes: int, seed: int) -> Records:
    chance, who = Random(seed), a_therapist(f"Maple {seed}")
    words = WORDS.split()

    def note(number: int) -> Note:
        text = " ".join(chance.choices(words, k=90))
        ratings = tuple(Rating(dimension=key, value=chance.randint(0, 10)) for key in RATED)
        day = date(2026, 1, 1) - timedelta(days=number % 3000)
        return a_note(who, day, text=f"{number}: {text}", ratings=ratings)

    return Records(therapists=(who,), notes=tuple(note(number) for number in range(notes)))


@contextmanager
def busy_window(server: Server) -> Iterator[FileJourney]:
    """Open the window of whoever has much to do."""
    cookies = BUSY.cookies(server.url)
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with (
        httpx2.Client(base_url=server.url, timeout=300, cookies=cookies) as client,
        connect(
            f"{server.url.replace('http', 'ws', 1)}/_stcore/stream",
            origin=Origin(server.url),
            subprotocols=[Subprotocol("streamlit"), Subprotocol(cookies[XSRF_COOKIE_NAME])],
            additional_headers={"Cookie": header},
            max_size=None,
        ) as stream,
    ):
        yield FileJourney(stream, client)


def live_beside(server: Server, waits: list[Wait], over: threading.Event) -> None:
    """Open Home, write and save, again and again."""
    with at(server.url, BESIDE) as window:
        steps: dict[str, Callable[[], float]] = {
            "Home": window.home,
            "Write": window.begin_note,
            "typing": lambda: window.type("A quiet week."),
            "Save": window.save,
        }
        while not over.is_set():
            for name, step in steps.items():
                began = time.monotonic()
                waits.append(Wait(began, name, step()))
                over.wait(0.05)


def main() -> int:
    """Print the table; return 1 where somebody waited for too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--only", default="", help="work whose name has this in it")
    given = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit misses a server in this process
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder, port = Path(name), free_port()
        vaults = Settings(home=folder / "home")
        open_vault(vaults, BUSY.owner).take(_records(given.notes, seed=1))
        open_vault(vaults, BESIDE.owner).take(example_records())
        close_vaults()
        env = settings("http://localhost:1", port) | {"RAPPORT_ALLOWED": ALLOWED}
        env |= {"PYTHONPATH": str(ROOT)}
        server = stack.enter_context(started(folder, env=env, port=port))
        todo = works(given.notes)
        return _measure(server, {name: todo[name] for name in todo if given.only in name})


def _measure(server: Server, todo: dict[str, Work]) -> int:
    waits: list[Wait] = []
    over, worst = threading.Event(), 0.0
    beside = threading.Thread(target=live_beside, args=(server, waits, over))
    beside.start()
    print(f"{'meanwhile':<26}{'took s':>8}{'steps':>7}{'p50 ms':>8}{'worst':>7}", end="")
    print(f"{'over 300':>9}{'MB':>6}")
    try:
        with busy_window(server) as window:
            window.go("my-data")
            time.sleep(3)  # all pages were made once
            _row("nothing", server, waits, lambda: time.sleep(8))
            for name, work in todo.items():
                worst = max(worst, _row(name, server, waits, lambda work=work: work(window)))  # type: ignore[misc]
    finally:
        over.set()
        beside.join()
    return int(worst > BEARABLE)


def _row(name: str, server: Server, waits: list[Wait], work: Callable[[], Any]) -> float:
    """Do a piece of work, print the waits that overlapped it, and return the longest of them."""
    began = time.monotonic()
    work()
    ended = time.monotonic()
    time.sleep(1)
    met = [wait for wait in waits if wait.began < ended and wait.began + wait.seconds > began]
    longest = max(met, key=lambda wait: wait.seconds)
    late = sum(wait.seconds > BEARABLE for wait in met)
    print(
        f"{name:<26}{ended - began:>8.1f}{len(met):>7}"
        f"{1000 * median(wait.seconds for wait in met):>8.0f}{1000 * longest.seconds:>7.0f}"
        f"{late:>9}{memory_of(server):>6.0f}  {longest.step}",
        flush=True,
    )
    return longest.seconds


if __name__ == "__main__":
    sys.exit(main())
