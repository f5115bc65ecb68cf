"""Lines chart: a few words and a row of squares for each therapist.

A square is a need, in the same order for everybody: full where the therapist is where the person
wants them, half near it, empty elsewhere, a question mark where there are too few notes to say, a
dot where nothing was rated. Must-haves are framed. What that means stands above all.

`draw` knows no record, so that its spec can be kept; names and figures travel in `rows`. Each
square carries ``who`` and ``dimension``, so that a click on it can lead to the notes behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from components.charts import canvas
from components.charts.palette import PALETTES, Theme, sign
from data.fit.phrases import missed_words, row_words, standing_words, sure_words
from data.fit.report import Cell, Standing
from data.model.therapist import status_words

Filling = Literal["full", "half", "empty", "too few", "not rated"]


@dataclass(frozen=True)
class Line:
    """One therapist. ``place``: among all of the vault, for colour and shape."""

    place: int
    standing: Standing


Lines = Sequence[Line]

PICKED = "picked"
"""The selection's name: a list of what was clicked, each with ``who`` and ``dimension``."""

COLUMNS = ("part", "x", "x2", "y", "y2", "text", "colour", "shape", "who", "dimension")

KEY: Final[dict[Filling, str]] = {
    "full": "where you want it",
    "half": "near it",
    "empty": "not there",
    "too few": "too few notes",
    "not rated": "not rated",
}
"""What the squares mean, as it stands above them."""

_SQUARE, _APART, _STEP = 18, 4, 24
_IN_A_ROW = canvas.PHONE // _STEP
_LINE, _SPACE = 18, 14
_LARGE = 15
_NAME = canvas.PHONE - 112  # beside the sign and the status
_HEAD = 2 * 24 + _SPACE


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


def height(lines: Lines) -> int:
    """Return how tall the picture is, in pixels."""
    return sum(_tall(line.standing) for line in lines) + _HEAD


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, canvas.PHONE], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[tall, 0], nice=False, zero=False), axis=None)
    base = canvas.empty().encode(x=x, y=y)
    tint = alt.Color("colour:N", scale=None, legend=None)
    shape = alt.Shape("shape:N", scale=None, legend=None)
    box = base.encode(x2="x2:Q", y2="y2:Q")
    tooltip = alt.Tooltip("text:N", title=" ")
    line = base.mark_text(align="left", baseline="middle", fontSize=13, color=colours.text)
    quiet = base.mark_text(align="left", baseline="middle", fontSize=12, color=colours.quiet)
    layers = {
        "sign": base.mark_point(filled=True, size=110, opacity=1).encode(color=tint, shape=shape),
        "name": base.mark_text(
            align="left",
            baseline="middle",
            fontSize=_LARGE,
            fontWeight="bold",
            color=colours.text,
        ).encode(text="text:N"),
        "words": line.encode(text="text:N"),
        "key": quiet.encode(text="text:N"),
        "status": base.mark_text(
            align="right", baseline="middle", fontSize=12, color=colours.quiet
        ).encode(text="text:N"),
        "frame": box.mark_rect(fillOpacity=0, stroke=colours.text, strokeWidth=1.5, cornerRadius=3),
        "full": box.mark_rect(opacity=1, cornerRadius=2).encode(color=tint),
        "not rated": base.mark_point(
            filled=True, shape="circle", size=22, color=colours.quiet, opacity=1
        ),
        "too few": base.mark_text(
            baseline="middle", fontSize=13, fontWeight="bold", color=colours.text
        ).encode(text="text:N"),
        # Over all: the part that is tapped, and the outline of what is not quite full.
        "square": box.mark_rect(
            fill=colours.background, fillOpacity=0.01, strokeWidth=1.5, cornerRadius=2
        ).encode(stroke=alt.Color("colour:N", scale=None, legend=None), tooltip=tooltip),
    }
    picked = alt.selection_point(name=PICKED, fields=["who", "dimension"], toggle=False)
    layers["square"] = layers["square"].add_params(picked)
    return canvas.finish(layers, canvas.PHONE, tall, theme)


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
    """Return what is drawn: a mark a line, with the columns `COLUMNS`."""
    marks, top = _key(theme), _HEAD
    for line in lines:
        marks += _line(line, top, theme)
        top += _tall(line.standing)
    return canvas.frame(marks, COLUMNS)


def says(lines: Lines) -> str:
    """Return the picture in words, for those who do not see it."""
    return " ".join(_told(line.standing) for line in lines)


