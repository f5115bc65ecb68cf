"""From what one sees to words: what is worth saying, what is on the list, what became of it."""

import streamlit as st

from components.address import put, take
from components.plain import plain
from components.session import records
from components.speak_up.to_say import before_next_session, what_became_of_it
from components.speak_up.unsafe import not_safe, owed_nothing
from components.speak_up.worth import everything_unsaid, worth_saying_next
from data.model.records import Records
from data.model.therapist import Therapist


def chosen_therapist(kept: Records) -> Therapist | None:
    """Draw the choice among those one has not ended with; the last noted first."""
    people = {str(one.id): one for one in kept.therapists if one.status != "ended"}
    if not people:
        return None
    noted = [str(note.therapist) for note in kept.notes if str(note.therapist) in people]
    usual = noted[-1] if noted else next(iter(people))
    take("who", list(people))
    if st.session_state.get("who") not in people:
        st.session_state["who"] = usual
    who = st.selectbox(
        "To whom?", list(people), format_func=lambda one: people[one].name, key="who"
    )
    put("who", who)
    return people[who]


st.title("Speak up")
st.text("Saying it openly is part of the work. You choose what, and when.")
therapist = chosen_therapist(records())
if therapist is None:
    st.text("There is nobody here you are with right now.")
    st.page_link("therapists.py", label="Your therapists")
    st.stop()
if owed_nothing(therapist):
    st.stop()
before_next_session(therapist)
worth_saying_next(therapist)
everything_unsaid(therapist)
what_became_of_it(therapist)
st.page_link(
    "therapist.py",
    label=f"Everything about {plain(therapist.name)}"
    if len(therapist.name) <= 24
    else "Their page",
    query_params={"who": str(therapist.id)},
)
not_safe(therapist, "page")
