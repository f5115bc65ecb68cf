"""Compare two: who of two fits better, how likely that is, and on which needs."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

import streamlit as st

from components.charts.grid import Grid
from components.fit.what_if import flip_button
from components.widgets.address import put, take
from components.widgets.as_typed import plain
from components.widgets.chart import draw_centred
from components.widgets.sign import sign_html
from data.fit.phrases import ahead_words
from data.fit.report import Report, Standing
from data.words import counted

_LIGHTLY = {"nothing yet", "first impression"}


def compare_two(report: Report, grid: Grid) -> None:
    """Draw the choice of two, who is ahead, and everybody around the needs."""
    people = {who: column.standing for who, column in grid.people.items()}
    if len(people) < 2:
        st.info("There is one therapist in view. Add somebody else to compare the two.")
        st.page_link("therapists.py", label="Add somebody")
        return
    choosing, picture = st.columns([1, 3], gap="medium")
    with choosing:
        with st.container(horizontal=True):
            first, second = _choose(people)
        if first == second:
            st.text("Choose two different therapists.")
            return
        _who_is_ahead(report, (people[first], people[second]))
    with picture:
        st.html(_legend(grid, {first, second}))
        st.caption("The band is what you need. Line: how far that is unsure. Small: the others.")
        draw_centred(grid, (UUID(first), UUID(second)), "pair-picture")


def _who_is_ahead(report: Report, both: Sequence[Standing]) -> None:
    """Draw who of two is ahead how likely, how lightly to take it, and what would turn it round."""
    with st.container(key="fit-ahead", gap=None):
        st.header(plain(_ahead(report, both)), anchor=False)
        st.caption("How likely that is, going by your notes, and not by how much.")
    for standing in both:
        if standing.sure in _LIGHTLY:
            notes = counted(standing.notes, "note")
            st.text(f"{standing.therapist.name} has {notes}: mostly a guess.")
    names = {standing.therapist.id: standing.therapist.name for standing in report.standings}
    for flip in report.verdict.flips[:1]:
        flip_button(flip, names[flip.front])


def _ahead(report: Report, both: Sequence[Standing]) -> str:
    first, second = (standing.therapist for standing in both)
    chance = report.p_ahead(first.id, second.id)
    if chance is not None:
        return ahead_words(first.name, second.name, chance)
    few = next(standing for standing in both if not standing.fit)
    return f"Too little is rated for {few.therapist.name} to say who fits better."


def _legend(grid: Grid, full: set[str]) -> str:
    drawn = []
    for column in grid.columns:
        therapist = column.standing.therapist
        small = "" if str(therapist.id) in full else ' class="small"'
        sign = sign_html(column.colour_index)
        drawn.append(f"<span{small}>{sign} {escape(therapist.name)}</span>")
    return f'<div class="fit-legend" translate="no">{"".join(drawn)}</div>'


def _choose(people: dict[str, Standing]) -> tuple[str, str]:
    ids = list(people)

    def choose(label: str, usual: str, key: str) -> str:
        take(key, ids)
        st.session_state.setdefault(key, usual)
        if st.session_state[key] not in ids:
            st.session_state[key] = usual
        chosen = st.selectbox(
            label, ids, format_func=lambda who: people[who].therapist.name, key=key
        )
        put(key, chosen, usual=usual)
        return chosen

    # The first one, and whom most is known of among the others that can be compared.
    first = next((who for who in ids if people[who].fit), ids[0])
    others = [who for who in ids if who != first]
    second = max(others, key=lambda who: (people[who].fit is not None, people[who].notes))
    return choose("This one", first, "one"), choose("or that one", second, "other")
