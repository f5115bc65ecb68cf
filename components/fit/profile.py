"""The profile on a page: a block for each need, and the notes behind whatever is clicked."""

from collections.abc import Collection

import streamlit as st

from components.charts.lines import Line
from components.charts.profile import PICKED, Rows
from components.fit.centred_switch import drawn_switch
from components.fit.evidence import evidence
from components.fit.order import block_of
from components.widgets.as_typed import plain
from components.widgets.chart import draw_profile, picked
from data.fit.gap import costliest_first
from data.words import counted

AT_ONCE = 8
"""How many dimensions are shown, and more with a click."""

HOW_TO_READ = (
    "The large mark is where somebody is on the whole; its line is how far that is unsure. "
    "Below it stands each rating, the newest ringed. A stroke is a session, a tick a first call, "
    "a cross from memory. Tap a row, or a name below it, to see the notes."
)


def profile(lines: list[Line], must_haves: Collection[str], at_once: int = AT_ONCE) -> None:
    """Draw each need with these therapists in it, what costs most first."""
    order = costliest_first([line.standing for line in lines])
    most = st.session_state.get("profile-shown", at_once)
    st.caption(HOW_TO_READ)
    drawn_switch()
    for at in order[:most]:
        block = block_of(lines, at)
        key = block[0].cell.dimension.key
        _block(block, key, must_have=key in must_haves)
    if len(order) > most:
        st.button(f"Show {len(order) - most} more", key="profile-more", on_click=_show_all)


def _show_all() -> None:
    st.session_state["profile-shown"] = 500


@st.fragment
def _block(block: Rows, dimension: str, *, must_have: bool) -> None:
    key = f"profile-{dimension}"
    st.header(
        f"{plain(block[0].cell.dimension.name)}{', must-have' if must_have else ''}", anchor=False
    )
    draw_profile(block, key, lambda: _pick(key))
    rated = {str(row.therapist.id): row for row in block if row.cell.evidence}
    if not rated:
        return
    who = st.pills(
        "Notes behind it",
        list(rated),
        format_func=lambda letter: (
            f"{plain(rated[letter].therapist.name)}: "
            f"{counted(len(rated[letter].cell.evidence), 'note')}"
        ),
        key=f"{key}-who",
    )
    if who:
        first = st.session_state.get(f"{key}-note", "")
        evidence(rated[who].therapist.name, rated[who].cell, f"{key}-{who}", first)


def _pick(key: str) -> None:
    """A mark was clicked: show the notes behind it, a single rating's note first and open."""
    mark = picked(key, PICKED)
    st.session_state[f"{key}-who"] = mark.get("who")
    st.session_state[f"{key}-note"] = mark.get("note", "")
