"""Delete what was deleted already, really; and delete everything, by typing that one means it."""

from typing import Final

import streamlit as st

from components.session import forget, owner, vault
from components.widgets.messages import failures_are_said, say
from data.errors import BadInput
from data.keeping.deletion import delete_everything
from data.settings import read_settings
from data.vault.way_back import WAY_BACK
from data.words import counted

WORDS: Final = "delete everything"
_TYPED: Final = "delete-typed"


def delete_form() -> None:
    """Draw both."""
    removed = len(vault().removed.notes())
    if removed:
        st.markdown(
            f"{counted(removed, 'deleted note')} can still be brought back, from the page of your "
            f"notes, for {WAY_BACK.days} days each."
        )
        st.button("Delete them really, now", key="delete-removed", on_click=_forget_removed)
    else:
        st.markdown(
            f"A deleted note can be brought back for {WAY_BACK.days} days; then it is gone for "
            "good. To delete a therapist, go to the foot of their page."
        )
    with st.expander("Delete everything", key="delete-fold"):
        st.markdown(
            "All notes, therapists and needs, every backup in the folder, the key, and the lock. "
            "**There is no way back, for nobody.** Archives and other files that you saved "
            "elsewhere stay: they are yours to delete. You may want to save a last archive first, "
            "under *Take it with you* above."
        )
        with st.form("delete-form", border=False):
            st.text_input(f"Type “{WORDS}” to say that you mean it", key=_TYPED, max_chars=60)
            st.form_submit_button("Delete everything", on_click=_delete_everything)


def _forget_removed() -> None:
    with failures_are_said():
        gone = vault().forget_removed(all_of_them=True)
        vault().files.write_back()
        say(f"{counted(gone, 'note')} deleted really. Backups from before may still hold them.")


def _delete_everything() -> None:
    with failures_are_said():
        if st.session_state.get(_TYPED, "").strip().casefold().strip("“”\"'") != WORDS:
            raise BadInput(f"Nothing was deleted. To delete everything, type: {WORDS}.")
        delete_everything(read_settings(), owner(), vault())
        forget()
        st.session_state.clear()
        say("Everything was deleted. This is a new, empty vault.")
