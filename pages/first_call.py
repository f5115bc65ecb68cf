"""Before a first call: what to ask, chosen from one's own needs; and room for the answers."""

from uuid import UUID

import streamlit as st

from components.first_call.questions import all_questions, choose_questions, to_print
from components.notes.draft import NoteDraft
from components.notes.form import note_form
from components.notes.form_state import forget_saved_note, saved_note
from components.session import records, today
from components.widgets.address import id_in_address
from data.model.dimension import Dimension


def whom() -> UUID | None:
    """Return who is called: whom the address names, somebody thought about, the one added last."""
    people = records().therapists
    asked_for = id_in_address("who")
    if any(person.id == asked_for for person in people):
        return asked_for
    thought_about = [person for person in people if person.status == "considering"]
    return next((therapist.id for therapist in reversed(thought_about or people)), None)


def answers(dimensions: list[Dimension]) -> None:
    """Draw the room for what they said: a note of the kind *first call*."""
    st.header("What did they say?", anchor=False)
    who = whom()
    if saved_note() is not None:
        st.markdown("Noted. What is said in a call counts half as sure as a session.")
        st.page_link("fit.py", label="See how it fits what you need")
        st.button("Another call", key="another-call", on_click=forget_saved_note)
    elif who is None:
        st.markdown("To note the answers, add somebody first; a nickname is enough.")
        st.page_link("therapists.py", label="Add somebody")
    else:
        note_form("note:call", NoteDraft.begun(today(), who, "first call"), asking=dimensions)


st.title("A first call", anchor=False)
st.markdown("Two or three questions are plenty. How they answer tells as much as what they say.")
choosing, page = st.columns([2, 3], gap="large")
with choosing:
    chosen = choose_questions(all_questions())
    if not records().needs_now():
        st.page_link("needs.py", label="Choose what you need")
with page:
    to_print(chosen)
answers([question.dimension for question in chosen])
