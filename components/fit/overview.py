"""The overview: everybody by every need, and the evidence of one cell beside it.

On a desk the grid with its evidence, on a phone the rows of one person, or squares for all, with
the evidence as a sheet: the style sheet shows what there is room for. A tap on a cell and the two
lists above the evidence do the same.
"""

from typing import Final

import streamlit as st

from components.charts import squares
from components.charts.cell import PICKED
from components.charts.grid import BROAD, NAMES, Grid
from components.fit.evidence import evidence
from components.fit.heads import heads, names
from components.fit.strips import strips_of
from components.fit.what_if import ways_on
from components.frame.fragment import fragment
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.chart import draw_grid, draw_squares, draw_strips, picked
from components.widgets.field_state import list_value
from data.fit.gap import gaps
from data.fit.order import needs_in_order
from data.fit.report import Cell, Report

_CELL, _TURN, _PERSON = "fit-cell", "fit-turn", "fit-person"
_WHO, _NEED = "fit-who", "fit-need"
_ALL = "all"

_SIGNS: Final[dict[squares.Filling, str]] = {
    "full": "■",
    "half": "◧",
    "empty": "□",
    "too few": "?",
    "not rated": "·",
}

HOW_TO_READ: Final = (
    "★ must-have. Band: what you need. Sign: where they are, its line: how far that is unsure. "
    "Number: notes. Tap a row to read them."
)

Coordinates = tuple[str, str]
"""A cell: the id of its therapist and the key of its dimension."""


@fragment
def overview(report: Report, grid: Grid) -> None:
    """Draw the grid, the rows for a phone, and the evidence of the cell that was chosen."""
    chosen = _chosen(grid)
    coordinates = chosen or _costliest(grid)
    with st.container(key="fit-overview", horizontal=True):
        with st.container(gap=None):
            everybody(report, grid, coordinates)
        with st.container(key="fit-evidence"):
            _evidence(grid, coordinates, is_chosen=chosen is not None)


def everybody(report: Report, grid: Grid, chosen: Coordinates | None = None) -> None:
    """Draw the grid for a desk, and the rows or squares for a phone."""
    _at_least(".st-key-fit-grid > *", NAMES + BROAD * len(grid.columns))
    _desk(grid, chosen)
    _phone(report, grid)


def _at_least(part: str, pixels: int) -> None:
    """Say below which breadth a part of the page scrolls sideways, at the usual size of text."""
    st.html(f"<style>{part} {{ min-width: calc({pixels}px * var(--rapport-zoom)) }}</style>")


def _desk(grid: Grid, chosen: Coordinates | None) -> None:
    key = f"fit-grid-{_turn()}"
    with st.container(key="fit-grid"):
        st.html(heads(grid))
        with st.container(key="fit-cells", horizontal=True):
            st.html(names(grid))
            draw_grid(grid, key, lambda: _pick(key), chosen)


def _phone(report: Report, grid: Grid) -> None:
    people = grid.people
    who = first = next(iter(people))
    with st.container(key="fit-phone", gap="xsmall"):
        if len(people) > 1:
            who = (
                st.pills(
                    "Who",
                    [*people, _ALL],
                    default=first,
                    format_func=lambda person: (
                        "Everybody"
                        if person == _ALL
                        else plain(people[person].standing.therapist.name)
                    ),
                    required=True,
                    key=_PERSON,
                    label_visibility="collapsed",
                )
                or first
            )
        key = f"fit-phone-{_turn()}"
        signs = ", ".join(f"{_SIGNS[name]} {said}" for name, said in squares.KEY.items())
        st.caption(f"★ must-have. {signs}." if who == _ALL else HOW_TO_READ)
        if who == _ALL:
            _at_least(".st-key-fit-squares", squares.NAMES + squares.BROAD * len(grid.columns))
            with st.container(key="fit-squares"):
                draw_squares(grid, key, lambda: _pick(key))
        else:
            draw_strips(
                strips_of(report, records().therapists, people[who].standing.therapist.id),
                key,
                lambda: _pick(key),
            )
        st.button(
            "The notes behind a need",
            key="fit-open",
            on_click=_open,
            args=(who, grid),
            type="tertiary",
        )


