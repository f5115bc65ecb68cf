"""Reminder of what was agreed, on Home: shown until the next note, off for ever with one tap.

Whether it is off is kept beside the drafts, as it is no part of the records.
"""

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import vault

_AGREED = "agreed on home"
_OFF = "off"


def agreed_is_off() -> bool:
    """Return whether Home is to say nothing of what was agreed."""
    return vault().draft(_AGREED) == _OFF


def off_button() -> None:
    """Draw the one tap that turns it off for ever."""
    st.button("Not on Home any more", key="agreed-off", type="tertiary", on_click=_turn_off)


def show_agreed() -> None:
    """Have Home show it again."""
    with failures_are_said():
        vault().keep_draft(_AGREED, "")
        say("Home shows it again.")


def _turn_off() -> None:
    with failures_are_said():
        vault().keep_draft(_AGREED, _OFF)
        say("Home does not show it any more. Your notes and the page to print still do.")
