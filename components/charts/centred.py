"""Two therapists beside each other, centred on what is needed: too little left, too much right.

Every need's range has the same breadth here, so that one can look down one band; outside of it
five points of the scale are as much as half the band. Two are drawn in full, others small.
"""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

import altair as alt
import pyarrow as pa

from components.charts import canvas, cell
from components.charts.cell import COLUMNS, Column
from components.charts.grid import Grid
from components.charts.palette import PALETTES, Theme, sign
from data.fit.order import needs_in_order
from data.fit.phrases import side_words
from data.fit.report import Cell
from data.model.need import Need

ENDS: Final = 3.0
"""How far the picture reaches to both sides; the band reaches from -1 to 1."""

_POINTS = 5
"""Points of the scale outside the need that take as much room as half the band."""

_LEVELS: Final = {"other level": 36, "level": 130}
"""Square pixels of a sign of the others, and of one of the two."""

_ROW = 48
"""Pixels of a row: the words for both sides stand nearer to their line than to the next name."""

_NAME, _LINE, _SIDES = 9, 25, 38
"""Pixels from the top of a row to its name, its marks, and the words for both sides."""


def height(grid: Grid) -> int:
    """Return how tall the picture is, in pixels."""
    return _ROW * len(needs_in_order(grid.columns[0].standing))


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    base = canvas.empty().encode(x=canvas.across(-ENDS, ENDS), y=canvas.down(tall))
    box = base.encode(x2="x2:Q", y2="y2:Q")
    layers = {
        "need": box.mark_rect(color=colours.need, cornerRadius=6),
        "rule": base.mark_rule(color=colours.line, opacity=0.6).encode(x2="x2:Q"),
        "name": canvas.words(
            *(base, 14, colours.text),
            align="center",
            fontWeight=600,
            limit=alt.ExprRef("width"),
        ),
        "too little": canvas.words(base, cell.SMALL, colours.quiet),
        "too much": canvas.words(base, cell.SMALL, colours.quiet, align="right"),
        "not rated": canvas.words(
            *(base, cell.SMALL, colours.quiet), align="center", limit=alt.ExprRef("width / 3")
        ),
        "range": base.mark_rule(strokeWidth=4, opacity=0.5).encode(x2="x2:Q", color=canvas.TINT),
        **{part: canvas.points(base, size, said=True) for part, size in _LEVELS.items()},
    }
    return canvas.finish(layers, "container", tall, theme)


def position(value: float, need: Need) -> float:
    """Return where a value of 0..10 lies: the band from -1 to 1, never beyond the picture."""
    if value < need.low:
        return max(-1 - (need.low - value) / _POINTS, -ENDS)
    if value > need.high:
        return min(1 + (value - need.high) / _POINTS, ENDS)
    broad = need.high - need.low
    return 2 * (value - need.low) / broad - 1 if broad else 0.0


def rows(grid: Grid, full: Collection[UUID], theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`; ``full``: who is in full."""
    standing = grid.columns[0].standing
    tall = height(grid)
    marks: list[canvas.Mark] = [{"part": "need", "x": -1, "x2": 1, "y": 0, "y2": tall}]
    for row, at in enumerate(needs_in_order(standing)):
        top = row * _ROW
        dimension = standing.cells[at].dimension
        star = "★ " if dimension.key in grid.must_haves else ""
        marks += [
            {"part": "rule", "x": -ENDS, "x2": ENDS, "y": top + _LINE},
            {"part": "name", "x": 0, "y": top + _NAME, "text": star + dimension.name},
            {"part": "too little", "x": -ENDS, "y": top + _SIDES, "text": dimension.too_little},
        ]
        if dimension.too_much:
            words = {"y": top + _SIDES, "text": dimension.too_much}
            marks.append({"part": "too much", "x": ENDS} | words)
        if silent := [
            column.standing.therapist.name
            for column in grid.columns
            if column.standing.therapist.id in full and not column.standing.cells[at].evidence
        ]:
            text = f"{' and '.join(silent)}: not rated"
            marks.append({"part": "not rated", "x": 0, "y": top + _SIDES, "text": text})
        for column in grid.columns:
            is_full = column.standing.therapist.id in full
            marks += _level(column, column.standing.cells[at], top + _LINE, theme, is_full=is_full)
    return canvas.table(marks, COLUMNS)


def _level(
    column: Column, cell: Cell, y: int, theme: Theme, *, is_full: bool
) -> Sequence[canvas.Mark]:
    if cell.outlook is None:
        return ()
    colour, shape = sign(column.colour_index, theme)
    name = column.standing.therapist.name
    level = {
        "part": "level" if is_full else "other level",
        "x": position(cell.outlook.level, cell.need),
        "y": y,
        "colour": colour,
        "shape": shape,
        "text": f"{name}: {side_words(cell)}",
    }
    if not is_full:
        return (level,)
    ends = {
        "x": position(cell.outlook.low, cell.need),
        "x2": position(cell.outlook.high, cell.need),
    }
    return ({"part": "range", "y": y, "colour": colour} | ends, level)


def says(grid: Grid, full: Collection[UUID]) -> str:
    """Return the picture in words, for those who do not see it."""
    in_full = [column.standing for column in grid.columns if column.standing.therapist.id in full]
    sentences = []
    for at in needs_in_order(grid.columns[0].standing):
        sides = ", ".join(f"{note.therapist.name} {side_words(note.cells[at])}" for note in in_full)
        sentences.append(f"{grid.columns[0].standing.cells[at].dimension.name}: {sides}")
    return f"Distance from what you need. {'. '.join(sentences)}."