def _evidence(grid: Grid, coordinates: Coordinates, *, is_chosen: bool) -> None:
    who, need = coordinates
    column = grid.people[who]
    with st.container(horizontal=True, vertical_alignment="center", key="fit-choice"):
        st.caption(
            "You chose"
            if is_chosen
            else "Furthest from what you need, of those you are with"
            if coordinates == _costliest_gap(grid)
            else "What stands behind each field",
            width="stretch",
        )
        if is_chosen:
            st.button("Close", key="fit-close", on_click=_close)
    with st.container(horizontal=True, key="fit-which", gap="xsmall"):
        names = {key: person.standing.therapist.name for key, person in grid.people.items()}
        _choice("Whom?", _WHO, who, names)
        cells = _cells(grid)
        needs = {key: cell.dimension.name for (whose, key), cell in cells.items() if whose == who}
        _choice("Which need?", _NEED, need, needs)
    evidence(column, cells[coordinates], f"evidence-{who}-{need}")
    ways_on(column, cells[coordinates])


def _choice(label: str, key: str, value: str, names: dict[str, str]) -> None:
    options = list(names)
    st.selectbox(
        label,
        options,
        **list_value(key, value, options),
        format_func=names.__getitem__,
        on_change=_choose,
    )


def _chosen(grid: Grid) -> Coordinates | None:
    """Return the cell that was chosen, where it is still in the grid."""
    coordinates: Coordinates | None = st.session_state.get(_CELL)
    return coordinates if coordinates and coordinates in _cells(grid) else None


def _cells(grid: Grid) -> dict[Coordinates, Cell]:
    """Return every cell in order, by its coordinates."""
    order = needs_in_order(grid.columns[0].standing)
    standings = [column.standing for column in grid.columns]
    cells = [(standing, standing.cells[at]) for standing in standings for at in order]
    return {(str(who.therapist.id), cell.dimension.key): cell for who, cell in cells}


def _costliest_gap(grid: Grid) -> Coordinates | None:
    """The costliest gap of those one is with; of all where all have ended."""
    standings = [column.standing for column in grid.columns]
    going_on = [standing for standing in standings if standing.therapist.status != "ended"]
    found = gaps(going_on or standings)
    if not found:
        return None
    return str(found[0].standing.therapist.id), found[0].cell.dimension.key


def _costliest(grid: Grid) -> Coordinates:
    """Cell drawn before anything is chosen: the costliest gap, else the first rated one."""
    if costliest := _costliest_gap(grid):
        return costliest
    cells = _cells(grid)
    return next((at for at, cell in cells.items() if cell.evidence), next(iter(cells)))


def _turn() -> int:
    turn: int = st.session_state.get(_TURN, 0)
    return turn


def _pick(key: str) -> None:
    """A cell was tapped."""
    mark = picked(key, PICKED)
    if "dimension" in mark:
        st.session_state[_CELL] = mark["who"], mark["dimension"]


def _choose() -> None:
    """The lists above the evidence chose a cell."""
    st.session_state[_CELL] = st.session_state[_WHO], st.session_state[_NEED]


def _open(who: str, grid: Grid) -> None:
    """Show the evidence of the person at hand, beginning with what costs most."""
    st.session_state[_CELL] = next(
        coordinates
        for coordinates in (_costliest(grid), *_cells(grid))
        if who in {coordinates[0], _ALL}
    )


def _close() -> None:
    """Back to what was there before anything was chosen; the same cell can be tapped again."""
    st.session_state.pop(_CELL, None)
    st.session_state[_TURN] = _turn() + 1
