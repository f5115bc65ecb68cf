"""Example: the way into it."""

import streamlit as st

from components.session import enter_example


def look_around() -> None:
    """Draw the way into the example."""
    st.button("Look around with example data", key="look-around", on_click=enter_example)
