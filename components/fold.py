"""A fold that stays as it was left, on other pages and back, and draws nothing while closed.

A closed expander still runs what is in it; ask ``.open`` before drawing anything costly.
"""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


def fold(label: str, key: str) -> ExpanderContainer:
    """Return the fold, open where it was left open. ``key`` also opens it: see `unfold`."""
    return st.expander(
        label,
        key=key,
        expanded=st.session_state.get(_place(key), False),
        on_change=_remember,
        args=(key,),
    )


def at_first(key: str, begins_open: bool) -> bool:  # noqa: FBT001 - what an expander is given
    """Return whether an expander began open in this session, whatever changed since.

    One that is opened again by what is typed in it moves below the finger, and a tap is lost.
    """
    began: bool = st.session_state.setdefault(key, begins_open)
    return began


def unfold(key: str) -> None:
    """Open a fold from a callback."""
    st.session_state[key] = st.session_state[_place(key)] = True


def _remember(key: str) -> None:
    st.session_state[_place(key)] = st.session_state[key]


def _place(key: str) -> str:
    return f"{key} is open"
