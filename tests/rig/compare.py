"""The same belief by a general sampler, and how long both take: `make compare` writes the page.

PyMC is told the model as docs/fit-model.md says it, in lines that share nothing with `data.fit`.
It draws the typical swing, and each cell's swing and drift; what was drawn says with its ratings
where each level is. `python -m tests.rig.compare DRAWS` prints the page for
another number of draws.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import erf, log, sqrt
from pathlib import Path
from time import perf_counter
from typing import Any

import arviz
import numpy as np
import pymc as pm
import pytensor.tensor as pt

from data.fit.belief import believe, run, typical_swing
from data.fit.observation import Look
from data.fit.quantile import quantiles
from data.fit.session_worth import outlook
from data.model.need import Need

PAGE = Path(__file__).parents[2] / "docs" / "comparison.md"
DRAWS, CHAINS, SEED = 4_000, 2, 20261101

SWINGS = (0.5, 0.75, 1, 1.4, 1.8, 2.3, 3, 4)
DRIFTS = (0.0, 0.2, 0.4)
GRID = [step / 4 for step in range(41)]
NEED = Need(dimension="heard", low=7, high=10)
EVENLY = [[6, 7, 8, 7, 6, 8, 7, 7, 6], [7, 8, 7, 6, 7, 7, 8, 6, 7]] * 2
CASES: dict[str, list[list[int]]] = {
    "two first ratings, nobody else": [[8, 6]],
    "a break, beside four steady series": [[8, 9, 8, 8, 7, 8, 8, 9, 2, 1], *EVENLY],
    "swings, beside four steady series": [[1, 9, 1, 9, 1, 9], *EVENLY],
}
"""Ratings by cell, oldest first; the figures are those of the first cell."""


@dataclass(frozen=True)
class Sampled:
    """What one way says of the first cell, and how many seconds it took."""

    level: float
    low: float
    high: float
    inside: float
    typical_swing: float
    seconds: float


def ours(series: Sequence[Sequence[int]]) -> Sampled:
    """Return what Rapport says."""
    begun = perf_counter()
    filters = run([[Look(value) for value in other] for other in series])
    swing = typical_swing(filters)
    belief = believe(filters[0], swing)
    inside = outlook(belief, NEED).p_inside
    return _sampled(belief.sum(axis=0), inside, swing.mean, perf_counter() - begun)


def theirs(series: Sequence[Sequence[int]], draws: int) -> tuple[Sampled, float]:
    """Return what the sampler says, and how many independent draws its draws are worth."""
    begun = perf_counter()
    with _model(series):
        steps = pm.CategoricalGibbsMetropolis(pm.modelcontext(None).free_RVs)
        drawn = pm.sample(
            draws,
            tune=draws // 4,
            chains=CHAINS,
            cores=1,
            step=steps,
            random_seed=SEED,
            progressbar=False,
            compute_convergence_checks=False,
        )
    seconds = perf_counter() - begun
    swings, level = drawn.posterior["swings"].values[..., 0], drawn.posterior["level"].values
    whole = level.reshape(-1, len(GRID))
    sessions = np.array([_sessions(swing) for swing in SWINGS])[swings.ravel()]
    inside = float(np.einsum("dx,dxy->dy", whole, sessions)[:, NEED.low :].sum(axis=1).mean())
    typical = float(np.asarray(SWINGS)[drawn.posterior["typical"].values].mean())
    worth = float(arviz.ess(level @ np.array(GRID)))
    return _sampled(whole.mean(axis=0), inside, typical, seconds), worth


def _sampled(levels: Any, inside: float, swing: float, seconds: float) -> Sampled:
    low, high = quantiles(levels, 10, [0.1, 0.9]).tolist()
    return Sampled(float(levels @ np.array(GRID)), low, high, inside, swing, seconds)


def _model(series: Sequence[Sequence[int]]) -> pm.Model:
    around = np.array([[-(((log(s) - log(S)) / 0.6) ** 2) / 2 for s in SWINGS] for S in SWINGS])
    before = np.array([-(((log(S) - log(1.4)) / 0.4) ** 2) / 2 for S in SWINGS])
    likelihood = pt.constant(np.array([_sessions(s) for s in SWINGS]) * 0.98 + 0.02 / 11)
    changes = pt.constant(np.array([_change(drift) for drift in DRIFTS]))
    with pm.Model() as model:
        typical = pm.Categorical("typical", p=_shares(before))
        swings = pm.Categorical(
            "swings", p=pt.constant(_shares(around))[typical], shape=len(series)
        )
        drifts = pm.Categorical("drifts", p=np.ones(3) / 3, shape=len(series))
        for cell, values in enumerate(series):
            level: Any = np.ones(len(GRID)) / len(GRID)
            for at, value in enumerate(values):
                level = level @ changes[drifts[cell]] if at else level
                level = level * likelihood[swings[cell], :, value]
                pm.Potential(f"rating {cell} {at}", pt.log(level.sum()))
                level = level / level.sum()
            if cell == 0:
                pm.Deterministic("level", level)
    return model


def _sessions(swing: float) -> list[list[float]]:
    """How a session at each level is rated, by level and rating."""

    def up_to(edge: float, level: float) -> float:
        return 0.5 * (1 + erf((edge - level) / swing / sqrt(2)))

    edges = [[0, *(up_to(y + 0.5, level) for y in range(10)), 1] for level in GRID]
    return [[above - below for below, above in pairwise(row)] for row in edges]


def _change(drift: float) -> list[list[float]]:
    rows = []
    for level in GRID:
        if drift:
            step = [np.exp(-((to - level) ** 2) / (2 * drift**2)) for to in GRID]
        else:
            step = [float(to == level) for to in GRID]
        rows.append([0.98 * entry / sum(step) + 0.02 / len(GRID) for entry in step])
    return rows


def _shares(logs: Any) -> Any:
    weights = np.exp(logs)
    return weights / weights.sum(axis=-1, keepdims=True)


def page(draws: int) -> str:
    """Return the page: a table for each case, and what it means."""
    parts = [ABOUT.format(draws=f"{draws:,}", chains=CHAINS, version=pm.__version__)]
    furthest = 0.0
    for name, series in CASES.items():
        here, (there, worth) = ours(series), theirs(series, draws)
        rows = [
            ("level", here.level, there.level),
            ("80 % range, low", here.low, there.low),
            ("80 % range, high", here.high, there.high),
            ("chance inside 7 to 10", here.inside, there.inside),
            ("typical swing", here.typical_swing, there.typical_swing),
        ]
        furthest = max([furthest, *(abs(a - b) for _, a, b in rows)])
        lines = [f"| {what} | {a:.3f} | {b:.3f} | {b - a:+.3f} |" for what, a, b in rows]
        times = f"{there.seconds / here.seconds:,.0f} times as long"
        lines += [f"| seconds | {here.seconds:.4f} | {there.seconds:.1f} | {times} |"]
        text = ", ".join(str(value) for value in series[0])
        head = f"Ratings {text}. The draws are worth {worth:,.0f} independent ones for the level."
        table = ["|  | Rapport | PyMC | difference |", "| --- | ---: | ---: | ---: |", *lines]
        parts.append(f"## {name.capitalize()}\n\n{head}\n\n" + "\n".join(table) + "\n")
    parts.append(f"The largest difference in the three tables is {furthest:.3f}.\n")
    return "\n".join(parts)


ABOUT = """# Beside a general sampler

Rapport works beliefs out exactly on a grid. A general tool for such models, PyMC {version}, was
told the same model in lines of its own (tests/rig/compare.py) and drew the typical swing, and the
swing and drift of every cell, {draws} times in each of {chains} chains; for each draw the levels
were summed out by its graph. Left to draw every single level too, a sampler hardly moves: a level
that jumps seldom and stays on a grid holds it fast.

`make compare` installs PyMC into a place of its own, prints this page and writes it. The seed is
fixed; seconds are of the machine it ran on, and PyMC's hold its compiling.
"""


if __name__ == "__main__":
    comparison = page(int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS)
    print(comparison)
    PAGE.write_text(comparison, "utf-8")
