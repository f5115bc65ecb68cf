"""A or B: two therapists beside each other."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import streamlit as st

from components.charts import pair as chart
from components.charts.lines import Line
from components.charts.pair import Side
from components.widgets.address import put, take
from components.widgets.as_typed import plain
from components.widgets.chart import draw_pair
from components.widgets.fold import fold
from data.fit.comparison import Pair, Pull
from data.fit.phrases import ahead_words
from data.fit.report import Report, Standing
from data.words import counted

_LIGHTLY = {"nothing yet", "first impression"}


def pair_fold(report: Report, lines: list[Line]) -> None:
    """Draw, folded, who of two fits better and what speaks for whom."""
    compared = {str(line.standing.therapist.id): line for line in lines if line.standing.fit}
    if len(compared) < 2:
        return
    unfolded = fold("One or the other?", "pair")
    if not unfolded.open:
        return
    with unfolded:
        first, second = _choose(compared)
        if first == second:
            st.markdown("Choose two different therapists.")
            return
        found = turned(report, UUID(first), UUID(second))
        sides = _side(compared[first]), _side(compared[second])
        both = [compared[therapist].standing for therapist in (first, second)]
        st.text(ahead_words(sides[0].name, sides[1].name, chart.ahead(found)))
        for note in both:
            if note.sure in _LIGHTLY:
                st.text(f"{note.therapist.name} has {counted(note.notes, 'note')}: mostly a guess.")
        st.caption("Each sign is one of twenty ways it may go, all equally likely: who is ahead.")
        rated, unrated = _known_of_both(found, both)
        draw_pair(rated, sides, "pair-picture")
        if unrated:
            st.caption(f"Left out, as not rated for each of the two: {plain(', '.join(unrated))}.")


def turned(report: Report, first: UUID, second: UUID) -> Pair:
    """Return the pair in the order asked for."""
    for pair in report.pairs:
        if (pair.a, pair.b) == (first, second):
            return pair
        if (pair.b, pair.a) == (first, second):
            pulls = tuple(Pull(pull.dimension, -pull.by) for pull in pair.pulls)
            return Pair(first, second, 1 - pair.p_a_ahead, pulls)
    raise KeyError(first, second)


def _known_of_both(pair: Pair, both: Sequence[Standing]) -> tuple[Pair, list[str]]:
    """Return the pair with the pulls of what is rated for both, and the names of the others.

    What is not known of somebody does not speak for the other.
    """
    rated = [{cell.dimension.key for cell in standing.cells if cell.evidence} for standing in both]
    known = tuple(pull for pull in pair.pulls if pull.dimension.key in rated[0] & rated[1])
    others = [pull.dimension.name for pull in pair.pulls if pull not in known]
    return replace(pair, pulls=known), others


def _choose(compared: dict[str, Line]) -> tuple[str, str]:
    ids = list(compared)

    def choose(label: str, at: int, key: str) -> str:
        take(key, ids)
        st.session_state.setdefault(key, ids[at])
        if st.session_state[key] not in ids:
            st.session_state[key] = ids[at]
        chosen = st.selectbox(
            label,
            ids,
            format_func=lambda therapist: compared[therapist].standing.therapist.name,
            key=key,
        )
        put(key, chosen, usual=ids[at])
        return chosen

    with st.container(horizontal=True):
        return choose("This one", 0, "one"), choose("or that one", 1, "other")


def _side(line: Line) -> Side:
    return Side(line.standing.therapist.name, line.place)
