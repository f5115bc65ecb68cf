"""Sureness of the answer: whether to trust it, what to notice next, which needs were learned."""

import streamlit as st

from components.charts.grid import Grid
from components.fit.what_if import move_range
from components.widgets.as_typed import plain
from components.widgets.chart import draw_dots
from components.widgets.show_more import show_more
from data.fit.fit import DOTS
from data.fit.learned_needs import Learned
from data.fit.report import Report, Standing
from data.fit.sentences import check_sentence, gut_sentence, self_check_sentence
from data.words import counted

MOST_TO_NOTICE = 2
_AT_ONCE = 3


def how_sure(report: Report, grid: Grid) -> None:
    """Draw what speaks for trusting the answer and what against it; what would make it surer."""
    left, right = st.columns(2, gap="large")
    with left:
        _spread(grid)
    with right:
        _to_notice(grid)
        st.header("What to mind", anchor=False)
        for check in report.checks:
            st.text(check_sentence(check, report))
        for gut in report.gut:
            st.text(gut_sentence(gut, report))
        st.text(self_check_sentence(report.self_check))
        if report.learned:
            st.header("What your answers say you need", anchor=False)
        for learned_need in report.learned:
            _learned(learned_need)
        st.page_link("how_fit_works.py", label="How is this worked out?")


def _spread(grid: Grid) -> None:
    st.header("How right the next sessions may be", anchor=False)
    if any(column.standing.fit for column in grid.columns):
        st.caption(
            f"Each sign is one of {DOTS} ways it may go, all equally likely. The further to the "
            "right, the more is right for you; the further apart the signs, the less sure. "
            "It says nothing about how good anybody is."
        )
        draw_dots(grid.columns, "dots")
    names = [column.standing.therapist.name for column in grid.columns if not column.standing.fit]
    if names:
        st.caption(f"Too little is rated to draw {plain(', '.join(names))}.")


def _to_notice(grid: Grid) -> None:
    going_on = [
        column.standing for column in grid.columns if column.standing.therapist.status != "ended"
    ]
    wanted = [standing for standing in going_on if standing.notice_next]
    if not wanted:
        return
    st.header("What to notice next time", anchor=False)
    st.caption("Noting these would make the picture surer than anything else.")
    fewest_first = sorted(wanted, key=lambda candidate: candidate.notes)
    for standing in show_more(fewest_first, "to-notice", _AT_ONCE):
        _notice(standing)


def _notice(standing: Standing) -> None:
    for notice in standing.notice_next[:MOST_TO_NOTICE]:
        if notice.share > 0:
            name = f"{standing.therapist.name}, {notice.dimension.name}"
            st.markdown(f"**{plain(name)}**: {plain(notice.dimension.ask_rating)}")


def _learned(learned: Learned) -> None:
    key = learned.dimension.key
    with st.container(border=True):
        st.markdown(
            f"**{plain(learned.dimension.name)}**: with {learned.low} to {learned.high}, "
            f"{learned.agree} of your {counted(learned.answers, 'answer')} to “Was that right for "
            f"you?” fit. With {learned.need.low} to {learned.need.high}, as you chose, "
            f"{learned.agree_now} do."
        )
        st.button(
            f"What if it were {learned.low} to {learned.high}?",
            key=f"learned-{key}",
            on_click=move_range,
            args=(key, learned.low, learned.high),
        )
        st.caption("This only tries it. Nothing is saved.")
