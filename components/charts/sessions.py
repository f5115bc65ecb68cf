"""Several therapists at the same session number: paths that begin at the first note of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.palette import PALETTES, Theme, sign

COLUMNS = ("part", "x", "y", "text", "colour", "shape")

TALL = 190
"""Pixels."""


@dataclass(frozen=True)
class SessionLine:
    """One therapist: at each session number a figure of 0..10, or of 0..100 percent."""

    name: str
    colour_index: int
    steps: Sequence[tuple[int, float]]


def draw(highest: int, longest: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``; ``highest``: 10 points or 100 %.

    ``longest``: the last session number of all, so that each picture begins at the first session
    and none looks for its axis in marks that it does not have.
    """
    colours = PALETTES[theme]
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[1, max(longest, 2)], nice=False, padding=14),
        axis=alt.Axis(tickMinStep=1, tickCount=6, format="d", title="notes so far"),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[-0.05 * highest, 1.05 * highest], nice=False),
        axis=alt.Axis(values=[0, highest / 2, highest], domain=False, ticks=False),
    )
    base = canvas.empty().encode(x=x, y=y)
    name = partial(canvas.words, base, 12, colours.text, baseline="bottom", dy=-5)
    of = alt.Detail("text:N")
    layers = {
        "path": base.mark_line(strokeWidth=2).encode(color=canvas.TINT, detail=of),
        "step": canvas.points(base, 44, said=True),
        "name": name(align="right", dx=-4),
        "short name": name(dx=8),
    }
    return canvas.finish(layers, "container", TALL, theme)


def _names(runs: Sequence[SessionLine]) -> list[canvas.Mark]:
    """A name at the end of each path, moved up where it would lie on another."""
    longest = max((run.steps[-1][0] for run in runs if run.steps), default=1)
    apart = 0.08 * max(10.0, *(value for run in runs for _, value in run.steps), 10.0)
    taken: list[tuple[bool, float]] = []
    marks: list[canvas.Mark] = []
    for run in sorted((run for run in runs if run.steps), key=lambda run: run.steps[-1][1]):
        at, value = run.steps[-1]
        short = at < longest / 2
        while any(short == where and abs(value - other) < apart for where, other in taken):
            value += apart / 4
        taken.append((short, value))
        part = "short name" if short else "name"
        marks.append({"part": part, "x": at, "y": value, "text": run.name})
    return marks


def longest_of(runs: Sequence[SessionLine]) -> int:
    """Return the last session number of these runs."""
    return max((number for run in runs for number, _ in run.steps), default=1)


def rows(runs: Sequence[SessionLine], theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`."""
    marks: list[canvas.Mark] = []
    for run in runs:
        colour, shape = sign(run.colour_index, theme)
        look = {"colour": colour, "shape": shape, "text": run.name}
        for part in ("path", "step"):
            marks += [look | {"part": part, "x": at, "y": value} for at, value in run.steps]
    return canvas.table([*marks, *_names(runs)], COLUMNS)


def says(runs: Sequence[SessionLine], what: str) -> str:
    """Return the picture in words, for those who do not see it."""
    sentences = [
        f"{run.name}: about {run.steps[0][1]:.0f} at note {run.steps[0][0]}, "
        f"about {run.steps[-1][1]:.0f} at note {run.steps[-1][0]}"
        for run in runs
        if run.steps
    ]
    return f"{what} by session number. {'. '.join(sentences)}."
