"""One therapist: a row for each need, with its name, a word, the number of notes, and a strip.

As broad as there is room: at home, on a therapist's page, on a phone and on a shared page.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import altair as alt
import pyarrow as pa

from components.charts import canvas, cell
from components.charts.cell import COLUMNS, LINE, ROW, Column
from components.charts.palette import PALETTES, Theme
from data.fit.phrases import cell_words, row_words
from data.fit.report import Cell

_ROOM = 162
"""Pixels that names are broken for: what they have on a phone."""

_NAMES = f"clamp(0.5 * width, {_ROOM + 8}, 280)"
"""Pixels that names have, as an expression."""


@dataclass(frozen=True)
class Strips:
    """Some needs of one therapist, in order; those in ``must_haves`` are marked by a star."""

    column: Column
    cells: Sequence[Cell]
    must_haves: Collection[str] = ()


def height(strips: Strips) -> int:
    """Return how tall the picture is, in pixels."""
    return sum(_tall(_names(other, strips)) for other in strips.cells)


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    y = canvas.down(tall)
    base = canvas.empty().encode(x=canvas.across(0, 1, _NAMES, "width - 2"), y=y)
    left = canvas.empty().encode(x=alt.value(0), y=y)
    cells = cell.layers(base, theme, _NAMES)
    layers = {
        "rule": left.mark_rule(color=colours.line, opacity=0.6).encode(x2=alt.value("width")),
        **cell.name_layers(left, theme),
        **cells,
        "words": canvas.words(left, cell.SMALL),
        "off": canvas.words(left, cell.SMALL, fontWeight="bold"),
        "room": cells["room"].encode(x=alt.value(0), x2=alt.value("width")),
    }
    return canvas.finish({"chosen": layers.pop("chosen"), **layers}, "container", tall, theme)


def rows(strips: Strips, theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`."""
    marks: list[canvas.Mark] = []
    top = 0
    for other in strips.cells:
        names = _names(other, strips)
        marks += _row(strips, other, names, top, theme)
        top += _tall(names)
    return canvas.table(marks, COLUMNS)


def says(strips: Strips) -> str:
    """Return the picture in words, for those who do not see it."""
    sentences = [f"{other.dimension.name}: {row_words(other)}" for other in strips.cells]
    return f"{strips.column.standing.therapist.name}. {'. '.join(sentences)}."


def _row(
    strips: Strips, need_cell: Cell, names: Sequence[str], top: int, theme: Theme
) -> list[canvas.Mark]:
    tall, column = _tall(names), strips.column
    first = top + (tall - LINE * (len(names) + 1)) / 2 + LINE / 2
    notes = f" · {len(need_cell.evidence)}" if need_cell.evidence else ""
    words = cell.words(need_cell, theme)
    marks: list[canvas.Mark] = [
        {"part": "rule", "y": top + 0.5},
        *cell.name_marks(names, first, need_cell.dimension, strips.must_haves),
        words | {"y": first + LINE * len(names), "text": f"{cell_words(need_cell)}{notes}"},
        *cell.marks(column, need_cell, theme, cell.part_of_scale, top + tall / 2),
        cell.room(
            column.standing.therapist, need_cell, {"x": 0, "x2": 1, "y": top, "y2": top + tall}
        ),
    ]
    return marks


def _names(need_cell: Cell, strips: Strips) -> list[str]:
    return cell.names_of(need_cell.dimension, _ROOM, strips.must_haves)


def _tall(names: Sequence[str]) -> int:
    return max(ROW, LINE * (len(names) + 1) + 2)
