"""A page to print: for the next session, or what I have learned I need; chosen line by line."""

import streamlit as st

from components.speak_up.safety_hint import owed_nothing
from components.to_print.lines import for_next_session, what_i_need
from components.to_print.stretch_report import TITLE, stretch_report
from components.widgets.address import put, take
from components.widgets.print_sheet import choose, to_print
from components.widgets.therapist_choice import present_therapist

SESSION, NEEDS = "For the next session", "What I have learned I need"


def next_session() -> None:
    """Draw what to take along to the next session with one therapist."""
    therapist = present_therapist("With whom?")
    if therapist is None or owed_nothing(therapist):
        return
    offered = for_next_session(therapist)
    if not offered:
        st.text("Nothing is on your list yet.")
        who = {"who": str(therapist.id)}
        st.page_link("speak_up.py", label="What is worth saying?", query_params=who)
        return
    to_print(SESSION, choose(offered, f"paper/{therapist.id}"))


def needs() -> None:
    """Draw what to hand to the next therapist."""
    offered = what_i_need()
    if not offered:
        st.text("There are no needs yet.")
        st.page_link("needs.py", label="Choose what you need")
        return
    to_print(NEEDS, choose(offered, "paper/needs"))


st.title("A page to print", anchor=False)
take("for", ["session", "needs", "stretch"])
st.session_state.setdefault("for", "session")
what = st.segmented_control(
    "What for?",
    ["session", "needs", "stretch"],
    format_func={"session": SESSION, "needs": NEEDS, "stretch": TITLE}.__getitem__,
    required=True,
    key="for",
)
put("for", what, usual="session")
if what == "session":
    next_session()
elif what == "stretch":
    stretch_report()
else:
    needs()
st.page_link("first_call.py", label="Questions for a first call")