def _told(standing: Standing) -> str:
    cells = "; ".join(f"{cell.dimension.name}: {row_words(cell)}" for cell in standing.counted)
    words = ". ".join([standing_words(standing), *missed_words(standing), sure_words(standing)])
    return f"{standing.therapist.name}: {words}. {cells}."


def _words(standing: Standing) -> list[str]:
    sentences = [standing_words(standing), *missed_words(standing), sure_words(standing)]
    return [line for text in sentences for line in canvas.lines_of(text)]


def _names(standing: Standing) -> list[str]:
    return canvas.lines_of(standing.therapist.name, _NAME, _LARGE)


def _rows_of_squares(standing: Standing) -> int:
    return -(-len(standing.counted) // _IN_A_ROW)


def _tall(standing: Standing) -> int:
    names = len(_names(standing))
    words = names + len(_words(standing))
    return _LINE * words + _STEP * _rows_of_squares(standing) + 2 * _SPACE


def _line(line: Line, top: int, theme: Theme) -> list[canvas.Mark]:
    standing, (colour, shape) = line.standing, sign(line.place, theme)
    marks: list[canvas.Mark] = [
        {"part": "sign", "x": 8, "y": top + _LINE / 2, "colour": colour, "shape": shape}
    ]
    y = top + _LINE / 2
    status = status_words(standing.therapist.status)
    marks.append({"part": "status", "x": canvas.PHONE, "y": y, "text": status})
    for text in _names(standing):
        marks.append({"part": "name", "x": 22, "y": y, "text": text})
        y += _LINE
    for text in _words(standing):
        marks.append({"part": "words", "x": 0, "y": y, "text": text})
        y += _LINE
    musts = {must.dimension.key for must in standing.musts}
    for at, cell in enumerate(standing.counted):
        left = _STEP * (at % _IN_A_ROW) + 3
        up = y - _LINE / 2 + 4 + _STEP * (at // _IN_A_ROW)
        about = {
            "who": str(standing.therapist.id),
            "dimension": cell.dimension.key,
            "text": f"{cell.dimension.name}: {row_words(cell)}",
        }
        framed = cell.dimension.key in musts
        marks += [about | mark for mark in _square(filling(cell), left, up, colour, framed=framed)]
    return marks


def _square(
    filled: Filling, left: float, top: float, colour: str, *, framed: bool
) -> list[canvas.Mark]:
    box = {"x": left, "x2": left + _SQUARE, "y": top, "y2": top + _SQUARE, "colour": colour}
    marks: list[canvas.Mark] = []
    if framed:
        edge = {"x": left - 3, "x2": left + _SQUARE + 3, "y": top - 3, "y2": top + _SQUARE + 3}
        marks.append({"part": "frame"} | edge)
    if filled == "full":
        marks.append({"part": "full"} | box)
    elif filled == "half":
        # From below, as in a glass.
        marks.append({"part": "full"} | box | {"y": top + _SQUARE / 2})
    elif filled == "too few":
        middle = {"x": left + _SQUARE / 2, "y": top + _SQUARE / 2 + 1}
        marks.append({"part": "too few", "text": "?"} | middle)
    elif filled == "not rated":
        marks.append({"part": "not rated", "x": left + _SQUARE / 2, "y": top + _SQUARE / 2})
    outline = box if filled != "not rated" else box | {"colour": "transparent"}
    return [*marks, {"part": "square"} | outline]


def _key(theme: Theme) -> list[canvas.Mark]:
    """Marks that say what the squares mean: two lines above all."""
    colour = PALETTES[theme].quiet
    marks: list[canvas.Mark] = []
    places: list[tuple[Filling | None, int, int]] = [
        ("full", 0, 0),
        ("half", 150, 0),
        ("empty", 226, 0),
        ("too few", 0, 1),
        ("not rated", 118, 1),
        (None, 206, 1),
    ]
    for filled, x, at in places:
        y = 3 + _STEP * at
        if filled:
            marks += _square(filled, x + 3, y, colour, framed=False)
        else:
            edge = {"x": x + 2, "x2": x + 20, "y": y, "y2": y + _SQUARE}
            marks.append({"part": "frame"} | edge)
        text = KEY[filled] if filled else "framed: must-have"
        marks.append({"part": "key", "x": x + 26, "y": y + _SQUARE / 2, "text": text})
    return marks
