"""Pictures below each other on one sheet, to be kept as SVG or PNG.

A kept picture holds what is drawn and nothing else: no ids, no columns of other marks. It is
drawn here, on this machine, by vl-convert.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from math import sqrt
from typing import Any

import pyarrow as pa
import vl_convert

from components.charts import canvas
from components.charts.palette import PALETTES

WIDE = 420
"""Pixels of the sheet's pictures; a PNG has three for each, fewer where it is broader."""

VEGA_LITE = "6.1"

_LATIN = 0x17F
"""The last of the signs that every font has."""

_NO_SIGN = "\U0010fffd"
"""A sign that means nothing, so that no font has it."""

_NOT_IN_SVG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_IDS = {"who", "note", "dimension"}
"""Columns by which a tap finds its way: no picture that is kept holds them."""

_WIDTH = re.compile(r"\bwidth\b")


@dataclass(frozen=True)
class Picture:
    """Picture with its heading: its spec without data, and what is drawn in it."""

    heading: str
    spec: dict[str, Any]
    rows: pa.Table


def svg(pictures: Sequence[Picture], broad: int = WIDE) -> bytes:
    """Return the pictures, ``broad`` pixels broad, as SVG in light colours on white."""
    sheet = _sheet(pictures, broad)
    return str(vl_convert.vegalite_to_svg(sheet, vl_version=VEGA_LITE)).encode()


def png(pictures: Sequence[Picture], broad: int = WIDE) -> bytes:
    """Return the pictures, ``broad`` pixels broad, as PNG in light colours on white."""
    sheet, scale = _sheet(pictures, broad), 3 * sqrt(WIDE / broad)
    return bytes(vl_convert.vegalite_to_png(sheet, scale=scale, vl_version=VEGA_LITE))


def undrawable(texts: Iterable[str]) -> list[str]:
    """Return the signs of these texts that no font of this machine has: boxes in a PNG."""
    signs = dict.fromkeys(sign for text in texts for sign in text)
    return [sign for sign in signs if ord(sign) > _LATIN and not _has_font(sign)]


@cache
def _has_font(sign: str) -> bool:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf", "Zs"}:
        return True  # it is drawn with another, or not at all
    return _drawn(sign) != _drawn(_NO_SIGN)


def _drawn(sign: str) -> bytes:
    """Return a sign as a small picture; all that no font has look alike."""
    text = f'<text x="4" y="24" font-size="20" font-family="{canvas.FONT}">{escape(sign)}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="32">{text}</svg>'
    return bytes(vl_convert.svg_to_png(svg))


def _sheet(pictures: Sequence[Picture], broad: int) -> dict[str, Any]:
    config = pictures[0].spec["config"] | {
        "background": PALETTES["light"].background,
        "font": canvas.FONT,
        "aria": False,  # else every field of a mark, hidden ones too, would stand in the SVG
    }
    parts = [_part(picture, broad) for picture in pictures]
    return {"vconcat": parts, "config": config, "spacing": 24}


def _part(picture: Picture, broad: int) -> dict[str, Any]:
    spec = {key: value for key, value in picture.spec.items() if key not in {"config", "padding"}}
    spec["layer"] = [_still(layer) for layer in spec["layer"]]
    drawn = [name for name in picture.rows.column_names if name not in _IDS]
    title = {"text": _drawable(picture.heading), "anchor": "start", "fontSize": 17}
    values = [
        {name: _day(value) for name, value in mark.items()}
        for mark in picture.rows.select(drawn).to_pylist()
    ]
    for mark in values:
        mark["text"] = mark["text"] and _drawable(mark["text"])
    wide = broad if spec["width"] == "container" else spec["width"]
    measured: dict[str, Any] = _measured(spec, wide)
    return measured | {"width": wide, "title": title, "data": {"values": values}}


def _measured(spec: Any, wide: int) -> Any:
    """Return a spec with its width in expressions: on a sheet a picture has no width of its own."""
    if isinstance(spec, dict):
        return {
            key: _WIDTH.sub(str(wide), value) if key == "expr" else _measured(value, wide)
            for key, value in spec.items()
        }
    return [_measured(part, wide) for part in spec] if isinstance(spec, list) else spec


def _day(value: Any) -> Any:
    """Return a day as text, which vl-convert reads as of here; anything else as it is."""
    return value.isoformat() if isinstance(value, datetime) else value


def _drawable(text: str) -> str:
    """Return a text without what no SVG can hold; vl-convert would end the whole program."""
    return _NOT_IN_SVG.sub("\N{REPLACEMENT CHARACTER}", text)


def _still(layer: dict[str, Any]) -> dict[str, Any]:
    """Return a layer without what answers to a pointer."""
    encoding = {key: value for key, value in layer["encoding"].items() if key != "tooltip"}
    still = {key: value for key, value in layer.items() if key not in {"params", "data"}}
    return still | {"encoding": encoding}
