"""A page to print: for the next session, or what I have learned I need; chosen line by line."""

import streamlit as st

from components.speak_up.safety_hint import owed_nothing
from components.to_print.lines import for_next_session, what_i_need
from components.to_print.stretch_report import TITLE, stretch_report
from components.widgets.address import put, take
from components.widgets.print_sheet import PrintLine, choose, to_print
from components.widgets.therapist_choice import present_therapist

TITLES = {
    "session": "For the next session",
    "needs": "What I have learned I need",
    "stretch": TITLE,
}


def next_session() -> list[PrintLine] | None:
    """Draw the choice of what to take along to the next session; None where there is none."""
    therapist = present_therapist("With whom?")
    if therapist is None or owed_nothing(therapist):
        return None
    offered = for_next_session(therapist)
    if not offered:
        st.text("Nothing is on your list yet.")
        who = {"who": str(therapist.id)}
        st.page_link("speak_up.py", label="What is worth saying?", query_params=who)
        return None
    return choose(offered, f"paper/{therapist.id}")


def needs() -> list[PrintLine] | None:
    """Draw the choice of what to hand to the next therapist; None where there is none."""
    offered = what_i_need()
    if not offered:
        st.text("There are no needs yet.")
        st.page_link("needs.py", label="Choose what you need")
        return None
    return choose(offered, "paper/needs")


st.title("A page to print", anchor=False)
choosing, page = st.columns([2, 3], gap="large")
with choosing:
    take("for", list(TITLES))
    st.session_state.setdefault("for", "session")
    what = st.segmented_control(
        "What for?",
        list(TITLES),
        format_func=TITLES.__getitem__,
        required=True,
        key="for",
    )
    what = what or "session"
    put("for", what, usual="session")
    lines = None
    if what == "session":
        lines = next_session()
    elif what == "needs":
        lines = needs()
    else:
        stretch_report(page)
if lines is not None:
    with page:
        to_print(TITLES[what], lines)
st.page_link("first_call.py", label="Questions for a first call")
