"""How many people one program bears: `python -m tests.rig.load` prints a table.

Each person signs in to a vault of their own with the example's records, and does what people do:
opens Home, writes a note, looks at Fit, moves a need to see what would change. Between any two
steps they think, for two seconds on average but never alike: with one time for all, everybody's
Fit met everybody's. Beside it, in the same run, as many people do the same steps on the floor: the
same calls of Streamlit, and no logic. There are more and more people, until the 95th percentile of
the waiting is over 200 ms for both, or until the time is up.

The server's CPU for each action is printed beside the waits, and the share of one core that the
people themselves took: where that is large, waits say as much about them as about the server.
"""

import argparse
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from unittest.mock import patch

from data.example import example_records
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from tests.bench.floor import build
from tests.bench.page_recorder import HOME, record
from tests.bench.stream import StreamWindow, window
from tests.rig.journey import ALLOWED, JOT, WHAT_IF, Journey, Somebody, at
from tests.rig.provider import settings
from tests.rig.server import ROOT, Server, free_port, started

THINK = 2.0
"""Seconds to think on average: drawn from an exponential distribution, at most four times it."""

UNTIL = 420.0
"""Seconds after which no more people come; the last round ends by itself."""

BEARABLE = 0.2
PEOPLE = (10, 60, 70, 80, 90, 100)
ROUNDS, FEW = 3, 10
"""How often each of fewer people than `FEW` does everything; of more, once gives waits enough."""

HOUR = int(3600 / THINK)
"""Reruns of one person in an hour."""

_OF_A_PROCESS = 2
"""Says to `clock_gettime` that the rest of its number names a process, whose CPU is asked for."""

_WHAT_IF = "more"

Steps = list[Callable[[], float]]


@dataclass(frozen=True)
class Measured:
    """What so many people waited for, in seconds, and what the program held then, in MB."""

    people: int
    waits: list[float]
    memory: float
    cpu: float
    """CPU seconds of the server for all counted actions and those that warmed it up."""
    actions: int
    generator: float
    """CPU seconds of the people for each second of the measurement."""

    @property
    def p95(self) -> float:
        """The 95th percentile of the waiting."""
        return quantiles(self.waits, n=100, method="inclusive")[94]

    @property
    def cpu_an_action(self) -> float:
        """CPU milliseconds of the server for one action."""
        return 1000 * self.cpu / self.actions


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=PEOPLE)
    parser.add_argument("--rounds", type=int, help="how often each does everything")
    parser.add_argument("--hour", type=int, default=HOUR, help="reruns for the growth")
    given = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit misses a server in this process
    with TemporaryDirectory() as folder, ExitStack() as stack:
        page, floor = _side_by_side(Path(folder), max(given.people), stack)
        print(f"{THINK:.0f} s to think on average; milliseconds; MB of one program\n")
        head = f"{'p50':>8}{'p95':>8}{'CPU':>8}{'MB':>8}{'people':>8}"
        print(f"{'people':>6}{head}    floor:{head}")
        borne, found, too_many, began = [0, 0], [], 0, time.monotonic()
        for people in given.people:
            if time.monotonic() - began > UNTIL:
                print("The time is up.")
                break
            rounds = given.rounds or (ROUNDS if people < FEW else 1)
            here = _measured(page, people, rounds, _journey)
            below = _measured(floor, people, rounds, _floor_journey)
            found.append((here, below))
            print(_row(here), _row(below)[6:], sep="    ", flush=True)
            for which, entry in enumerate((here, below)):
                if entry.p95 <= BEARABLE:
                    borne[which] = people
            # Twice: something else on the machine may have been in the way once.
            too_many = too_many + 1 if min(here.p95, below.p95) > BEARABLE else 0
            if too_many == 2:
                break
        print(f"\nUp to a p95 of 200 ms: {borne[0]} people, on the floor {borne[1]}")
        print("CPU: milliseconds of the server for one action; people: their share of one core")
        for name, which in (("with all its logic", 0), ("on the floor", 1)):
            first, last = found[0][which], found[-1][which]
            each = (last.memory - first.memory) / max(1, last.people - first.people)
            print(f"MB for each person more, {name}: {each:.1f}")
        before, after = _hour(page, given.hour)
        print(f"{given.hour} reruns of one person: from {before:.0f} to {after:.0f} MB")
    return 0


