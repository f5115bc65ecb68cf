"""Reminder of the search on Home: off for ever with one tap, and on again with another.

Kept beside the drafts, as it is no part of the records.
"""

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import vault

_OFF = "search is not on Home"


def reminds_on_home() -> bool:
    """Return whether Home says who is next."""
    return not vault().draft(_OFF)


def leave_out_button() -> None:
    """Draw the one tap after which Home says nothing about the search any more."""
    st.button(
        "Leave this out of Home", key="search-off", type="tertiary", on_click=_turn, args=("off",)
    )


def home_choice() -> None:
    """Draw, where Home is silent about the search, the way to have it there again."""
    if not reminds_on_home():
        st.button(
            "Say on Home who is next", key="search-on", type="tertiary", on_click=_turn, args=("",)
        )


def _turn(off: str) -> None:
    with failures_are_said():
        vault().keep_draft(_OFF, off)
        say("Home says nothing about the search any more." if off else "Home says who is next.")
