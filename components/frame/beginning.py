"""Beginning of a page: at its top, with the focus on its heading, after each step.

The script of the frame does it whenever the number counted here changes.
"""

from typing import Final

import streamlit as st

_TURN: Final = "beginning of the page"


def begin_at_top() -> None:
    """Begin the page at its top, the focus on its heading: after a step, in a callback."""
    st.session_state[_TURN] = beginning() + 1


def beginning() -> int:
    """Return how often a page began in this session."""
    return int(st.session_state.get(_TURN, 0))
