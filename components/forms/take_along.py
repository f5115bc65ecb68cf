"""Everything kept here, as files that other programs can read."""

import streamlit as st

from components.session import today, vault
from data.model.archive import write_archive


def take_along() -> None:
    """Draw the ways to take everything along."""
    mine = vault()
    name = f"notes-{today():%Y-%m-%d}"  # which says nothing about what is in it
    st.markdown(
        "All you keep here as one file, which Rapport reads again. **It is not encrypted**: keep "
        "it somewhere safe."
    )
    st.download_button(
        "Save an archive",
        data=lambda: write_archive(mine.records()),
        file_name=f"{name}.json",
        mime="application/json",
        key="save-archive",
        on_click="ignore",
    )
