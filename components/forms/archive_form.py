"""Bring an archive in, or look around in the example: two ways to begin with something there."""

import streamlit as st

from components.said import say, told
from components.session import enter_example, owner, today, vault
from components.words import counted
from data.example import example_records
from data.model.archive import read_archive
from data.settings import read_settings
from data.vault.opening import open_vault


def look_around() -> None:
    """Draw the way into the example."""
    st.button("Look around with example data", key="look-around", on_click=_enter)


def bring_archive() -> None:
    """Draw the way to take an archive of one's own into the vault."""
    st.file_uploader(
        "Bring an archive that Rapport exported", type="json", key="archive", on_change=_take
    )


def _enter() -> None:
    """Fill the example's own vault where it is empty, and show it."""
    with told():
        example = open_vault(read_settings(), owner(), example=True)
        if not example.records().therapists:
            example.take(example_records())
        enter_example()


def _take() -> None:
    chosen = st.session_state["archive"]
    if chosen is None:
        return
    with told():
        taken = vault().take(read_archive(chosen.getvalue(), today()))
        say(f"{counted(taken.new, 'record')} saved, {taken.already_there} already here.")
