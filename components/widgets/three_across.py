"""Three across: small pictures beside each other on a desk, below each other on a phone."""

from contextlib import AbstractContextManager

import streamlit as st


def three_across(key: str) -> AbstractContextManager[object]:
    """Return a container that lays out what is drawn in it; its style is in `frame.css`."""
    return st.container(key=f"three-across-{key}")
