"""Choice of one therapist, which stands in the address."""

from collections.abc import Sequence

import streamlit as st

from components.session import records
from components.widgets.address import put, take
from data.model.therapist import Therapist


def therapist_choice(
    question: str, therapists: Sequence[Therapist], key: str = "who"
) -> Therapist | None:
    """Draw the choice among these and return it, None for nobody; the last noted comes first."""
    people = {str(therapist.id): therapist for therapist in therapists}
    if not people:
        return None
    take(key, list(people))
    if st.session_state.get(key) not in people:
        noted = (note for note in records().notes if str(note.therapist) in people)
        newest = max(noted, key=lambda note: note.order, default=None)
        st.session_state[key] = str(newest.therapist) if newest else next(iter(people))
    who = st.selectbox(question, list(people), format_func=lambda who: people[who].name, key=key)
    put(key, who)
    return people[who]


def present_therapist(question: str) -> Therapist | None:
    """Draw the choice among those one has not ended with; None, with the way on, for nobody."""
    present = [therapist for therapist in records().therapists if therapist.status != "ended"]
    if not records().therapists:
        st.text("Nobody is here yet. A nickname is enough.")
        st.page_link("therapists.py", label="Add somebody")
    elif not present:
        st.text("There is nobody here you are with right now.")
        st.page_link("therapists.py", label="Your therapists")
    return therapist_choice(question, present)
