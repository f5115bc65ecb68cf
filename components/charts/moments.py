"""Moments with one therapist along time, a line for each kind: worked through, partly, open.

Full is worked through, half is partly, empty is open, a small dot where nothing was said of it; a
diamond is something good.
"""

from collections.abc import Sequence
from typing import Final

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.palette import PALETTES, Theme, sign
from data.advice.moments import Happened, How, went_sentences
from data.advice.note_phrases import moment_words
from data.advice.texts import kinds, words
from data.model.moment import MomentKind
from data.words import day_words

COLUMNS = ("part", "x", "y", "text", "colour")

KEY: Final = "Full: worked through. Half: partly. Empty: open. A dot: not said. A diamond: good."
"""What the signs mean, as it stands above them."""

_PARTS: Final[dict[How, tuple[str, ...]]] = {
    "worked through": ("full", "outline"),
    "partly": ("half", "outline"),
    "open": ("outline",),
    "not said": ("dot",),
    "good": ("good",),
}
_SIGNS: Final = {
    "full": ("circle", 150),
    "half": ("M0,-1A1,1,0,0,0,0,1Z", 150),
    "dot": ("circle", 30),
    "good": ("diamond", 130),
}
_ROW, _LABEL, _MARK, _AXIS = 52, 12, 34, 6


def height(found: Sequence[Happened]) -> int:
    """Return how tall the picture is, in pixels, without its axis."""
    return len(_kinds(found)) * _ROW + _AXIS


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    x = alt.X("x:T", scale=alt.Scale(nice=False, padding=14), axis=canvas.MONTHS)
    y = canvas.down(tall)
    base = canvas.empty().encode(x=x, y=y)
    edge = alt.Stroke("colour:N", scale=None, legend=None)
    layers = {
        "label": canvas.words(base, 13, colours.text).encode(x=alt.value(0)),
        **{
            part: canvas.points(base, size, shape, said=True, strokeWidth=0)
            for part, (shape, size) in _SIGNS.items()
        },
        "outline": base.mark_point(
            shape="circle", size=150, filled=False, strokeWidth=1.8, opacity=1
        ).encode(stroke=edge, tooltip=canvas.SAID),
    }
    return canvas.finish(layers, "container", tall, theme)


def rows(found: Sequence[Happened], colour_index: int, theme: Theme) -> pa.Table:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`; x are days."""
    colour, _ = sign(colour_index, theme)
    marks: list[canvas.Mark] = []
    for row, kind in enumerate(_kinds(found)):
        those = [happening for happening in found if happening.moment.kind == kind]
        label = words().moment[kind].ask
        marks.append({"part": "label", "x": those[0].day, "y": row * _ROW + _LABEL, "text": label})
        for note in those:
            text = f"{day_words(note.day)}: {moment_words(note.moment)}"
            mark = {"x": note.day, "y": row * _ROW + _MARK, "text": text, "colour": colour}
            marks += [mark | {"part": part} for part in _PARTS[note.how]]
    return canvas.table(marks, COLUMNS, days=("x",))


def says(found: Sequence[Happened]) -> str:
    """Return the picture in words, for those who do not see it."""
    return " ".join(went_sentences(tuple(found)))


def _kinds(found: Sequence[Happened]) -> list[MomentKind]:
    there = {happening.moment.kind for happening in found}
    return [kind for kind in kinds() if kind in there]
