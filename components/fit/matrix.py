"""Matrix: a table of dimensions by therapists with a sign, a word and a shade.

It sorts by a tap on a heading; a tap on a cell opens the notes behind it.
"""

from collections.abc import Collection

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from components.charts.lines import KEY, Filling, Line, filling
from components.charts.palette import PALETTES
from components.fit.evidence import evidence
from components.report_cache import worked_out
from components.widgets.chart import theme
from components.widgets.fold import fold
from data.fit.phrases import side_words
from data.fit.report import Cell

SIGNS: dict[Filling, str] = {
    "full": "●",
    "half": "◐",
    "empty": "○",
    "too few": "?",
    "not rated": "·",
}

NEED = "need"
_KEY = "matrix"
_ROW, _NEED, _ALL = 66, 150, 665
"""Pixels: a row (words wrap in rows above 64), the column of needs, the room on a desk."""


def matrix_fold(lines: list[Line], of: object) -> None:
    """Draw, folded, the table of these therapists; ``of``: what tells the view from another."""
    unfolded = fold("All at a glance", f"{_KEY}-fold")
    if unfolded.open:
        with unfolded:
            _table(lines, of)


@st.fragment
def _table(lines: list[Line], of: object) -> None:
    said = ". ".join(f"{SIGNS[key]} {words}" for key, words in KEY.items())
    st.caption(
        f"{said}. Shaded: where you want it. Tap a cell to see the notes behind it; swipe sideways "
        "for more people."
    )
    colours = theme()
    shown = worked_out((_KEY, of, colours), lambda: _styled(matrix(lines), colours))
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=_KEY,
        on_select="rerun",
        selection_mode="single-cell",
        height="content",
        row_height=_ROW,
        column_config=_columns(lines),
    )
    cells = picked["selection"].get("cells", [])
    found = _picked(lines, cells[0]) if cells else None
    if found:
        name, cell = found
        evidence(name, cell, f"{_KEY}-evidence-{cells[0][1]}-{cell.dimension.key}")


def matrix(lines: list[Line]) -> pd.DataFrame:
    """Return a line for each need and a column for each therapist, in words with a sign.

    Columns are ids: two people may be called alike, or like the column of needs.
    """
    cells = zip(*(line.standing.cells for line in lines), strict=True)
    ids = [str(line.standing.therapist.id) for line in lines]
    counted = {cell.dimension.key for cell in lines[0].standing.counted}
    rows = [[_need(row[0], counted), *map(words, row)] for row in cells]
    return pd.DataFrame(rows, columns=pd.Index([NEED, *ids]))


def _need(cell: Cell, counted: Collection[str]) -> str:
    name = cell.dimension.name
    return name if cell.dimension.key in counted else f"{name} (not counted)"


def _columns(lines: list[Line]) -> dict[str, ColumnConfig]:
    wide = max(100, (_ALL - _NEED) // max(len(lines), 1))
    people = [line.standing.therapist for line in lines]
    return {
        NEED: st.column_config.TextColumn("Need", width=_NEED, pinned=True),
        **{str(p.id): st.column_config.TextColumn(p.name, width=wide) for p in people},
    }


def words(cell: Cell) -> str:
    """Return what stands in a cell: "○ too pushy, so far"."""
    return f"{SIGNS[filling(cell)]} {side_words(cell)}"


def _styled(table: pd.DataFrame, colours: str) -> Styler:
    palette = PALETTES["dark" if colours == "dark" else "light"]

    def shade(text: object) -> str:
        full = str(text).startswith(SIGNS["full"])
        return f"background-color: {palette.need if full else 'transparent'}"

    return table.style.map(shade, subset=list(table.columns[1:]))


def _picked(lines: list[Line], cell: tuple[int, str]) -> tuple[str, Cell] | None:
    """Return whose cell was tapped, and the cell; None for the column of needs."""
    at, column = cell
    for line in lines:
        standing = line.standing
        if str(standing.therapist.id) == column and at < len(standing.cells):
            return standing.therapist.name, standing.cells[at]
    return None
