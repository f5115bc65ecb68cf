"""Dots chart: twenty equally likely cases of fit for each therapist.

People count dots better than they read curves. Where many are alike they wrap sideways, but no
further than to the next column.

`draw` knows no record, so that its spec can be kept; names and figures travel in `rows`.
"""

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import canvas
from components.charts.lines import Line, Lines
from components.charts.palette import PALETTES, Theme, sign
from data.fit.phrases import fit_words

COLUMNS = ("part", "x", "y", "text", "colour", "shape")

_WIDE, _TALL, _HIGHEST = 2.5, 9, 10
"""Percent and pixels that a dot takes, and how many stand on each other."""
_LINE = 18
_SPACE = 16


def height(lines: Lines) -> int:
    """Return how tall the picture is, in pixels."""
    return sum(_row_height(line) for line in _compared(lines))


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-2, 102], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.label + ' %'", labelFlush=True),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[tall, 0], nice=False, zero=False), axis=None)
    base = canvas.empty().encode(x=x, y=y)
    text = base.mark_text(align="left", baseline="middle", fontSize=13, color=colours.text)
    dot = base.mark_point(filled=True, size=44, opacity=1).encode(
        color=alt.Color("colour:N", scale=None, legend=None),
        shape=alt.Shape("shape:N", scale=None, legend=None),
    )
    layers = {"words": text.encode(text="text:N"), "dot": dot}
    return canvas.finish(layers, "container", tall, theme)


@cache
def spec(tall: int, theme: Theme) -> dict[str, Any]:
    """Return the picture as Vega-Lite without data, to be drawn with `rows`.

    Kept, as it holds nothing private: drawing it anew takes longer than all else on a page.
    """
    return canvas.grown(_prepared(theme), tall)


@cache
def _prepared(theme: Theme) -> dict[str, Any]:
    return canvas.spec(draw(100, theme))


def rows(lines: Lines, theme: Theme) -> pd.DataFrame:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`; x in percent."""
    marks: list[canvas.Mark] = []
    top = 10
    for line in _compared(lines):
        standing, (colour, shape) = line.standing, sign(line.place, theme)
        for row, text in enumerate(_words(line)):
            marks.append({"part": "words", "x": -2, "y": top + _LINE * row, "text": text})
        floor = top + _row_height(line) - _SPACE - _TALL
        look = {"part": "dot", "colour": colour, "shape": shape}
        dots = standing.fit.dots if standing.fit else ()
        marks += [look | {"x": x, "y": floor - _TALL * up} for x, up in stacked(dots)]
        top += _row_height(line)
    return canvas.frame(marks, COLUMNS)


def says(lines: Lines) -> str:
    """Return the picture in words, for those who do not see it."""
    sentences = [
        f"{line.standing.therapist.name}: {fit_words(line.standing)}" for line in _compared(lines)
    ]
    return f"How right sessions are likely to be. {'. '.join(sentences)}."


def stacked(dots: tuple[float, ...]) -> list[tuple[float, int]]:
    """Return where each dot of 0..1 stands: percent, and how many lie under it.

    A full column sends the next dot to the nearest one with room. A column takes half of all
    twenty, so that no dot stands more than one column from where it belongs: lower ones would
    make a settled therapist look unsettled.
    """
    columns: dict[int, int] = {}
    places = []
    last = int(100 / _WIDE) - 1
    for dot in dots:
        wanted = min(int(dot * 100 / _WIDE), last)
        free = [column for column in range(last + 1) if columns.get(column, 0) < _HIGHEST]
        column = min(free, key=lambda column: (abs(column - wanted), column))
        places.append(((column + 0.5) * _WIDE, columns.get(column, 0)))
        columns[column] = columns.get(column, 0) + 1
    return places


def _row_height(line: Line) -> int:
    dots = line.standing.fit.dots if line.standing.fit else ()
    highest = max((up for _, up in stacked(dots)), default=0)
    return len(_words(line)) * _LINE + _TALL * (highest + 1) + _SPACE


def _words(line: Line) -> list[str]:
    return [*canvas.lines_of(line.standing.therapist.name), fit_words(line.standing)]


def _compared(lines: Lines) -> list[Line]:
    return [line for line in lines if line.standing.fit is not None]
