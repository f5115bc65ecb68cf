"""Pictures below each other on one sheet, in columns where they are many; to be kept as SVG or PNG.

A kept picture holds what is drawn and nothing else: no ids, no columns of other marks. It is
drawn here, on this machine, by vl-convert.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import pandas as pd
import vl_convert

from components.charts import canvas
from components.charts.palette import PALETTES

WIDE = 420
"""Pixels of the sheet's pictures; a PNG has up to three for each."""

TALLEST = 10_000
"""Pixels of a column, if no picture is taller: many programs refuse a PNG above 32,767."""

VEGA_LITE = "6.1"

_NOT_IN_SVG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_APART = 80
"""Pixels at most between two pictures, with the heading and the axis."""


@dataclass(frozen=True)
class Picture:
    """Picture with its heading: its spec without data, and what is drawn in it."""

    heading: str
    spec: dict[str, Any]
    rows: pd.DataFrame


def svg(pictures: Sequence[Picture]) -> bytes:
    """Return the pictures as SVG, in light colours on white."""
    return str(vl_convert.vegalite_to_svg(_sheet(pictures), vl_version=VEGA_LITE)).encode()


def png(pictures: Sequence[Picture]) -> bytes:
    """Return the pictures as PNG, in light colours on white."""
    # More columns are drawn smaller: as many pixels as one would have, and as much time.
    scale = 3 / sqrt(len(_columns(pictures)))
    return bytes(vl_convert.vegalite_to_png(_sheet(pictures), scale=scale, vl_version=VEGA_LITE))


def _sheet(pictures: Sequence[Picture]) -> dict[str, Any]:
    config = pictures[0].spec["config"] | {
        "background": PALETTES["light"].background,
        "font": canvas.FONT,
        "aria": False,  # else every field of a mark, hidden ones too, would stand in the SVG
    }
    columns = [
        {"vconcat": [_part(picture) for picture in column], "spacing": 24}
        for column in _columns(pictures)
    ]
    return {"hconcat": columns, "config": config, "spacing": 24}


def _columns(pictures: Sequence[Picture]) -> list[list[Picture]]:
    columns: list[list[Picture]] = [[]]
    tall = 0
    for picture in pictures:
        tall += picture.spec["height"] + _APART
        if tall > TALLEST and columns[-1]:
            columns.append([])
            tall = picture.spec["height"] + _APART
        columns[-1].append(picture)
    return columns


def _part(picture: Picture) -> dict[str, Any]:
    kept = {key: value for key, value in picture.spec.items() if key not in {"config", "padding"}}
    kept["layer"] = [_still(layer) for layer in kept["layer"]]
    drawn = picture.rows.drop(columns=["who", "note", "dimension"], errors="ignore")
    drawn["text"] = drawn["text"].map(_drawable, na_action="ignore")
    title = {"text": _drawable(picture.heading), "anchor": "start", "fontSize": 15}
    # Vega-Lite reads a missing figure as none, but not NaN.
    values = drawn.astype(object).where(drawn.notna(), None).to_dict("records")
    wide = WIDE if kept["width"] == "container" else kept["width"]
    return kept | {"width": wide, "title": title, "data": {"values": values}}


def _drawable(text: str) -> str:
    """Return a text without what no SVG can hold; vl-convert would end the whole program."""
    return _NOT_IN_SVG.sub("\N{REPLACEMENT CHARACTER}", text)


def _still(layer: dict[str, Any]) -> dict[str, Any]:
    """Return a layer without what answers to a pointer."""
    encoding = {key: value for key, value in layer["encoding"].items() if key != "tooltip"}
    kept = {key: value for key, value in layer.items() if key not in {"params", "data"}}
    return kept | {"encoding": encoding}
