"""Charts on a page: prepared once for each shape and theme, then drawn with the data at hand."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import pyarrow as pa
import streamlit as st

from components.charts import (
    canvas,
    centred,
    dots,
    grid,
    moments,
    path,
    profile,
    sessions,
    squares,
    strips,
    timeline,
)
from components.charts.cell import Column
from components.charts.palette import Theme
from components.charts.path import Path
from components.report_cache import worked_out, worked_out_of_fit
from data.advice.moments import Happened
from data.fit.path import MOST_POINTS, Stretch, spread
from data.model.note import Note

T = TypeVar("T")

Pick = Callable[[], None]


def theme() -> Theme:
    """Return the theme this browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_dots(columns: Sequence[Column], key: str) -> None:
    """Draw twenty equally likely cases for each therapist that is compared."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("dots", colours),
        [column.standing for column in columns],
        lambda: (dots.rows(columns, colours), dots.height(columns), dots.says(columns)),
    )
    _draw(rows, canvas.prepared(dots.draw, colours, tall=tall), key, says)


def draw_profile(block: profile.Rows, key: str) -> None:
    """Draw one dimension with a row for each therapist, each rating below it."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("profile", colours, *(row.worded for row in block)),
        [row.cell for row in block],
        lambda: (profile.rows(block, colours), profile.height(block), profile.says(block)),
    )
    _draw(rows, canvas.prepared(profile.draw, colours, tall=tall), key, says)


def draw_path(found: Path, key: str, chosen: Stretch | None = None) -> None:
    """Draw one dimension of one therapist over time, with a ``chosen`` stretch of it marked."""
    colours = theme()
    rows = _made(("path", colours, chosen), (found,), lambda: path.rows(found, colours, chosen))
    _draw(
        rows,
        canvas.between(canvas.prepared(path.draw, colours), found.first, found.last),
        key,
        path.says(found),
    )


def draw_timeline(notes: Sequence[Note], colour_index: int, key: str, on_drag: Pick) -> None:
    """Draw notes along time; dragging a stretch of it calls ``on_drag``.

    Of very many notes so many as a picture can show.
    """
    colours = theme()
    rows = _made(
        ("timeline", colour_index, colours),
        notes,
        lambda: timeline.rows(
            [notes[at] for at in spread(len(notes), MOST_POINTS)], colour_index, colours
        ),
    )
    days = [note.date for note in notes]
    spec = canvas.between(canvas.prepared(timeline.draw, colours), min(days), max(days))
    _draw(rows, spec, key, timeline.says(notes), on_drag)


def draw_moments(found: Sequence[Happened], colour_index: int, key: str) -> None:
    """Draw what happened between the two along time."""
    colours = theme()
    rows = _made(
        ("moments", colour_index, colours),
        (found,),
        lambda: moments.rows(found, colour_index, colours),
    )
    days = [moment.day for moment in found]
    spec = canvas.prepared(moments.draw, colours, tall=moments.height(found))
    _draw(rows, canvas.between(spec, min(days), max(days)), key, moments.says(found))


def draw_sessions(
    runs: Sequence[sessions.SessionLine], highest: int, what: str, key: str, longest: int = 0
) -> None:
    """Draw several therapists at the same session number; up to the ``longest`` of all pictures."""
    colours = theme()
    rows = _made(("sessions", colours), (runs,), lambda: sessions.rows(runs, colours))
    spec = canvas.prepared(sessions.draw, highest, longest or sessions.longest_of(runs), colours)
    _draw(rows, spec, key, sessions.says(runs, what))


def draw_strips(found: strips.Strips, key: str, on_pick: Pick | None = None) -> None:
    """Draw one therapist's needs below each other; a tap on a row calls ``on_pick``."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("strips", colours, *(cell.dimension.key for cell in found.cells)),
        (found.column.standing,),
        lambda: (strips.rows(found, colours), strips.height(found), strips.says(found)),
    )
    _draw(rows, canvas.prepared(strips.draw, colours, tall=tall), key, says, on_pick)


def draw_grid(
    found: grid.Grid, key: str, on_pick: Pick, chosen: tuple[str, str] | None = None
) -> None:
    """Draw all needs by all therapists; a tap on a cell calls ``on_pick``."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("grid", colours, chosen),
        [column.standing for column in found.columns],
        lambda: (grid.rows(found, colours, chosen), grid.height(found), grid.says(found)),
    )
    _draw(
        rows, canvas.prepared(grid.draw, colours, len(found.columns), tall=tall), key, says, on_pick
    )


def draw_squares(found: grid.Grid, key: str, on_pick: Pick) -> None:
    """Draw all needs by all therapists as squares; a tap on one calls ``on_pick``."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("squares", colours),
        [column.standing for column in found.columns],
        lambda: (squares.rows(found, colours), squares.height(found), grid.says(found)),
    )
    _draw(
        rows,
        canvas.prepared(squares.draw, colours, len(found.columns), tall=tall),
        key,
        says,
        on_pick,
    )


def draw_centred(found: grid.Grid, full: tuple[UUID, UUID], key: str) -> None:
    """Draw everybody around what is needed, two of them in full."""
    colours = theme()
    rows, tall, says = _made_of_fit(
        ("centred", colours, full),
        [column.standing for column in found.columns],
        lambda: (
            centred.rows(found, full, colours),
            centred.height(found),
            centred.says(found, full),
        ),
    )
    _draw(rows, canvas.prepared(centred.draw, colours, tall=tall), key, says)


def _made(of: tuple[Hashable, ...], sources: Sequence[object], make: Callable[[], T]) -> T:
    """Return what was made of these very objects before, or make it.

    They are kept with what was made of them, so that no other object can get their identity; who
    hands over objects made anew for each rerun has everything made anew.
    """
    key = (*of, *map(id, sources))
    return worked_out(key, lambda: (sources, make()))[1]


def _made_of_fit(of: tuple[Hashable, ...], sources: Sequence[object], make: Callable[[], T]) -> T:
    """Return the same of parts of a report, which holds no text of a note."""
    key = (*of, *map(id, sources))
    return worked_out_of_fit(key, lambda: (sources, make()))[1]


def stretch_of(key: str, name: str) -> list[float]:
    """Return the two ends, in milliseconds, of what was dragged in the picture ``key``."""
    dragged = st.session_state.get(key, {}).get("selection", {}).get(name, {})
    ends: list[float] = dragged.get("x", [])
    return ends


def picked(key: str, name: str) -> dict[str, str]:
    """Return the fields of the mark clicked last in the picture ``key``; empty for none."""
    chosen = st.session_state.get(key, {}).get("selection", {}).get(name, [])
    return {field: value for field, value in (chosen[0] if chosen else {}).items() if value}


def _draw(
    rows: pa.Table, spec: dict[str, Any], key: str, says: str, on_pick: Pick | None = None
) -> None:
    st.vega_lite_chart(
        rows,
        spec,
        # Stretched to the page, a picture made for a phone would turn squares into oblongs.
        width="stretch" if spec["width"] == "container" else "content",
        theme=None,
        key=key,
        alt=says,
        on_select=on_pick or "ignore",
    )
