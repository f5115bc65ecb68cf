"""Home: where one stands and what to do next; for a newcomer the first five minutes."""

import streamlit as st

from components.home.day import how_was_it, last_notes, present, to_notice
from components.home.example import look_around
from components.home.first_steps import first_steps, is_newcomer
from components.home.next_card import next_card
from components.home.standing import everybody, where_i_stand
from components.session import in_example, records

if is_newcomer():
    first_steps()
    if not in_example():
        look_around()
else:
    with st.container(key="home"):
        answer, day = st.columns([3, 2], gap="small")
    with answer:
        with st.container(border=True, gap="xsmall", key="home-stand"):
            where_i_stand()
        if records().therapists:
            with st.container(border=True, gap=None, key="home-everybody"):
                everybody()
    with day:
        how_was_it()
        next_card(present())
        to_notice()
        last_notes()
