"""Profile chart: a need as a band on 0..10, and each therapist as a row inside it.

A row shows a therapist's level with its 80 % range (thin) and below it every single rating
(plain: people live sessions, not means). Nothing is drawn where nothing was rated: those without
a rating are named together in the last line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.cell import SMALL, Column
from components.charts.palette import KINDS, PALETTES, Theme, sign
from data.fit.phrases import inside_words, row_words, side_words
from data.fit.report import Cell
from data.model.dimension import Dimension
from data.model.therapist import Therapist
from data.words import day_words


@dataclass(frozen=True)
class ProfileRow:
    """One therapist in the picture. ``colour_index``: the place among all, for colour and shape.

    ``worded``: the name and the side stand in the picture; else they stand beside it already.
    """

    colour_index: int
    therapist: Therapist
    cell: Cell
    worded: bool = True


Rows = Sequence[ProfileRow]
"""Therapists in order, each with the cell of one and the same dimension."""

COLUMNS = ("part", "x", "x2", "y", "y2", "text", "colour", "shape")

_TOP, _HEAD, _LINE, _BETWEEN = 4, 20, 17, 8
_END = 16
"""Pixels of a line that names an end."""
_WHAT_YOU_NEED = 1.6
"""Points of the scale that half of these words take on a phone."""

_LEVEL, _FIRST_RATING = 19, 35  # below the middle of a row's last line of words
_APART = 8
_DEEPEST = 56
_HIDDEN = 1
"""Pixels: a rating nearer than this to the equal one before it would hide it, and is not drawn."""


def block_of(columns: Sequence[Column], at: int) -> list[ProfileRow]:
    """Return the need at this place of the standings, with a row for each of these therapists."""
    return [
        ProfileRow(column.colour_index, column.standing.therapist, column.standing.cells[at])
        for column in columns
    ]


def height(rows: Rows) -> int:
    """Return how tall the picture is, in pixels: each row has room for its stacked ratings."""
    return _head(rows) + sum(_row_height(row) for row in _rated(rows)) + _unrated_height(rows)


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    scale = alt.Scale(domain=[-0.5, 10.5], nice=False)
    x = alt.X("x:Q", scale=scale, axis=alt.Axis(values=list(range(11))))
    y = canvas.down(tall)
    base = canvas.empty().encode(x=x, y=y)
    quiet = partial(canvas.words, base, SMALL, colours.quiet)
    layers = {
        "need": base.mark_rect(color=colours.need, cornerRadius=4).encode(x2="x2:Q", y2="y2:Q"),
        "low end": quiet(),
        "high end": quiet(align="right"),
        "what you need": quiet(align="center"),
        "range": base.mark_rule(strokeWidth=2, opacity=0.7).encode(x2="x2:Q", color=canvas.TINT),
        "level": canvas.points(base, 150),
        "rating": canvas.points(base, 44, said=True, filled=False, strokeWidth=1.6),
        "newest": canvas.points(base, 150, "circle", said=True, filled=False, strokeWidth=1.4),
        "row": canvas.words(base, 13, colours.text, dx=4),
        "not rated": quiet(dx=4),
    }
    return canvas.finish(layers, "container", tall, theme)


def rows(block: Rows, theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`."""
    dimension, need = block[0].cell.dimension, block[0].cell.need
    top, bottom = _head(block), height(block)
    band = {"x": need.low - 0.4, "x2": need.high + 0.4, "y": top - _HEAD, "y2": bottom}
    # Over the middle of the band, yet never beyond the picture.
    middle = min(max((need.low + need.high) / 2, _WHAT_YOU_NEED - 0.5), 10.5 - _WHAT_YOU_NEED)
    marks: list[canvas.Mark] = [
        {"part": "need"} | band,
        *_ends(dimension),
        {"part": "what you need", "x": middle, "y": top - _HEAD / 2, "text": "what you need"},
    ]
    for row in _rated(block):
        marks += _row(row, top, theme)
        top += _row_height(row)
    for at, line in enumerate(_unrated_lines(block)):
        y = top + _BETWEEN + _LINE * at
        marks.append({"part": "not rated", "x": -0.5, "y": y, "text": line})
    return canvas.table(marks, COLUMNS)


