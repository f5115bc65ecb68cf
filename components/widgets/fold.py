"""A fold that stays as it was left, on other pages and back, and draws nothing while closed.

A closed expander still runs what is in it; ask ``.open`` before drawing anything costly.
"""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


def fold(label: str, key: str, *, begins_open: bool = False) -> ExpanderContainer:
    """Return the fold, open where it was left open. ``key`` also opens it: see `unfold`.

    ``begins_open`` counts the first time only: a fold that opens anew while somebody types in it
    moves below the finger, and a tap is lost.
    """
    return st.expander(
        label,
        key=key,
        expanded=st.session_state.setdefault(_state_key(key), begins_open),
        on_change=_remember,
        args=(key,),
    )


def unfold(key: str) -> None:
    """Open a fold from a callback."""
    st.session_state[key] = st.session_state[_state_key(key)] = True


def _remember(key: str) -> None:
    st.session_state[_state_key(key)] = st.session_state[key]


def _state_key(key: str) -> str:
    return f"{key} is open"
