"""Charts on a page: prepared once for each shape and theme, then drawn with the data at hand."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.charts import dots, lines, moments, pair, path, profile, sessions, strips, timeline
from components.charts.centred import both_ways
from components.charts.lines import Lines
from components.charts.pair import Sides
from components.charts.palette import Theme
from components.charts.path import Path
from components.report_cache import worked_out
from data.advice.moments import Happened
from data.fit.comparison import Pair
from data.model.note import Note

T = TypeVar("T")

Pick = Callable[[], None]


def theme() -> Theme:
    """Return the theme this browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_lines(shown: Lines, key: str, on_pick: Pick) -> None:
    """Draw a line with its squares for each therapist; a click on a square calls ``on_pick``."""
    colours, of = theme(), _of(shown)
    _draw(
        worked_out(("lines", of, colours), lambda: lines.rows(shown, colours)),
        lines.spec(worked_out(("lines tall", of), lambda: lines.height(shown)), colours),
        key,
        worked_out(("lines said", of), lambda: lines.says(shown)),
        on_pick,
    )


def draw_dots(shown: Lines, key: str) -> None:
    """Draw twenty equally likely cases for each therapist that is compared."""
    colours, of = theme(), _of(shown)
    _draw(
        worked_out(("dots", of, colours), lambda: dots.rows(shown, colours)),
        dots.spec(dots.height(shown), colours),
        key,
        dots.says(shown),
    )


def draw_profile(block: profile.Rows, key: str, on_pick: Pick | None = None) -> None:
    """Draw one dimension with a row for each therapist; a click on a mark calls ``on_pick``.

    It is drawn on the scale or centred on the need, as `drawn_switch` of the page says.
    """
    colours = theme()
    of = (block[0].cell.need, *(row.therapist.id for row in block))
    _draw(
        worked_out(("profile", of, colours), lambda: _both_ways(block, colours)),
        profile.spec(
            worked_out(("tall", of), lambda: profile.height(block)), colours, switched=True
        ),
        key,
        worked_out(("said", of), lambda: profile.says(block)),
        on_pick,
    )


def draw_pair(found: Pair, sides: Sides, key: str) -> None:
    """Draw two therapists beside each other."""
    colours = theme()
    rows = pair.rows(found, sides, colours)
    _draw(rows, pair.spec(pair.height(found), colours), key, pair.says(found, sides))


def draw_path(found: Path, key: str) -> None:
    """Draw one dimension of one therapist over time."""
    colours, of = theme(), ("path", found.dimension.key, found.place)
    rows = worked_out((of, colours), lambda: path.rows(found, colours))
    _draw(rows, path.spec(colours), key, path.says(found))


def draw_timeline(notes: Sequence[Note], colour_index: int, key: str, on_drag: Pick) -> None:
    """Draw notes along time; dragging a stretch of it calls ``on_drag``."""
    colours = theme()
    rows = worked_out(
        ("timeline", colour_index, colours), lambda: timeline.rows(notes, colour_index, colours)
    )
    _draw(rows, timeline.spec(colours), key, timeline.says(notes), on_drag)


def draw_moments(found: Sequence[Happened], colour_index: int, key: str) -> None:
    """Draw what happened between the two along time."""
    colours = theme()
    rows = worked_out(
        ("moments", colour_index, colours), lambda: moments.rows(found, colour_index, colours)
    )
    _draw(rows, moments.spec(moments.height(found), colours), key, moments.says(found))


def draw_sessions(runs: Sequence[sessions.Run], highest: int, what: str, key: str) -> None:
    """Draw several therapists at the same session number."""
    colours = theme()
    rows = worked_out(("sessions", key, colours), lambda: sessions.rows(runs, colours))
    _draw(rows, sessions.spec(highest, colours), key, sessions.says(runs, what))


def draw_strips(found: strips.Strips, key: str, on_pick: Pick | None = None) -> None:
    """Draw one therapist's needs below each other; a tap on a row calls ``on_pick``."""
    colours = theme()
    rows, tall, says = _made(
        ("strips", colours, *(cell.dimension.key for cell in found.cells)),
        (found.column.standing,),
        lambda: (strips.rows(found, colours), strips.height(found), strips.says(found)),
    )
    _draw(rows, strips.spec(tall, colours), key, says, on_pick)


def _made(of: tuple[Hashable, ...], sources: Sequence[object], make: Callable[[], T]) -> T:
    """Return what was made of these very objects before, or make it.

    They are kept with what was made of them, so that no other object can get their identity.
    """
    key = (*of, *map(id, sources))
    return worked_out(key, lambda: (sources, make()))[1]


def stretch_of(key: str, name: str) -> list[float]:
    """Return the two ends, in milliseconds, of what was dragged in the picture ``key``."""
    dragged = st.session_state.get(key, {}).get("selection", {}).get(name, {})
    ends: list[float] = dragged.get("x", [])
    return ends


def picked(key: str, name: str) -> dict[str, str]:
    """Return the fields of the mark clicked last in the picture ``key``; empty for none."""
    chosen = st.session_state.get(key, {}).get("selection", {}).get(name, [])
    return {field: value for field, value in (chosen[0] if chosen else {}).items() if value}


def _of(shown: Lines) -> Hashable:
    """Key that tells these lines from others: who, against which needs, counted how much."""
    return tuple(
        (
            line.standing.therapist.id,
            *(cell.need for cell in line.standing.counted),
            *(must.dimension.key for must in line.standing.musts),
        )
        for line in shown
    )


def _both_ways(block: profile.Rows, colours: Theme) -> pd.DataFrame:
    return both_ways(profile.rows(block, colours), block[0].cell)


def _draw(
    rows: pd.DataFrame, spec: dict[str, Any], key: str, says: str, on_pick: Pick | None = None
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
