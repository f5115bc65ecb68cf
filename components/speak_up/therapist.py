"""To whom, among those one has not ended with; the choice stands in the address."""

import streamlit as st

from components.widgets.address import put, take
from data.model.records import Records
from data.model.therapist import Therapist


def chosen_therapist(records: Records, question: str) -> Therapist | None:
    """Draw the choice, the last noted first; None, with the way on, where there is nobody."""
    people = {
        str(therapist.id): therapist
        for therapist in records.therapists
        if therapist.status != "ended"
    }
    if not people:
        st.text("There is nobody here you are with right now.")
        st.page_link("therapists.py", label="Your therapists")
        return None
    noted = [str(note.therapist) for note in records.notes if str(note.therapist) in people]
    usual = noted[-1] if noted else next(iter(people))
    take("who", list(people))
    if st.session_state.get("who") not in people:
        st.session_state["who"] = usual
    who = st.selectbox(
        question, list(people), format_func=lambda therapist: people[therapist].name, key="who"
    )
    put("who", who)
    return people[who]
