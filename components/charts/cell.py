"""One therapist on one need: the band, the level with its range, and a word for what is off.

The same marks stand in the grid, in the rows of one therapist and in the picture that is saved.
Nothing is drawn where nothing was rated but the need itself and the words "not rated"; what one
note says is pale.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt

from components.charts import canvas
from components.charts.palette import PALETTES, Palette, Theme, sign
from data.fit.gap import CLEAR
from data.fit.phrases import cell_words, row_words
from data.fit.report import Cell, Standing
from data.model.dimension import Dimension
from data.model.therapist import Therapist

PICKED = "picked"
"""The selection's name: a list of what was clicked, each with ``who`` and ``dimension``."""

COLUMNS = (
    "part",
    "x",
    "x2",
    "y",
    "y2",
    "text",
    "colour",
    "shape",
    "opacity",
    "who",
    "dimension",
)

ROW = 44
"""Pixels of a row: a cell is a target for a thumb."""

SMALL = 12
"""Pixels of the smallest text."""

NAME, LINE, STAR = 14, 15, 16
"""Pixels of a need's name, of a line of it, and of what the star of a must-have takes before it."""

PALE = 0.45
"""How much is left of a sign that only one note speaks for."""

# The sign for a must-have is drawn, as not each font has one.
_STAR = (
    "M0,-1L0.22,-0.31L0.95,-0.31L0.36,0.12L0.59,0.81L0,0.38"
    "L-0.59,0.81L-0.36,0.12L-0.95,-0.31L-0.22,-0.31Z"
)

_LOW, _HIGH = -0.5, 10.5
_BAND = 9
"""Pixels that the band reaches above and below its line."""


@dataclass(frozen=True)
class Column:
    """One therapist; ``colour_index``: the place among all of the vault, for colour and shape."""

    colour_index: int
    standing: Standing


def part_of_scale(value: float) -> float:
    """Return where a value of 0..10 lies on a strip, as a share of it."""
    return (value - _LOW) / (_HIGH - _LOW)


def layers(base: alt.Chart, theme: Theme, words_room: str) -> dict[str, alt.Chart]:
    """Return the layers of cells by the name of their marks' ``part``.

    ``words_room``: an expression for the pixels that a cell's words have.
    """
    colours = PALETTES[theme]
    box = base.encode(x2="x2:Q", y2="y2:Q")
    room = alt.ExprRef(words_room)
    return {
        "chosen": box.mark_rect(fillOpacity=0, stroke=colours.text, strokeWidth=2, cornerRadius=5),
        "need": box.mark_rect(color=colours.need, cornerRadius=4),
        "line": base.mark_rule(color=colours.line, strokeWidth=1).encode(x2="x2:Q"),
        "range": base.mark_rule(strokeWidth=4).encode(
            x2="x2:Q", color=canvas.TINT, opacity=canvas.OPACITY
        ),
        "level": canvas.points(base, 110).encode(opacity=canvas.OPACITY),
        "words": canvas.words(base, SMALL, limit=room),
        "off": canvas.words(base, SMALL, fontWeight="bold", limit=room),
        "count": canvas.words(base, SMALL, colours.quiet, align="right"),
        "room": tapped(base, theme),
    }


def tapped(base: alt.Chart, theme: Theme) -> alt.Chart:
    """Return the layer over all others: what is tapped, and what a pointer is told there."""
    picked = alt.selection_point(name=PICKED, fields=["who", "dimension"], toggle=False)
    box = base.mark_rect(color=PALETTES[theme].need, opacity=0, cursor="pointer")
    chart: alt.Chart = box.encode(x2="x2:Q", y2="y2:Q", tooltip=canvas.SAID).add_params(picked)
    return chart


def names_of(dimension: Dimension, room: int, must_haves: Collection[str]) -> list[str]:
    """Return the name of a need in lines that fit ``room`` pixels, with its star."""
    star = STAR if dimension.key in must_haves else 0
    return canvas.lines_of(dimension.name, room - star, NAME)


def name_layers(base: alt.Chart, theme: Theme) -> dict[str, alt.Chart]:
    """Return the layers of `name_marks`."""
    colour = PALETTES[theme].text
    name = partial(canvas.words, base, NAME, colour, fontWeight=600)
    star = canvas.points(base, 140, _STAR, color=colour, xOffset=6, yOffset=-1)
    return {"name": name(), "starred": name(dx=STAR), "star": star}


def name_marks(
    names: Sequence[str], first: float, dimension: Dimension, must_haves: Collection[str]
) -> list[canvas.Mark]:
    """Return the name of a need in lines from ``first`` on, with a star for a must-have."""
    must = dimension.key in must_haves
    star: list[canvas.Mark] = [{"part": "star", "y": first}] if must else []
    return star + [
        {"part": "starred" if must else "name", "y": first + LINE * line, "text": text}
        for line, text in enumerate(names)
    ]


def marks(
    column: Column, cell: Cell, theme: Theme, at: Callable[[float], float], middle: float
) -> list[canvas.Mark]:
    """Return the strip of a cell: its need, its level and range.

    ``at``: from a value of 0..10 to the place in the picture; ``middle``: its line, in pixels.
    """
    colour, shape = sign(column.colour_index, theme)
    need = {"x": at(cell.need.low - 0.4), "x2": at(cell.need.high + 0.4)}
    band: canvas.Mark = {"part": "need", "y": middle - _BAND, "y2": middle + _BAND} | need
    outlook = cell.outlook
    if outlook is None:
        return [band]
    pale = len(cell.evidence) == 1
    look = {"colour": colour, "y": middle}
    ends = {"x": at(outlook.low), "x2": at(outlook.high)}
    return [
        band,
        {"part": "line", "x": at(_LOW), "x2": at(_HIGH), "y": middle},
        look | ends | {"part": "range", "opacity": 0.3 if pale else 0.6},
        look
        | {"part": "level", "x": at(outlook.level), "shape": shape}
        | {"opacity": PALE if pale else 1.0},
    ]


def room(therapist: Therapist, cell: Cell, box: canvas.Mark) -> canvas.Mark:
    """Return the mark of `tapped`: its ``box``, whose it is, and what a pointer is told there."""
    text = f"{therapist.name}, {cell.dimension.name}: {row_words(cell)}"
    about = {"who": str(therapist.id), "dimension": cell.dimension.key, "text": text}
    return {"part": "room"} | box | about


def words(cell: Cell, theme: Theme, *, loud: bool = True) -> canvas.Mark:
    """Return the words of a cell in the colour of what they say; ``loud``: what is off is bold."""
    part = "off" if loud and is_off(cell) else "words"
    return {"part": part, "text": cell_words(cell), "colour": _tone(cell, PALETTES[theme])}


def is_off(cell: Cell) -> bool:
    """Return whether a cell clearly lies outside of what is needed, by more than one note."""
    return cell.side.where in CLEAR and not cell.side.a_bit and len(cell.evidence) > 1


def _tone(cell: Cell, colours: Palette) -> str:
    if cell.side.where == "where you want it":
        return colours.fits
    if is_off(cell):
        return colours.off
    if cell.side.where in CLEAR or cell.side.where == "on the edge":
        return colours.near
    return colours.quiet
