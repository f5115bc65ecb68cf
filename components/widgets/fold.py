"""A fold that stays as it was left, on other pages and back, and draws nothing while closed.

A closed expander still runs what is in it; ask ``.open`` before drawing anything costly.
"""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


def fold(label: str, key: str, *, begins_open: bool = False) -> ExpanderContainer:
    """Return the fold, open where it was left open.

    ``begins_open`` counts the first time only. Streamlit takes how a fold begins for a part of what
    it is: were that to follow each tap, the tap that opens it would put a new fold in its place,
    and what was typed or tapped in the first moment would be lost with the old one. Its label is
    another part: a fold whose label changes is a new one, and begins as the old one was left.
    """
    left_open = st.session_state.setdefault(_state_key(key), begins_open)
    drawn_before = key in st.session_state  # on the page drawn last, too
    drawn_label, begun_open = st.session_state.get(_begun_key(key), (None, left_open))
    if not drawn_before or drawn_label != label:
        begun_open = left_open
    st.session_state[_begun_key(key)] = label, begun_open
    return st.expander(
        label,
        key=key,
        expanded=begun_open,
        on_change=_remember,
        args=(key,),
    )


def _remember(key: str) -> None:
    st.session_state[_state_key(key)] = st.session_state[key]


def _state_key(key: str) -> str:
    return f"{key} is open"


def _begun_key(key: str) -> str:
    return f"{key} begins open"
