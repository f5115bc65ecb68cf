"""Field state: the value a field shows, told to every browser, also one that missed a run.

Somebody who taps quickly overtakes the program: a run is dropped half way, and what it set
through the session is said to the browser once only. A browser that missed it would begin with an
empty field and send that back as an answer. So each run says the value: by setting it where the
field holds another, else as what the field begins with.

For the same reason a button may arrive together with the taps before it: see `tapped`.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

_DRAWN = "what fields show"


def field_value(key: str, value: Any, begins: str = "default") -> dict[str, Any]:
    """Return the arguments with which a field shows ``value``; what is typed there stays.

    ``begins``: what the field calls the value that it begins with.
    """
    st.session_state.setdefault(_DRAWN, {})[key] = value
    # Not set anew where it is the same: that would undo a tap made while the run was going.
    if key in st.session_state and st.session_state[key] == value:
        return {"key": key, begins: value}
    st.session_state[key] = value
    return {"key": key}


def list_value(key: str, value: Any, options: Sequence[Any]) -> dict[str, Any]:
    """Return the same for a field that opens a list, which names its beginning by its place."""
    begins = field_value(key, value)
    if "default" in begins:
        return {"key": key, "index": options.index(value) if value in options else None}
    return begins


def tapped(begin: str) -> list[str]:
    """Return the keys, beginning so, of fields that hold something else than the page shows.

    For callbacks: a button's may run before those of what was tapped just before it.
    """
    drawn: dict[str, Any] = st.session_state.get(_DRAWN, {})
    there = [key for key in drawn if key.startswith(begin) and key in st.session_state]
    return [key for key in there if st.session_state[key] != drawn[key]]
