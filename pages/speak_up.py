"""Speak up: what is worth saying, what is on the list, what became of it."""

import streamlit as st

from components.speak_up.kept_words import before_next_session, what_became_of_it
from components.speak_up.safety_hint import not_safe, owed_nothing
from components.speak_up.suggestions import everything_unsaid, worth_saying_next
from components.widgets.as_typed import plain
from components.widgets.therapist_choice import present_therapist

st.title("What to say")
st.text("What can be said can be worked on. You choose what, and when.")
therapist = present_therapist("To whom?")
if therapist is None:
    st.stop()
if owed_nothing(therapist):
    st.stop()
said, worth_saying = st.columns([2, 3], gap="large")
with said:
    before_next_session(therapist)
    what_became_of_it(therapist)
with worth_saying:
    worth_saying_next(therapist)
    everything_unsaid(therapist)
who = {"who": str(therapist.id)}
st.page_link("to_print.py", label="A page to print", query_params=who)
st.page_link("stay_or_go.py", label="Stay or go", query_params=who)
st.page_link(
    "therapist.py", label=f"Everything about {plain(therapist.name[:24])}", query_params=who
)
not_safe(therapist, "page")