def says(block: Rows) -> str:
    """Return the picture in words, for those who do not see it."""
    dimension, need = block[0].cell.dimension, block[0].cell.need
    sentences = [
        f"{row.therapist.name}: {side_words(row.cell)}"
        + (
            f", {inside_words(row.cell)}, level {row.cell.outlook.level:.1f}"
            if row.cell.outlook
            else ""
        )
        for row in block
    ]
    return (
        f"{dimension.name}, from 0, {dimension.low_end}, to 10, {dimension.high_end}. "
        f"What you need: {need.low} to {need.high}. {'. '.join(sentences)}."
    )


def _ends(dimension: Dimension) -> list[canvas.Mark]:
    """The names of both ends: beside each other, each in its half where they are long."""
    names = {"low end": dimension.low_end, "high end": dimension.high_end}
    both = sum(canvas.wide(name, SMALL) for name in names.values())
    room = canvas.PHONE if both + _END < canvas.PHONE else (canvas.PHONE - _END) / 2
    return [
        {"part": part, "x": x, "y": 8 + _END * at, "text": text}
        for (part, name), x in zip(names.items(), (-0.4, 10.4), strict=True)
        for at, text in enumerate(canvas.lines_of(name, room, SMALL))
    ]


def _head(block: Rows) -> int:
    """Height above the first row: the names of the ends and of the band."""
    lines = {mark["y"] for mark in _ends(block[0].cell.dimension)}
    return _END * len(lines) + _TOP + _HEAD


def _row(row: ProfileRow, top: int, theme: Theme) -> list[canvas.Mark]:
    view, words = row.cell.outlook, _words(row)
    if view is None:
        return []
    colour, shape = sign(row.colour_index, theme)
    look = {"colour": colour, "shape": shape}
    line = top + _BETWEEN + _LINE * (len(words) - 1)
    marks: list[canvas.Mark] = [
        {"part": "range", "x": view.low, "x2": view.high, "y": line + _LEVEL},
        {"part": "level", "x": view.level, "y": line + _LEVEL},
    ]
    for at, text in enumerate(words):
        marks.append({"part": "row", "x": -0.5, "y": top + _BETWEEN + _LINE * at, "text": text})
    stacked: dict[int, int] = {}
    drawn: dict[int, float] = {}
    step, newest = _step(row.cell), row.cell.evidence[-1]
    for rating in row.cell.evidence:
        y = line + _FIRST_RATING + step * stacked.get(rating.value, 0)
        stacked[rating.value] = stacked.get(rating.value, 0) + 1
        if rating is not newest and y - drawn.get(rating.value, 0) < _HIDDEN:
            continue
        drawn[rating.value] = y
        text = f"{day_words(rating.day)}, {rating.kind}: {rating.value}"
        mark = {"x": rating.value, "y": y, "text": text}
        marks.append({"part": "rating", "shape": KINDS[rating.kind]} | mark)
        if rating is newest:
            marks.append({"part": "newest"} | mark)
    return [look | mark for mark in marks]


def _words(row: ProfileRow) -> list[str]:
    if not row.worded:
        return []
    whole = canvas.lines_of(f"{row.therapist.name}: {row_words(row.cell)}")
    if len(whole) == 1:
        return whole
    return [*canvas.lines_of(f"{row.therapist.name}:"), *canvas.lines_of(row_words(row.cell))]


def _rated(block: Rows) -> list[ProfileRow]:
    return [row for row in block if row.cell.outlook is not None]


def _unrated_lines(block: Rows) -> list[str]:
    names = [row.therapist.name for row in block if row.cell.outlook is None]
    return canvas.lines_of(f"{', '.join(names)}: not rated yet") if names else []


def _unrated_height(block: Rows) -> int:
    lines = len(_unrated_lines(block))
    return lines * _LINE + _BETWEEN if lines else 0


def _highest(cell: Cell) -> int:
    return max(Counter(rating.value for rating in cell.evidence).values(), default=0)


def _step(cell: Cell) -> float:
    """Pixels between two equal ratings: closer together where there are many."""
    return min(_APART, _DEEPEST / max(_highest(cell), 1))


def _row_height(row: ProfileRow) -> int:
    words = _LINE * (len(_words(row)) - 1)
    stack = _step(row.cell) * (_highest(row.cell) - 1)
    return int(_BETWEEN + words + _FIRST_RATING + stack + 2 * _BETWEEN)
