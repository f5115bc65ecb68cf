"""Dots chart: twenty equally likely cases of fit for each therapist.

People count dots better than they read curves. Where many are alike they wrap sideways, but no
further than to the next column.
"""

from collections.abc import Sequence

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.cell import SMALL, Column
from components.charts.palette import PALETTES, Theme, sign
from data.fit.phrases import fit_words

COLUMNS = ("part", "x", "y", "text", "colour", "shape")

_WIDE, _TALL, _HIGHEST = 2.5, 9, 10
"""Percent and pixels that a dot takes, and how many stand on each other."""
_LINE = 18
_SPACE = 16


def height(columns: Sequence[Column]) -> int:
    """Return how tall the picture is, in pixels."""
    return sum(_row_height(column) for column in _compared(columns))


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-2, 102], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.label + ' %'", labelFlush=True),
    )
    y = canvas.down(tall)
    base = canvas.empty().encode(x=x, y=y)
    layers = {
        "words": canvas.words(base, SMALL, PALETTES[theme].text),
        "dot": canvas.points(base, 44),
    }
    return canvas.finish(layers, "container", tall, theme)


def rows(columns: Sequence[Column], theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`; x in percent."""
    marks: list[canvas.Mark] = []
    top = 10
    for column in _compared(columns):
        standing, (colour, shape) = column.standing, sign(column.colour_index, theme)
        for row, text in enumerate(_words(column)):
            marks.append({"part": "words", "x": -2, "y": top + _LINE * row, "text": text})
        floor = top + _row_height(column) - _SPACE - _TALL
        look = {"part": "dot", "colour": colour, "shape": shape}
        dots = standing.fit.dots if standing.fit else ()
        marks += [look | {"x": x, "y": floor - _TALL * up} for x, up in stacked(dots)]
        top += _row_height(column)
    return canvas.table(marks, COLUMNS)


def says(columns: Sequence[Column]) -> str:
    """Return the picture in words, for those who do not see it."""
    sentences = [
        f"{column.standing.therapist.name}: {fit_words(column.standing)}"
        for column in _compared(columns)
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


def _row_height(column: Column) -> int:
    dots = column.standing.fit.dots if column.standing.fit else ()
    highest = max((up for _, up in stacked(dots)), default=0)
    return len(_words(column)) * _LINE + _TALL * (highest + 1) + _SPACE


def _words(column: Column) -> list[str]:
    words = (column.standing.therapist.name, fit_words(column.standing))
    return [line for text in words for line in canvas.lines_of(text, size=SMALL)]


def _compared(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.standing.fit is not None]
