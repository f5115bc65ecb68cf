"""What the report says about people made up, beside what is true of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import sqrt

import numpy as np

from data.fit.report import report
from data.fit.self_check import SelfCheck
from tests.calibration.worlds import SimulatedPerson, World, person

SAME = 1e-9


@dataclass(frozen=True)
class Proportion:
    """So many ``held`` of so many ``cases``."""

    held: int = 0
    cases: int = 0

    def __add__(self, more: "Proportion") -> "Proportion":
        return Proportion(self.held + more.held, self.cases + more.cases)

    @property
    def percent(self) -> float:
        return 100 * self.held / max(self.cases, 1)

    @property
    def stray(self) -> float:
        """Percent by which 80 of 100 cases stray by chance alone, in nineteen of twenty runs."""
        return 1.96 * 100 * sqrt(0.8 * 0.2 / self.cases)


@dataclass(frozen=True)
class Fifth:
    """All chances to fit best that were said between two multiples of 20 %, in percent.

    ``said``: their mean. ``true``: how often it then was so; of equals each has its part.
    """

    said: float
    true: float
    cases: int

    @property
    def stray(self) -> float:
        """Percent by which what comes true strays by chance alone, in nineteen of twenty runs."""
        share = self.said / 100
        return 1.96 * 100 * sqrt(share * (1 - share) / self.cases)


@dataclass(frozen=True)
class RunOutcome:
    """How often the truth lay in the 80 % ranges of ``levels`` and ``fits``.

    ``best``: a pair for each therapist, the chance said to fit best and whether it was so, 0..1.
    ``foretold``: the self-check that people see. ``leaders``: how many of those named as leader
    were not the best.
    """

    levels: Proportion = Proportion()
    fits: Proportion = Proportion()
    best: tuple[tuple[float, float], ...] = ()
    foretold: SelfCheck = field(default_factory=SelfCheck)
    leaders: Proportion = Proportion()

    def __add__(self, more: "RunOutcome") -> "RunOutcome":
        return RunOutcome(
            self.levels + more.levels,
            self.fits + more.fits,
            self.best + more.best,
            self.foretold + more.foretold,
            self.leaders + more.leaders,
        )

    @property
    def fifths(self) -> list[Fifth]:
        """Return the chances to fit best in five parts, 0 to 20 % first."""
        pairs = np.array(self.best)
        parts = np.minimum((5 * pairs[:, 0]).astype(int), 4)
        return [
            Fifth(
                float(100 * pairs[parts == part, 0].mean()),
                float(100 * pairs[parts == part, 1].mean()),
                int((parts == part).sum()),
            )
            for part in range(5)
        ]


def outcome(world: World, notes: int, people: int, *seeds: int) -> RunOutcome:
    """Return what came of so many people with so many notes about each therapist."""
    dice = world.dice(notes, *seeds)
    return together([_outcome_of(person(world, notes, dice)) for _ in range(people)])


def together(outcomes: Sequence[RunOutcome]) -> RunOutcome:
    """Return several outcomes as one."""
    return reduce(RunOutcome.__add__, outcomes, RunOutcome())


def _outcome_of(person: SimulatedPerson) -> RunOutcome:
    whole_report = report(person.records)
    levels, fits, best = [], [], []
    compared = np.array([standing.compared for standing in whole_report.standings])
    winners = compared & (person.fits > person.fits[compared].max(initial=0.0) - SAME)
    for at, standing in enumerate(whole_report.standings):
        for cell, level in zip(standing.cells, person.levels[at], strict=True):
            if cell.outlook:
                levels.append(bool(cell.outlook.low <= level <= cell.outlook.high))
        if standing.fit and standing.p_best is not None:
            fits.append(
                bool(standing.fit.low - SAME <= person.fits[at] <= standing.fit.high + SAME)
            )
            best.append((standing.p_best, float(winners[at]) / int(winners.sum())))
    leader = whole_report.verdict.leader
    ids = [standing.therapist.id for standing in whole_report.standings]
    wrong = leader is not None and not winners[ids.index(leader)]
    return RunOutcome(
        Proportion(sum(levels), len(levels)),
        Proportion(sum(fits), len(fits)),
        tuple(best),
        whole_report.self_check,
        Proportion(int(wrong), int(leader is not None)),
    )
