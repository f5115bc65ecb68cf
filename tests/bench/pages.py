"""How long each page takes beside its floor, over the websocket: `python -m tests.bench.pages`.

The floor is a bare page: the same calls of Streamlit with the same arguments, and no logic. Both
run in servers started the same way and take turns, so that both meet the same weather. Measured
is from asking until all is told: a *rerun* of an open page, *going* there from Home, and
*opening* it in a new session while another has the vault open, and opening it *cold*, where
nobody has and the file is opened too. A *part* is what runs after a tap that changes one part
alone, each of them in turn; it stands beside the floor's whole page, and so does a *need* that is
moved on Fit. *saved* is from saving a rated note to the page that says what it changed. Safety
decides nothing, so how far its ratio is from 1 is how far any other may be by chance. Ratios, no
verdict. With ``--cpu`` what is measured is the CPU of the server, for a machine that has other
things to do.
"""

import argparse
import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from data.example import example_records
from data.model.records import Records
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from tests.bench.calls import Call
from tests.bench.fit import LARGE, TEN_YEARS, ten_years
from tests.bench.floor import build
from tests.bench.page_recorder import HOME, record
from tests.bench.stream import StreamWindow, differences, window
from tests.rig.journey import Journey
from tests.rig.load import cpu_of
from tests.rig.server import ROOT, Server, open_stream, started

TIMES, WARM = 40, 3
RATED: Final = 3
"""Ratings of a note that is saved."""

SAVED: Final = "saved"
"""Where the floor has the page that stands in place of a form once a note is saved."""

MOST_LINES = 12
"""Lines about what differs, at most."""

TEXT = "We spoke about the week. It was slower than last time, and that helped. " * 4

Servers = tuple[Server, Server]
"""The page's and the floor's."""

_clocks: list[Callable[[], float]] = []
"""The CPU seconds of both servers, where those are measured; else nothing."""


@dataclass(frozen=True)
class MeasuredPage:
    """One page to be measured: its name, its path, and the parameters in its address."""

    page: str
    path: str
    address: Mapping[str, str]


