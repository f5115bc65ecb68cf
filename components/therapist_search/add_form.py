"""Add somebody to the search: a nickname is enough, and the next can follow at once."""

import streamlit as st

from components.therapists.add import add_therapist
from components.widgets.messages import say
from data.model.record import new_id

_NAME = "search-new"


def add_to_search() -> None:
    """Draw the field for one more name; Enter adds it and empties the field."""
    st.text_input(
        "Somebody else to ask? A nickname is enough.",
        key=_NAME,
        max_chars=60,
        placeholder="Add a name",
        on_change=_add,
    )


def _add() -> None:
    name = " ".join(st.session_state[_NAME].split())
    # What cannot be added stays in the field.
    if name and add_therapist(name, "considering", new_id()):
        st.session_state[_NAME] = ""
        say(f"{name} is added.")