def _side_by_side(folder: Path, people: int, stack: ExitStack) -> tuple[Server, Server]:
    """Start the program with everybody's records in their vaults, and the floor of its pages."""
    real, bare = folder / "real", folder / "bare"
    vaults = Settings(home=real / "home")
    for number in range(people):
        open_vault(vaults, Somebody(f"p{number}").owner).take(example_records())
    # Whoever signed in has the part in the page that takes it away: the floor draws it, too.
    with (
        patch.dict(os.environ, {"RAPPORT_HOME": str(folder / "recorded")}),
        patch("components.frame.cover.signing_in", return_value=True),
    ):
        open_vault(Settings(home=folder / "recorded"), LOCAL).take(example_records())
        home = record(HOME, {})
        calls = {"write": record("write.py", JOT), "fit": record("fit.py", {})}
        # The floor has one drawing a page: another view of Fit lies at a page nobody asks for.
        calls[_WHAT_IF] = record("fit.py", WHAT_IF)
    close_vaults()
    app = build(bare, {"": home, **calls})
    port = free_port()
    env = settings("http://localhost:1", port) | {"RAPPORT_ALLOWED": ALLOWED}
    page = started(real, env=env | {"PYTHONPATH": str(ROOT)}, port=port)
    floor = started(bare, str(app), env={"PYTHONPATH": str(ROOT)})
    return stack.enter_context(page), stack.enter_context(floor)


def _measured(
    server: Server, people: int, rounds: int, journey: Callable[[Server, int, ExitStack], Steps]
) -> Measured:
    waits: list[list[float]] = [[] for _ in range(people)]
    failed: list[BaseException] = []
    memory = [0.0]
    actions = [0] * people
    before, ours, began = cpu_of(server), time.process_time(), time.monotonic()

    def live(number: int) -> None:
        chance, pause = Random(number), threading.Event()
        try:
            with ExitStack() as stack:
                steps = journey(server, number, stack)
                pause.wait(chance.uniform(0, THINK))
                for turn in range(rounds + 1):
                    for step in steps:
                        waited = step()
                        actions[number] += 1
                        if turn:  # the first time everything is read and made
                            waits[number].append(waited)
                        pause.wait(min(chance.expovariate(1 / THINK), 4 * THINK))
                memory[0] = max(memory[0], memory_of(server))
        except Exception as error:  # noqa: BLE001 - raised again below, by the thread that asks
            failed.append(error)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    share = (time.process_time() - ours) / (time.monotonic() - began)
    cpu = cpu_of(server) - before
    return Measured(people, list(chain(*waits)), memory[0], cpu, sum(actions), share)


def _journey(server: Server, number: int, stack: ExitStack) -> Steps:
    journey: Journey = stack.enter_context(at(server.url, Somebody(f"p{number}")))
    return [
        journey.home,
        journey.begin_note,
        lambda: journey.type("We spoke about the week."),
        journey.save,
        journey.fit,
        journey.what_if,
        journey.move_a_need,
        journey.move_a_need,
    ]


def _floor_journey(server: Server, _number: int, stack: ExitStack) -> Steps:
    """Return the same steps: a tap is a page that is drawn again."""
    bare: StreamWindow = stack.enter_context(window(server))
    return [
        lambda: bare.open("", {}),
        lambda: bare.open("write", {}),
        bare.run,
        bare.run,
        lambda: bare.open("fit", {}),
        lambda: bare.open(_WHAT_IF, {}),
        bare.run,
        bare.run,
    ]


def _hour(server: Server, reruns: int) -> tuple[float, float]:
    """Return the memory before and after so many reruns of one person, without thinking."""
    with ExitStack() as stack:
        steps = _journey(server, 0, stack)
        for step in steps:
            step()
        before = memory_of(server)
        for turn in range(reruns):
            steps[turn % len(steps)]()
        return before, memory_of(server)


def memory_of(server: Server) -> float:
    """Return what the program holds, in MB; only Linux says so in this way."""
    for line in Path(f"/proc/{server.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")


def cpu_of(server: Server) -> float:
    """Return the CPU seconds that the server has used; only Linux lets them be asked for so."""
    return time.clock_gettime((~server.pid << 3) | _OF_A_PROCESS)


def _row(measured: Measured) -> str:
    p50 = quantiles(measured.waits, n=100, method="inclusive")[49]
    return (
        f"{measured.people:>6}{p50 * 1000:>8.0f}{measured.p95 * 1000:>8.0f}"
        f"{measured.cpu_an_action:>8.0f}{measured.memory:>8.0f}{measured.generator:>8.0%}"
    )


if __name__ == "__main__":
    sys.exit(main())
