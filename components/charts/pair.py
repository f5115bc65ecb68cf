"""A or B: twenty dots for who is ahead, and which dimensions pull which way, by how much.

`draw` knows no record, so that its spec can be kept; names and figures travel in `rows`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from components.charts import canvas
from components.charts.palette import PALETTES, Theme, sign
from data.fit.comparison import Pair, Pull
from data.fit.phrases import ahead_words

COLUMNS = ("part", "x", "x2", "y", "text", "colour", "shape")

DOTS = 20
LEAST = 0.002
"""Pulls that are smaller than this share of fit are not drawn."""

STRENGTHS = ((0.03, "much"), (0.01, "some"), (0.0, "a little"))
"""How much a pull is, from so much of fit on."""

_LINE, _BAR, _TOP = 18, 38, 84


@dataclass(frozen=True)
class Side:
    """One of the two: name, and place among all of the vault, for colour and shape."""

    name: str
    place: int


Sides = tuple[Side, Side]


def height(pair: Pair) -> int:
    """Return how tall the picture is, in pixels."""
    return _TOP + _BAR * len(pulls(pair)) + 4


def pulls(pair: Pair) -> Sequence[Pull]:
    """Return the pulls that are worth drawing, strongest first."""
    return [pull for pull in pair.pulls if abs(pull.by) >= LEAST]


def draw(tall: int, theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``, ``tall`` pixels high."""
    colours = PALETTES[theme]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-1, 1], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[tall, 0], nice=False, zero=False), axis=None)
    base = canvas.empty().encode(x=x, y=y)
    tint = alt.Color("colour:N", scale=None, legend=None)
    shape = alt.Shape("shape:N", scale=None, legend=None)
    text = alt.Text("text:N")
    words = base.mark_text(baseline="middle", fontSize=13, color=colours.text)
    layers = {
        "axis": base.mark_rule(strokeWidth=1, color=colours.line).encode(x2="x2:Q"),
        "left": words.mark_text(
            align="left", baseline="middle", fontSize=13, color=colours.text
        ).encode(text=text),
        "right": words.mark_text(
            align="right", baseline="middle", fontSize=13, color=colours.text
        ).encode(text=text),
        "middle": words.encode(text=text),
        "dot": base.mark_point(filled=True, size=90, opacity=1).encode(color=tint, shape=shape),
        "pull": base.mark_rule(strokeWidth=10).encode(x2="x2:Q", color=tint),
    }
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


def ahead(pair: Pair) -> int:
    """Return in how many of twenty cases the first is ahead."""
    return round(DOTS * pair.p_a_ahead)


def rows(pair: Pair, sides: Sides, theme: Theme) -> pd.DataFrame:
    """Return what is drawn: a mark a line, with the columns `COLUMNS`.

    The first stands at the left; x is -1 for all of the strongest pull towards it.
    """
    looks = [dict(zip(("colour", "shape"), sign(side.place, theme), strict=True)) for side in sides]
    marks: list[canvas.Mark] = [
        {"part": "left", "x": -1, "y": 8, "text": sides[0].name},
        {"part": "right", "x": 1, "y": 8 + _LINE, "text": sides[1].name},
        {"part": "middle", "x": 0, "y": _TOP - 10, "text": "what speaks for whom, and how much"},
    ]
    for at in range(DOTS):
        first = at < ahead(pair)
        # The first's dots from the left, the other's up to the right, on one line.
        x = -0.95 + 1.9 * at / (DOTS - 1)
        marks.append({"part": "dot", "x": x, "y": 8 + 2 * _LINE} | looks[0 if first else 1])
    strongest = max((abs(pull.by) for pull in pair.pulls), default=1.0) or 1.0
    for at, pull in enumerate(pulls(pair)):
        y = _TOP + _BAR * at + 8
        first = pull.by > 0
        text = f"{pull.dimension.name}: {pull_words(pull)} for {sides[0 if first else 1].name}"
        marks += [
            {"part": "left" if first else "right", "x": -1 if first else 1, "y": y, "text": text},
            {"part": "pull", "x": 0, "x2": -pull.by / strongest, "y": y + 16}
            | looks[0 if first else 1],
            {"part": "axis", "x": -1, "x2": 1, "y": y + 16},
        ]
    return canvas.frame(marks, COLUMNS)


def pull_words(pull: Pull) -> str:
    """Return how much a dimension pulls: in points of fit a lot is three of a hundred."""
    return next(words for least, words in STRENGTHS if abs(pull.by) >= least)


def says(pair: Pair, sides: Sides) -> str:
    """Return the picture in words, for those who do not see it."""
    sentences = [
        f"{pull.dimension.name}: {pull_words(pull)} for {sides[0 if pull.by > 0 else 1].name}"
        for pull in pulls(pair)
    ]
    first = ahead_words(sides[0].name, sides[1].name, ahead(pair))
    return f"{first} {'. '.join(sentences)}{'.' if sentences else ''}"
