"""Lines on a page: one for each therapist, and the notes behind a square."""

import streamlit as st

from components.charts.lines import PICKED, Line
from components.fit.evidence import evidence
from components.widgets.as_typed import plain
from components.widgets.chart import draw_dots, draw_lines, picked
from components.widgets.fold import fold, unfold


@st.fragment
def therapist_lines(lines: list[Line], key: str = "lines") -> None:
    """Draw the lines; a square, or the two lists below, open the notes behind it."""
    draw_lines(lines, key, lambda: _pick(key))
    if not lines[0].standing.counted:
        return
    unfolded = fold("The notes behind a square", f"{key}-fold")
    if unfolded.open:
        with unfolded:
            _behind(lines, key)


def dots_fold(lines: list[Line]) -> None:
    """Draw, folded, how right sessions are likely to be."""
    if not any(line.standing.fit for line in lines):
        return
    unfolded = fold("How right the next sessions may be", "dots-fold")
    if unfolded.open:
        with unfolded:
            st.caption(
                "Each sign is one of twenty ways it may go, all equally likely. The further to the "
                "right, the more is right for you; the further apart the signs, the less sure. "
                "It says nothing about how good anybody is."
            )
            draw_dots(lines, "dots")
            names = [line.standing.therapist.name for line in lines if not line.standing.fit]
            if names:
                st.caption(f"Too little is rated to draw {plain(', '.join(names))}.")
            st.page_link("how_fit_works.py", label="How is this worked out?")


def _behind(lines: list[Line], key: str) -> None:
    standings = {str(line.standing.therapist.id): line.standing for line in lines}
    cells = {cell.dimension.key: cell for cell in lines[0].standing.counted}
    who = next(iter(standings))
    if len(standings) > 1:
        who = st.selectbox(
            "About whom?",
            list(standings),
            format_func=lambda letter: standings[letter].therapist.name,
            key=f"{key}-who",
        )
    need = st.selectbox(
        "Which need?",
        list(cells),
        format_func=lambda letter: cells[letter].dimension.name,
        key=f"{key}-need",
    )
    cell = next(cell for cell in standings[who].counted if cell.dimension.key == need)
    evidence(standings[who].therapist.name, cell, f"{key}-{who}-{need}")


def _pick(key: str) -> None:
    """A square was clicked: unfold the notes behind it."""
    mark = picked(key, PICKED)
    if "dimension" in mark:
        st.session_state[f"{key}-who"] = mark["who"]
        st.session_state[f"{key}-need"] = mark["dimension"]
        unfold(f"{key}-fold")
