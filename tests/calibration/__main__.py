"""Does an 80 % range hold the truth in 80 of 100 cases? `make calibrate` says so.

People are made up, once as the fit model assumes and then in other ways. The model sees their
notes alone. What it says is held beside what is true; the answer is printed and, from a whole run,
written to docs/calibration.md with its picture.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from tests.calibration.outcomes import RunOutcome, outcome, together
from tests.calibration.picture import picture
from tests.calibration.report_page import NOTES, PICTURE, Found, page
from tests.calibration.worlds import AS_ASSUMED, WRONG
from tests.rig.server import ROOT

PEOPLE: Final = 500
"""As the model assumes, and where fit has to be right as well; elsewhere a fifth of them."""

AT_ONCE: Final = 100
SEED: Final = 20261123
DOCS: Final = ROOT / "docs"


def main() -> None:
    """Measure, print, and write what a whole run found."""
    parser = argparse.ArgumentParser(description="Measure how often the fit model is right.")
    parser.add_argument("--people", type=int, default=PEOPLE, help="as the model assumes")
    parser.add_argument("--processes", type=int, default=None, help="by default one a core")
    given = parser.parse_args()
    found = measured(given.people, given.processes)
    text = page(found, given.people)
    print(text)
    if given.people == PEOPLE:
        (DOCS / "calibration.md").write_text(text, "utf-8")
        (DOCS / PICTURE).write_bytes(picture(found))


def measured(people: int, processes: int | None) -> Found:
    """Return what came of each world after each number of notes."""
    parts = [
        (world, notes, min(AT_ONCE, many - first), SEED, first)
        for world in (AS_ASSUMED, *WRONG)
        for many in [people if world is AS_ASSUMED or world.goal else people // 5]
        for notes in NOTES
        for first in range(0, many, AT_ONCE)
    ]
    found: dict[str, dict[int, RunOutcome]] = {}
    with ProcessPoolExecutor(processes) as pool:
        outcomes = pool.map(outcome, *zip(*parts, strict=True))
        for (world, notes, *_), came in zip(parts, outcomes, strict=True):
            of_notes = found.setdefault(world.name, {})
            of_notes[notes] = together([of_notes[notes], came]) if notes in of_notes else came
    return found


if __name__ == "__main__":
    main()
