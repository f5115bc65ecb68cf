"""Weeks around sessions on Home: the session that comes next, and whom to turn to in the search."""

from datetime import timedelta
from typing import Final

import streamlit as st

from components.session import records, today
from components.therapist_search.home_reminder import leave_out_button, reminds_on_home
from components.widgets.as_typed import plain
from data.advice.next_session import coming_sessions
from data.advice.search_stage import next_step_words, search_stages
from data.words import shortened

SOON: Final = timedelta(days=21)
_MOST: Final = 3
_LONGEST_NAME: Final = 24


def next_sessions() -> None:
    """Draw a line for each session of the next three weeks, which leads to what to take along."""
    coming = [
        (day, therapist)
        for day, therapist in coming_sessions(records(), today())
        if day <= today() + SOON
    ]
    for day, therapist in coming[:_MOST]:
        at = therapist.next_session.at if therapist.next_session else None
        name = plain(shortened(therapist.name, _LONGEST_NAME))
        # Without the year, the name last: on a phone the end of a long line is cut.
        when = f"{day:%A} {day.day} {day:%B}{f', {at:%H:%M}' if at else ''}"
        label = f"**{when}** with {name}"
        st.page_link("to_print.py", label=label, query_params={"who": str(therapist.id)})


def who_is_next() -> None:
    """Draw, while one looks for somebody, who is next; nothing once it was left out of Home."""
    stages = search_stages(records(), today())
    if not stages or not reminds_on_home():
        return
    stage = stages[0]
    name = plain(shortened(stage.therapist.name, _LONGEST_NAME))
    following = next_step_words(stage.next_step, today()) if stage.next_step else stage.words
    with st.container(border=True, gap=None, key="home-search"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header("Your search", anchor=False, width="stretch")
            st.page_link("search.py", label="Where it stands", width="content")
        who = {"who": str(stage.therapist.id)}
        label = f"**{name}**: {plain(shortened(following, 60))}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("search.py", label=label, query_params=who)
            leave_out_button()
