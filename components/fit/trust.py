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


def trust(told: Report) -> None:
    """Draw, folded, what speaks for trusting the pictures and what against it."""
    unfolded = fold("Can I trust this?", "trust")
    if not unfolded.open:
        return
    with unfolded:
        st.text(self_check_sentence(told.self_check))
        for check in told.checks:
            st.text(check_sentence(check, told))
        for gut in told.gut:
            st.text(gut_sentence(gut, told))
        st.page_link("how_fit_works.py", label="How is this worked out?")


def turns(told: Report) -> None:
    """Offer the single changes that would put somebody else in front."""
    names = {one.therapist.id: one.therapist.name for one in told.standings}
    for flip in told.verdict.flips[:1]:
        flip_button(flip, names[flip.front])


def learned_needs(told: Report) -> None:
    """Offer the ranges that agree better with what was said to be right."""
    if told.learned:
        st.header("What your answers say you need", anchor=False)
    for one in told.learned:
        _learned(one)


def to_notice(lines: list[Line]) -> None:
    """Draw, folded, what is worth noticing next time, with the question to ask oneself."""
    going_on = [line.standing for line in lines if line.standing.therapist.status != "ended"]
    wanted = [one for one in going_on if one.notice_next]
    if not wanted:
        return
    unfolded = fold("What to notice next time", "notice")
    if unfolded.open:
        with unfolded:
            st.caption("Noting these would make the pictures surer than anything else.")
            for standing in sorted(wanted, key=lambda one: one.notes):
                _notice(standing)


def _notice(standing: Standing) -> None:
    for notice in standing.notice_next[:MOST_TO_NOTICE]:
        if notice.share > 0:
            name = f"{standing.therapist.name}, {notice.dimension.name}"
            st.markdown(f"**{plain(name)}**: {plain(notice.dimension.ask_rating)}")


def _learned(one: Learned) -> None:
    key = one.dimension.key
    with st.container(border=True):
        st.markdown(
            f"**{plain(one.dimension.name)}**: with {one.low} to {one.high}, {one.agree} of your "
            f"{counted(one.answers, 'answer')} to “Was that right for you?” fit. "
            f"With {one.need.low} to {one.need.high}, as you chose, {one.agree_now} do."
        )
        st.button(
            f"What if it were {one.low} to {one.high}?",
            key=f"learned-{key}",
            on_click=move_range,
            args=(key, one.low, one.high),
        )
        st.caption("This only tries it. Nothing is saved.")
