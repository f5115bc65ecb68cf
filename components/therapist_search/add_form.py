"""Add somebody to the search: a nickname is enough, and the next can follow at once."""

from typing import Final

import streamlit as st

from components.therapists.add import add_therapist
from components.widgets.draft import Draft
from components.widgets.field_state import field_value
from components.widgets.messages import failures_are_said, say
from data.model.record import new_id

_FIELD: Final = "search-new"
_NAME: Final = Draft(str, _FIELD, says_something=str.strip)


def add_to_search() -> None:
    """Draw the field for one more name; Enter adds it and empties the field."""
    # Under one key for all names, so that it stays where one types.
    st.text_input(
        "Somebody else to ask? A nickname is enough.",
        max_chars=60,
        placeholder="Add a name",
        on_change=_add,
        **field_value(_FIELD, _NAME.found() or "", "value"),
    )


def _add() -> None:
    with failures_are_said():
        # What cannot be added stays in the field, after a reload too.
        name = " ".join(_NAME.keep(st.session_state[_FIELD]).split())
        if name and add_therapist(name, "considering", new_id()):
            _NAME.keep("")
            say(f"{name} is added.")
