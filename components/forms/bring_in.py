"""The ways in: an archive of Rapport's own, and what was written elsewhere."""

import streamlit as st

from components.forms.archive_form import bring_archive


def bring_in() -> None:
    """Draw the ways to bring something in."""
    bring_archive()
    st.page_link("bring.py", label="A table or text files of your own")
    st.page_link("paste.py", label="Paste several notes at once")
