"""Chart canvas: the font, width, empty dataset and left-out parts all charts share."""

import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

import altair as alt
import pyarrow as pa

from components.charts.palette import PALETTES, Theme

FONT = "Source Sans, Liberation Sans, sans-serif"
"""The app's own font, then one that machines without a screen have."""

PHONE = 340
"""Pixels that a picture has on the narrowest screen it is drawn for."""

SIZE = 13
"""Pixels of most texts in pictures."""

_PARTS = {
    letter: part
    for letters, part in {
        " ijlI.,:;'’!|": 0.3,
        "frt()[]/-": 0.4,
        "acekrsvxyz0123456789": 0.56,
        "bdghnopqu": 0.62,
        "mwMW@%—…": 0.98,
    }.items()
    for letter in letters
}
"""How broad letters are, as parts of their size: in bold, in the broader of the two fonts."""

_FIGURES = {"x", "x2", "y", "y2", "opacity"}
"""The columns of figures, where they hold no days."""

Mark = dict[str, Any]

Draw = Callable[..., alt.LayerChart]


def empty() -> alt.Chart:
    """Return a picture without marks on the dataset ``rows``, which is filled on drawing."""
    return alt.Chart(alt.NamedData("rows"))


def finish(
    layers: Mapping[str, alt.Chart], wide: int | Literal["container"], tall: int, theme: Theme
) -> alt.LayerChart:
    """Return the layers over each other, each with the marks whose ``part`` is its name.

    ``wide`` and ``tall`` in pixels; "container" is as wide as there is room.
    """
    parts = [chart.transform_filter(f"datum.part == '{part}'") for part, chart in layers.items()]
    padding = {"left": 2, "right": 2, "top": 2, "bottom": 2}
    finished: alt.LayerChart = (
        alt.layer(*parts)
        .properties(width=wide, height=tall, padding=padding)
        # Said as a whole by `says`: the marks one by one would read out places in pixels.
        .configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_mark(aria=False)
        .configure_axis(
            aria=False,
            title=None,
            grid=False,
            domainColor=PALETTES[theme].line,
            tickColor=PALETTES[theme].line,
            labelColor=PALETTES[theme].quiet,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            titleColor=PALETTES[theme].quiet,
        )
    )
    return finished


def spec(picture: alt.LayerChart) -> dict[str, Any]:
    """Return a picture as Vega-Lite without any data."""
    # Not held against the schema: that takes longer than all else, and the tests do it once.
    whole: dict[str, Any] = picture.to_dict(validate=False)
    for key in ("data", "datasets", "$schema"):
        whole.pop(key, None)
    # Layers on more than one kind of x each name the dataset themselves.
    for layer in whole["layer"]:
        layer.pop("data", None)
    return whole


def grown(prepared: dict[str, Any], tall: int) -> dict[str, Any]:
    """Return a prepared picture at another height in pixels, which is also what its y counts."""
    other = deepcopy(prepared)
    other["height"] = tall
    for layer in other["layer"]:
        layer["encoding"]["y"]["scale"]["domain"] = [tall, 0]
    return other


@cache
def _prepared(draw: Draw, *shape: Hashable) -> dict[str, Any]:
    return spec(draw(*shape))


@lru_cache(maxsize=500)
def _grown(draw: Draw, tall: int, *shape: Hashable) -> dict[str, Any]:
    return grown(_prepared(draw, 100, *shape), tall)


def prepared(draw: Draw, *shape: Hashable, tall: int | None = None) -> dict[str, Any]:
    """Return what ``draw`` gives for ``shape``, without data, built once in this process.

    Kept, as it holds nothing private: building it anew takes longer than all else on a page.
    ``tall``: pixels; `draw` is then called with some height first, and the spec is grown to it.
    """
    if tall is None:
        return _prepared(draw, *shape)
    return _grown(draw, tall, *shape)


def between(prepared: dict[str, Any], first: date, last: date) -> dict[str, Any]:
    """Return a prepared picture whose time goes from one day to another.

    Left to look for it in its marks, each kind of mark that is not there would find no end. All
    layers share one axis: said by each of them, the browser would warn of as many axes.
    """
    other = deepcopy(prepared)
    channels = (layer["encoding"] for layer in other["layer"])
    # A label stands at a place of the picture, not at a day; a stretch has two days.
    axis = next(each["x"] for each in channels if "field" in each["x"] and "x2" not in each)
    axis["scale"]["domain"] = [
        {"year": day.year, "month": day.month, "date": day.day, "utc": True}
        for day in (first, last)
    ]
    return other


def table(
    marks: Iterable[Mapping[str, Any]], columns: Iterable[str], days: Collection[str] = ()
) -> pa.Table:
    """Return one line for each mark as the browser reads it; what a mark does not have is empty.

    ``days``: the columns that hold days, others hold figures or texts. Made of columns by hand: a
    frame of pandas costs ten times as much.
    """
    lines = list(marks)
    return pa.table(
        {name: _column([line.get(name) for line in lines], name, days) for name in columns}
    )


def _column(values: list[Any], name: str, days: Collection[str]) -> pa.Array:
    if name in days:
        return pa.array(values, pa.date32()).cast(pa.timestamp("ms"))
    return pa.array(values, pa.float64() if name in _FIGURES else pa.string())


def wide(text: str, size: int = SIZE) -> float:
    """Return about how many pixels a text takes, bold or not, rather too many than too few."""
    return size * sum(map(_letter, text))


def lines_of(text: str, room: float = PHONE, size: int = SIZE) -> list[str]:
    """Return a text in lines that fit ``room`` pixels; only a word too long for one is broken."""
    lines = [""]
    for word in text.split():
        for part in _pieces(word, room, size):
            joined = f"{lines[-1]} {part}".strip()
            if wide(joined, size) <= room:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


def _letter(letter: str) -> float:
    """Width of a letter, as a part of its size."""
    if letter in _PARTS:
        return _PARTS[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.3
    return 0.8


def _pieces(word: str, room: float, size: int) -> list[str]:
    """Return a word, or its pieces where it is longer than a line."""
    if wide(word, size) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if wide(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
