"""Quiet sentences below the pictures: can one trust them, what to notice, what one needs."""

import streamlit as st

from components.charts.lines import Line
from components.fit.what_if import flip_button, move_range
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from data.fit.learned_needs import Learned
from data.fit.report import Report, Standing
from data.fit.sentences import check_sentence, gut_sentence, self_check_sentence
from data.words import counted

MOST_TO_NOTICE = 2


def trust(report: Report) -> None:
    """Draw, folded, what speaks for trusting the pictures and what against it."""
    unfolded = fold("Can I trust this?", "trust")
    if not unfolded.open:
        return
    with unfolded:
        st.text(self_check_sentence(report.self_check))
        for check in report.checks:
            st.text(check_sentence(check, report))
        for gut in report.gut:
            st.text(gut_sentence(gut, report))
        st.page_link("how_fit_works.py", label="How is this worked out?")


def turns(report: Report) -> None:
    """Offer the single changes that would put somebody else in front."""
    names = {standing.therapist.id: standing.therapist.name for standing in report.standings}
    for flip in report.verdict.flips[:1]:
        flip_button(flip, names[flip.front])


def learned_needs(report: Report) -> None:
    """Offer the ranges that agree better with what was said to be right."""
    if report.learned:
        st.header("What your answers say you need", anchor=False)
    for learned_need in report.learned:
        _learned(learned_need)


def to_notice(lines: list[Line]) -> None:
    """Draw, folded, what is worth noticing next time, with the question to ask oneself."""
    going_on = [line.standing for line in lines if line.standing.therapist.status != "ended"]
    wanted = [standing for standing in going_on if standing.notice_next]
    if not wanted:
        return
    unfolded = fold("What to notice next time", "notice")
    if unfolded.open:
        with unfolded:
            st.caption("Noting these would make the pictures surer than anything else.")
            for standing in sorted(wanted, key=lambda candidate: candidate.notes):
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
            f"{learned.agree} of your {counted(learned.answers, 'answer')} to "
            f"“Was that right for you?” fit. "
            f"With {learned.need.low} to {learned.need.high}, as you chose, {learned.agree_now} do."
        )
        st.button(
            f"What if it were {learned.low} to {learned.high}?",
            key=f"learned-{key}",
            on_click=move_range,
            args=(key, learned.low, learned.high),
        )
        st.caption("This only tries it. Nothing is saved.")