def main() -> int:
    """Measure the pages with all data, a line for each; return 1 where a floor differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages")
    parser.add_argument("--pages", nargs="+", help="such as fit; all of them if not given")
    parser.add_argument("--data", nargs="+", choices=DATA, default=["example", "ten years"])
    parser.add_argument(
        "--times", type=int, default=TIMES, help="reruns of each page, two at least"
    )
    parser.add_argument("--cpu", action="store_true", help="the server's CPU, not the waiting")
    given = parser.parse_args()
    times = max(2, given.times)
    logging.disable(logging.WARNING)  # Streamlit misses a server in this process
    print(
        "Milliseconds. Ten years: 5 therapists, 520 notes, 12 dimensions. A life: 10,000 notes.\n"
    )
    print(f"{'':28}{'p50':>8}{'floor':>8}{'ratio':>7}{'p95':>10}{'floor':>8}{'ratio':>7}")
    equal = True
    for name in given.data:
        with side_by_side(DATA[name](), given.pages) as (asked, servers):
            _clocks[:] = [partial(cpu_of, server) for server in servers] if given.cpu else []
            for entry in asked:
                equal &= measured(entry, name, servers, times)
            names = {entry.page for entry in asked}
            if "fit" in names:
                a_need_moved(name, servers, times)
            if "write" in names:  # last, as it changes what the others show
                a_note_saved(name, servers, times)
    return 0 if equal else 1


@contextmanager
def side_by_side(
    records: Records, pages: Sequence[str] | None = None
) -> Iterator[tuple[list[MeasuredPage], Servers]]:
    """Start the real server with these records in its vault, and the floor of its pages."""
    with TemporaryDirectory() as folder:
        real, bare = Path(folder, "real"), Path(folder, "bare")
        with patch.dict(os.environ, {"RAPPORT_HOME": str(real / "home")}):
            open_vault(Settings(home=real / "home"), LOCAL).take(records)
            home = record(HOME, {})
            paths = {Path(page.args[0]).stem: page.kwargs["url_path"] for page in home.pages}
            paths["home"] = ""
            asked = [
                MeasuredPage(page, paths[page], address(page, records)) for page in pages or paths
            ]
            calls = {"": home}
            calls |= {entry.path: record(f"{entry.page}.py", entry.address) for entry in asked}
            if any(entry.page == "write" for entry in asked):
                rated = next(note.id for note in reversed(records.notes) if note.ratings)
                calls[SAVED] = record("write.py", {}, {"saved-note": rated})
                saved = {"title": SAVED, "url_path": SAVED, "visibility": "hidden"}
                calls[""].pages.append(Call((), "Page", ("saved.py",), saved))
            app = build(bare, calls)
            close_vaults()
        here = {"PYTHONPATH": str(ROOT)}
        with started(real, env=here) as page, started(bare, str(app), env=here) as floor:
            yield asked, (page, floor)


def measured(asked: MeasuredPage, data: str, servers: Servers, times: int) -> bool:
    """Print how long one page and its floor take; return whether both draw the same."""
    with window(servers[0]) as page, window(servers[1]) as floor:
        both = (page, floor)
        for what in ("opening", "rerun"):
            for entry in both:
                entry.open(asked.path, asked.address) if what == "opening" else entry.run()
            parts = page.parts()
            if found := differences(page.messages, floor.messages):
                print(f"{asked.page}, {data}, {what}: the floor differs, so it is not measured")
                print(*(f"    {line}" for line in found[:MOST_LINES]), sep="\n")
                return False
        taking_turns([entry.run for entry in both], WARM)
        half = max(2, times // 2)
        found_times = {
            "rerun": taking_turns([entry.run for entry in both], times),
            "going": taking_turns([partial(going, entry, asked) for entry in both], half),
            "opening": taking_turns([partial(opening, server, asked) for server in servers], half),
            "cold": taking_turns(
                [partial(opening_cold, servers[0], asked), partial(opening, servers[1], asked)],
                half,
            ),
        }
        if parts:
            every = cycle(parts)
            found_times["part"] = taking_turns(
                [lambda: page.run_part(next(every)), floor.run], times
            )
    for what, both_times in found_times.items():
        print_row(asked.page, data, what, both_times)
    return True


def a_need_moved(data: str, servers: Servers, times: int) -> None:
    """Print how long it takes to move one need, beside the floor of the whole page."""
    with open_stream(servers[0], servers[0].url) as stream, window(servers[1]) as floor:
        person = Journey(stream)
        person.what_if()
        floor.open("fit", {})
        taking_turns([person.move_a_need, floor.run], WARM)
        print_row("fit", data, "need", taking_turns([person.move_a_need, floor.run], times))


def a_note_saved(data: str, servers: Servers, times: int) -> None:
    """Print how long it takes from saving a rated note to the page that says what it changed.

    The floor draws that page; what it is kept with, the commit and its way to the disk, it has not.
    """
    with open_stream(servers[0], servers[0].url) as stream, window(servers[1]) as floor:
        person, ratings = Journey(stream), cycle(range(11))
        floor.open(SAVED, {})

        found: list[list[float]] = [[], []]
        for turn in range(WARM + max(2, times // 2)):
            person.home()  # whoever comes back finds an empty form
            person.go("write")
            person.rate([next(ratings) for _ in range(RATED)])
            both = taking_turns([person.save, floor.run], 1)
            if not person.shows("What this note changed"):
                raise LookupError("the note was not saved")
            if turn >= WARM:
                found = [[*before, *now] for before, now in zip(found, both, strict=True)]
        print_row("write", data, "saved", found)


def print_row(page: str, data: str, what: str, both: Sequence[Sequence[float]]) -> None:
    """Print a line of the table."""
    print(f"{page:<11} {data:<10}{what:<7}{figures(*both)}", flush=True)


def going(session: StreamWindow, asked: MeasuredPage) -> float:
    """Return how long it takes to go to a page from Home."""
    session.open("", {})
    return session.open(asked.path, asked.address)


def opening(server: Server, asked: MeasuredPage) -> float:
    """Return how long it takes to open a page in a session of its own."""
    with window(server) as fresh:
        return fresh.open(asked.path, asked.address)


def opening_cold(server: Server, asked: MeasuredPage) -> float:
    """Return how long it takes to open a page of a vault that no session has open."""
    vault = vault_path(server.log.parent / "home", LOCAL)
    # Another file in its place: the one that was open is closed, and what was read of it goes.
    copy = vault.with_suffix(".copy")
    shutil.copy(vault, copy)
    copy.replace(vault)
    return opening(server, asked)


def taking_turns(both: Sequence[Callable[[], float]], times: int) -> list[list[float]]:
    """Return what each returns, so many times, each the first in every other turn."""
    found: list[list[float]] = [[], []]
    for turn in range(times):
        for at in (turn % 2, 1 - turn % 2):
            before = _clocks[at]() if _clocks else 0.0
            waited = both[at]()
            found[at].append(_clocks[at]() - before if _clocks else waited)
    return found


def figures(page: Sequence[float], floor: Sequence[float]) -> str:
    """Return p50 and p95 of both in milliseconds, each with its ratio."""
    sentences = []
    for percent in (50, 95):
        here, below = (
            quantiles(times, n=100, method="inclusive")[percent - 1] * 1000
            for times in (page, floor)
        )
        sentences.append(f"{here:>8.1f}{below:>8.1f}{here / below:>7.2f}")
    return "  ".join(sentences)


def address(page: str, records: Records) -> dict[str, str]:
    """Return the parameters that a page needs: the therapist with the most notes."""
    if page != "therapist":
        return {}
    notes = Counter(note.therapist for note in records.notes if note.therapist)
    return {"who": str(notes.most_common(1)[0][0])}


def decade(notes: int = TEN_YEARS) -> Records:
    """Return somebody with one session a week for ten years, all rated, with a few words each."""
    records = ten_years(Random(20261101), notes)
    written = tuple(note.model_copy(update={"text": TEXT}) for note in records.notes)
    return records.model_copy(update={"notes": written})


DATA: Final[dict[str, Callable[[], Records]]] = {
    "example": example_records,
    "ten years": decade,
    "a life": partial(decade, LARGE),
}


if __name__ == "__main__":
    sys.exit(main())
