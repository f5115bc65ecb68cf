"""Chart canvas: the font, width, empty dataset and left-out parts all charts share."""

import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, Literal

import altair as alt
import pyarrow as pa

from components.charts.palette import PALETTES, Theme

FONT = "Source Sans, Liberation Sans, sans-serif"
"""The app's own font, then one that machines without a screen have."""

PHONE = 270
"""Pixels that a picture has on a narrow screen, and on a usual one where text is largest."""

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

TINT: Final = alt.Color("colour:N", scale=None, legend=None)
SHAPE: Final = alt.Shape("shape:N", scale=None, legend=None)
OPACITY: Final = alt.Opacity("opacity:Q", scale=None, legend=None)
TEXT: Final = alt.Text("text:N")
SAID: Final = alt.Tooltip("text:N", title=" ")
"""What marks look like and say, each as its own column tells."""

MONTHS: Final = alt.Axis(tickCount=5, format="%b %Y", labelOverlap=True, labelFlush=True)
"""The axis of time."""

Mark = dict[str, Any]

Draw = Callable[..., alt.LayerChart]


def empty() -> alt.Chart:
    """Return a picture without marks on the dataset ``rows``, which is filled on drawing."""
    return alt.Chart(alt.NamedData("rows"))


def down(tall: int) -> alt.Y:
    """Return the y of a picture ``tall`` pixels high, which counts pixels from above."""
    return alt.Y("y:Q", scale=alt.Scale(domain=[tall, 0], nice=False, zero=False), axis=None)


def across(low: float, high: float, left: float | str = 0, right: str = "width") -> alt.X:
    """Return the x of a picture from one value to another, without an axis.

    ``left``, ``right``: where in the picture these lie, in pixels or as an expression.
    """
    begin = alt.ExprRef(left) if isinstance(left, str) else left
    ends: list[float | alt.ExprRef] = [begin, alt.ExprRef(right)]
    scale = alt.Scale(domain=[low, high], range=ends, nice=False, zero=False)
    return alt.X("x:Q", scale=scale, axis=None)


def words(base: alt.Chart, size: int, colour: str = "", **look: Any) -> alt.Chart:
    """Return a layer of texts, ``size`` pixels high, in one colour or in that of each mark.

    ``look``: anything else of a text, as Altair names it; they begin at their place.
    """
    whole: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": size, **look}
    text = base.mark_text(**whole | ({"color": colour} if colour else {})).encode(text=TEXT)
    layer: alt.Chart = text if colour else text.encode(color=TINT)
    return layer


def points(
    base: alt.Chart, size: int, shape: str = "", *, said: bool = False, **look: Any
) -> alt.Chart:
    """Return a layer of signs, ``size`` square pixels each, in the colour of each mark.

    ``shape``: one for all, else that of each mark. ``said``: a pointer is told the text of a mark.
    ``look``: anything else of a sign, as Altair names it.
    """
    whole: dict[str, Any] = {"filled": True, "opacity": 1, "size": size, **look}
    own: dict[str, Any] = {} if "color" in look else {"color": TINT}
    own |= {} if shape else {"shape": SHAPE}
    own |= {"tooltip": SAID} if said else {}
    layer: alt.Chart = base.mark_point(**whole | ({"shape": shape} if shape else {})).encode(**own)
    return layer


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
    channels = [layer["encoding"] for layer in prepared["layer"]]
    # A label stands at a place of the picture, not at a day; a stretch has two days.
    at = next(i for i, own in enumerate(channels) if "field" in own["x"] and "x2" not in own)
    days = [
        {"year": day.year, "month": day.month, "date": day.day, "utc": True}
        for day in (first, last)
    ]
    # Only what is changed is copied: all the rest of the spec is shared by all pictures.
    x = channels[at]["x"]
    x = x | {"scale": x["scale"] | {"domain": days}}
    layers = list(prepared["layer"])
    layers[at] = layers[at] | {"encoding": channels[at] | {"x": x}}
    return prepared | {"layer": layers}


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
