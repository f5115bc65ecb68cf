"""Stay or go: when to look again, what would make me stay, what came, what has helped."""

import streamlit as st

from components.speak_up.safety_hint import owed_nothing
from components.stay_or_go.form import (
    either_way,
    helped_so_far,
    what_came_so_far,
    when_to_look,
)
from components.widgets.therapist_choice import present_therapist

st.title("Stay or go")
therapist = present_therapist("With whom?")
if therapist and not owed_nothing(therapist):
    when_to_look(therapist)
    what_came_so_far(therapist)
    either_way(therapist)
helped_so_far()
