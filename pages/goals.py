"""Own goals: what one would like to see change in one's life, rated in notes."""

import streamlit as st

from components.goals.form import add_goal, goal_list

st.title("Own goals", anchor=False)
st.markdown(
    "What you would like to see change in your own life. It is no mark for anybody: a goal never "
    "counts in fit, and no therapist is judged by it."
)
listed, new = st.columns([3, 2], gap="medium")
with listed:
    goal_list()
with new:
    add_goal()
