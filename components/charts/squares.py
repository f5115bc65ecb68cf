"""All needs and all therapists on a phone: a square for each, with a name for each row and column.

A square is full where the therapist is where the person wants them, half near it, empty
elsewhere, a question mark where there are too few notes to say, a dot where nothing was rated.
"""

from collections.abc import Sequence
from typing import Final, Literal

import altair as alt
import pyarrow as pa

from components.charts import canvas, cell
from components.charts.cell import COLUMNS, ROW
from components.charts.grid import Grid, says
from components.charts.palette import PALETTES, Theme, sign
from data.fit.order import needs_in_order
from data.fit.report import Cell

__all__ = ["draw", "height", "rows", "says"]

Filling = Literal["full", "half", "empty", "too few", "not rated"]

KEY: Final[dict[Filling, str]] = {
    "full": "fits",
    "half": "near",
    "empty": "not there",
    "too few": "too early",
    "not rated": "not rated",
}
"""What the squares mean."""

BROAD: Final = 44
"""Pixels of a column at least: a target for a thumb."""

NAMES: Final = 132
"""Pixels of the names of the needs."""

_SQUARE = 24
_HEAD = 40


def filling(cell: Cell) -> Filling:
    """Return how much of a cell's square is filled."""
    where = cell.side.where
    if where == "not rated yet":
        return "not rated"
    if where == "where you want it":
        return "full"
    if where == "too few notes":
        return "too few"
    near = cell.side.a_bit or where == "on the edge"
    return "half" if near else "empty"


def height(grid: Grid) -> int:
    """Return how tall the picture is, in pixels."""
    return _HEAD + sum(_tall(names) for _, names in _needs(grid))


def draw(tall: int, theme: Theme, columns: int) -> alt.LayerChart:
    """Return the picture of so many columns on an empty dataset named ``rows``."""
    colours = PALETTES[theme]
    y = canvas.down(tall)
    base = canvas.empty().encode(x=canvas.across(0, columns, NAMES), y=y)
    names = canvas.empty().encode(x=alt.value(0), y=y)
    side = _SQUARE * _SQUARE
    layers = {
        "rule": names.mark_rule(color=colours.line, opacity=0.6).encode(x2=alt.value("width")),
        **cell.name_layers(names, theme),
        "sign": canvas.points(base, 110),
        "person": canvas.words(
            *(base, cell.SMALL, colours.text),
            align="center",
            limit=alt.ExprRef(f"(width - {NAMES}) / {columns} - 2"),
        ),
        "full": canvas.points(base, side, "square"),
        "half": canvas.points(base, side, "M-1,0L1,0L1,1L-1,1Z"),
        "square": canvas.points(base, side, "square", filled=False, strokeWidth=2),
        "not rated": canvas.points(base, 30, "circle", color=colours.quiet),
        "too few": canvas.words(base, 14, colours.text, align="center"),
        "room": cell.tapped(base, theme),
    }
    return canvas.finish(layers, "container", tall, theme)


def rows(grid: Grid, theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`."""
    marks: list[canvas.Mark] = []
    for at, column in enumerate(grid.columns):
        colour, shape = sign(column.colour_index, theme)
        head = {"x": at + 0.5, "y": 10, "colour": colour, "shape": shape}
        name = column.standing.therapist.name
        marks += [{"part": "sign"} | head, {"part": "person", "text": name} | head | {"y": 28}]
    top = _HEAD
    for at, names in _needs(grid):
        marks += _row(grid, at, names, top, theme)
        top += _tall(names)
    return canvas.table(marks, COLUMNS)


def _row(grid: Grid, at: int, names: Sequence[str], top: int, theme: Theme) -> list[canvas.Mark]:
    tall = _tall(names)
    middle = top + tall / 2
    first = middle - cell.LINE * (len(names) - 1) / 2
    dimension = grid.columns[0].standing.cells[at].dimension
    marks: list[canvas.Mark] = [{"part": "rule", "y": top + 0.5}]
    marks += cell.name_marks(names, first, dimension, grid.must_haves)
    for left, column in enumerate(grid.columns):
        need_cell, who = column.standing.cells[at], column.standing.therapist
        colour, _ = sign(column.colour_index, theme)
        mark = {"x": left + 0.5, "y": middle, "colour": colour}
        filled = filling(need_cell)
        if filled != "not rated":
            marks.append(mark | {"part": "square"})
        if filled != "empty":
            marks.append(mark | {"part": filled, "text": "?"})
        box = {"x": left, "x2": left + 1, "y": top, "y2": top + tall}
        marks.append(cell.room(who, need_cell, box))
    return marks


def _needs(grid: Grid) -> list[tuple[int, Sequence[str]]]:
    """The places of the needs in order, each with its name in lines."""
    standing = grid.columns[0].standing
    return [
        (at, cell.names_of(standing.cells[at].dimension, NAMES - 6, grid.must_haves))
        for at in needs_in_order(standing)
    ]


def _tall(names: Sequence[str]) -> int:
    return max(ROW, cell.LINE * len(names) + 8)
