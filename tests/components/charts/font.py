"""How broad texts really are: in the font that the app brings along, as a browser draws them."""

import unicodedata
from functools import cache
from pathlib import Path

import streamlit
from PIL import ImageFont

_FINE = 20
"""Fonts are measured so many times larger: at their size widths are rounded."""


def broad(text: str, size: int = 13, *, bold: bool = False) -> float:
    """Return the width in pixels. Signs the font lacks count as square, as fallback fonts do."""
    font = _font(size, 700 if bold else 400)
    square = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    ours = "".join(c for c in text if unicodedata.east_asian_width(c) not in "WF")
    return font.getlength(ours) / _FINE + square * size


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    static = Path(streamlit.__file__).parent / "static"
    (file,) = static.rglob("SourceSansVF-Upright*.woff2")
    font = ImageFont.truetype(file, size * _FINE)
    font.set_variation_by_axes([weight])
    return font
