"""Path chart: one dimension over time with its 80 % range, the need, ratings and moments.

All paths of one page share one stretch of time, so that what lies under each other happened
together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.palette import KINDS, MOMENTS, PALETTES, Theme, sign
from data.fit.path import Point, Stretch
from data.model.dimension import Dimension
from data.model.moment import MomentKind
from data.words import day_words

COLUMNS = ("part", "x", "x2", "y", "y2", "text", "colour", "shape")

TALL = 180
"""Pixels."""

_CLOSE = 0.04
"""Signs nearer to each other than this share of the time shown would touch on a phone."""

_LINES = (12.1, 11.1)
"""Where the signs of moments stand, above everything else; on more than two lines none is read."""


@dataclass(frozen=True)
class Needed:
    """Need from a day on: a range, or nothing where ``low`` is None."""

    since: date
    low: int | None
    high: int | None


@dataclass(frozen=True)
class PathMoment:
    """A moment on a day."""

    day: date
    kind: MomentKind


@dataclass(frozen=True)
class Path:
    """Contents of one path chart. ``first`` and ``last`` day are those of the whole page."""

    dimension: Dimension
    colour_index: int
    points: Sequence[Point]
    needed: Sequence[Needed]
    moments: Sequence[PathMoment]
    first: date
    last: date


def draw(theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``."""
    colours = PALETTES[theme]
    x = alt.X("x:T", scale=alt.Scale(nice=False, padding=8), axis=canvas.MONTHS)
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[-0.7, 12.6], nice=False),
        axis=alt.Axis(values=[0, 5, 10], domain=False, ticks=False),
    )
    base = canvas.empty().encode(x=x, y=y)
    layers = {
        "stretch": base.mark_rect(
            fillOpacity=0, stroke=colours.quiet, strokeWidth=1.5, strokeDash=[4, 3]
        ).encode(x2="x2:T", y2="y2:Q"),
        "need": base.mark_rect(color=colours.need).encode(x2="x2:T", y2="y2:Q"),
        "range": base.mark_area(opacity=0.25, interpolate="monotone").encode(
            y2="y2:Q", color=canvas.TINT
        ),
        "reach": base.mark_rule(opacity=0.5, strokeWidth=2).encode(y2="y2:Q", color=canvas.TINT),
        "path": base.mark_line(strokeWidth=2, interpolate="monotone").encode(color=canvas.TINT),
        "rating": canvas.points(base, 44, said=True, filled=False, strokeWidth=1.6),
        "moment": canvas.points(base, 60, said=True, color=colours.text),
        "extent": base.mark_point(opacity=0),
    }
    return canvas.finish(layers, "container", TALL, theme)


def rows(path: Path, theme: Theme, chosen: Stretch | None = None) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`; x are days.

    ``chosen``: first and last day of a stretch that is marked.
    """
    colour, _ = sign(path.colour_index, theme)
    marks: list[canvas.Mark] = [
        {"part": "extent", "x": day, "y": 5} for day in (path.first, path.last)
    ]
    if chosen:
        marks.append({"part": "stretch", "x": chosen[0], "x2": chosen[1], "y": -0.7, "y2": 12.6})
    marks += _needs(path)
    for point in path.points:
        day = {"x": point.evidence.day, "colour": colour}
        text = f"{day_words(point.evidence.day)}, {point.evidence.kind}: {point.evidence.value}"
        marks += [
            day | {"part": "range", "y": point.low, "y2": point.high},
            day | {"part": "path", "y": point.level},
            day
            | {"part": "rating", "y": point.evidence.value, "text": text}
            | {"shape": KINDS[point.evidence.kind]},
        ]
    if len(path.points) == 1:  # an area of one day has no width
        marks.append(marks[-3] | {"part": "reach"})
    marks += _moments(path)
    return canvas.table(marks, COLUMNS, days=("x", "x2"))


def says(path: Path) -> str:
    """Return the picture in words, for those who do not see it."""
    name = path.dimension.name
    if not path.points:
        return f"{name}: not rated yet."
    return f"{name} over time. {went_words(path)}"


def went_words(path: Path) -> str:
    """Return where the path went: "About 3 on 2 March 2026, about 6 on 1 June 2026."."""
    first, last = path.points[0], path.points[-1]
    if first is last:
        return f"One rating, {first.evidence.value}, on {day_words(first.evidence.day)}."
    then = f"About {first.level:.0f} on {day_words(first.evidence.day)}"
    return f"{then}, about {last.level:.0f} on {day_words(last.evidence.day)}."


def _needs(path: Path) -> list[canvas.Mark]:
    """The band of what was needed, with a step where it changed."""
    bands = []
    for at, needed in enumerate(path.needed):
        later = [change.since for change in path.needed[at + 1 : at + 2]]
        end = min([*later, path.last])
        # What was needed first is what the notes before it are seen against.
        begin = path.first if at == 0 else max(needed.since, path.first)
        if needed.low is not None and needed.high is not None and begin <= end:
            band = {"part": "need", "x": begin, "x2": end}
            bands.append(band | {"y": needed.low - 0.4, "y2": needed.high + 0.4})
    return bands


def _moments(path: Path) -> list[canvas.Mark]:
    """A sign for each moment, on the first line where it does not touch the one before."""
    close = timedelta((path.last - path.first).days * _CLOSE)
    until = dict.fromkeys(_LINES, date.min)
    marks: list[canvas.Mark] = []
    for moment in sorted(path.moments, key=lambda moment: moment.day):
        line = next((line for line in _LINES if until[line] <= moment.day), _LINES[-1])
        until[line] = moment.day + max(close, timedelta(1))
        text = f"{day_words(moment.day)}: {moment.kind}"
        shape, _ = MOMENTS[moment.kind]
        marks.append({"part": "moment", "x": moment.day, "y": line, "text": text, "shape": shape})
    return marks
