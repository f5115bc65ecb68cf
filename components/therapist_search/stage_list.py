"""Everybody the search is about, who is next first; and the one who was chosen, beside them."""

from typing import Final

import streamlit as st

from components.next_session.plan_form import plan_form
from components.session import records, today
from components.therapist_search.step_form import search_steps
from components.widgets.address import put
from components.widgets.as_typed import plain
from components.widgets.reminder import SEARCH
from components.widgets.show_more import show_more
from data.advice.search_stage import SearchStage, next_step_words, search_stages
from data.model.fee import fee_words
from data.words import counted

AT_ONCE: Final = 20


def where_it_stands() -> None:
    """Draw who is next and everybody else; on a phone who was chosen lies over them."""
    stages = search_stages(records(), today())
    if not stages:
        st.text("You are not asking anybody right now.")
        return
    st.caption(summary(stages))
    listing, beside = st.columns([2, 3], gap="medium")
    chosen = _chosen(stages)
    with listing, st.container(key="search-rows", gap=None):
        for stage in show_more(stages, "search-people", AT_ONCE):
            _row(stage, lit=stage is (chosen or stages[0]))
        if not SEARCH.is_on():
            SEARCH.on_button("Say on Home who is next")
    with beside, st.container(key="search-sheet" if chosen else "search-first"):
        stage = chosen or stages[0]
        _card(stage, first=stage is stages[0])
        if chosen:
            st.button("Close", key="search-close", on_click=_choose, args=("",), width="stretch")


def summary(stages: list[SearchStage]) -> str:
    """Return in one line how many there are at each stage, in the order of the search."""
    names = ("not asked yet", "asked", "answered", "waiting list", "first call",
             "first appointment", "refused")  # fmt: skip
    said = {"asked": "no answer yet", "refused": "said no"}
    counts = {name: sum(stage.name == name for stage in stages) for name in names}
    parts = [f"{count} {said.get(name, name)}" for name, count in counts.items() if count]
    return f"{counted(len(stages), 'person', 'people')}: {', '.join(parts)}."


def _chosen(stages: list[SearchStage]) -> SearchStage | None:
    named = st.query_params.get("who", "")
    return next((stage for stage in stages if str(stage.therapist.id) == named), None)


def _choose(who: str) -> None:
    put("who", who)


def _row(stage: SearchStage, *, lit: bool) -> None:
    """One line of the list: who, where it stands, and what comes next."""
    following = f" · next: {next_step_words(stage.next_step, today())}" if stage.next_step else ""
    st.button(
        f"**{plain(stage.therapist.name)}**  \n:small[{plain(stage.words + following)}]",
        key=f"search-row/{stage.therapist.id}",
        type="secondary" if lit else "tertiary",
        on_click=_choose,
        args=(str(stage.therapist.id),),
        width="stretch",
    )


def _card(stage: SearchStage, *, first: bool) -> None:
    therapist, who = stage.therapist, {"who": str(stage.therapist.id)}
    with st.container(border=True, gap="small"):
        if first and stage.is_due(today()):
            st.caption("Next")
        fee = f", {fee_words(therapist.fee)}" if therapist.fee else ""
        st.header(plain(therapist.name + fee), anchor=False)
        search_steps(therapist)
        plan_form(therapist)
        with st.container(horizontal=True):
            st.page_link("first_call.py", label="Questions to ask", query_params=who)
            st.page_link("therapist.py", label="Everything else", query_params=who)
