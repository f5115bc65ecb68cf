"""How much the program grows by reruns of one person: `python -m tests.bench.memory`.

A few hundred go before, until everything is made that is held. Nothing is saved, as notes would be
held rightly. It prints what the process holds, in MB, before and after; no verdict.
"""

import argparse
import os
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from data.example import example_records
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from tests.rig.journey import Journey
from tests.rig.load import memory_of
from tests.rig.server import ROOT, open_stream, started

RERUNS: Final = 2_000
WARM: Final = 400


def main() -> int:
    """Print the memory before and after."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory")
    parser.add_argument("--reruns", type=int, default=RERUNS)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"RAPPORT_HOME": f"{folder}/home"}):
        open_vault(Settings(home=Path(folder, "home")), LOCAL).take(example_records())
        close_vaults()
        with (
            started(Path(folder), env={"PYTHONPATH": str(ROOT)}) as server,
            open_stream(server, server.url) as stream,
        ):
            steps = cycle(mixed(Journey(stream)))
            found = []
            for reruns in (WARM, given.reruns):
                for step in islice(steps, reruns):
                    step()
                found.append(memory_of(server))
    print(f"{given.reruns} reruns: from {found[0]:.1f} to {found[1]:.1f} MB")
    return 0


def mixed(person: Journey) -> list[Callable[[], float]]:
    """Return what somebody does who looks around and saves nothing."""
    return [
        person.home,
        person.begin_note,
        lambda: person.type("We spoke about the week."),
        person.fit,
        person.run,
        person.what_if,
        person.move_a_need,
        person.move_a_need,
        lambda: person.go("over-time"),
        lambda: person.go("notes"),
        lambda: person.go("needs"),
    ]


if __name__ == "__main__":
    sys.exit(main())
