"""Delete a note, with a way back; asked first where others can see it behind a link."""

from contextlib import suppress
from typing import Final
from uuid import UUID

import streamlit as st

from components.session import vault
from components.share.links_that_show import end, shares_showing, they_end
from components.widgets.messages import failures_are_said, say
from data.errors import Gone
from data.model.note import Note
from data.words import day_words

_ASKED: Final = "notes-asked"


def delete_button(note: Note) -> None:
    """Draw the way to delete a note."""
    st.button("Delete", key=f"delete-{note.id}", type="tertiary", on_click=_delete, args=(note.id,))


def ask_before_deleting(note: Note) -> None:
    """Ask once more, where that was found necessary for this note."""
    if st.session_state.get(_ASKED) != note.id:
        return
    st.warning(they_end(note=note) or "No link shows this note any more.")
    with st.container(horizontal=True):
        st.button(
            "Yes, delete it",
            key=f"delete-really-{note.id}",
            on_click=_delete,
            args=(note.id,),
            kwargs={"asked": True},
        )
        st.button("Keep the note", key=f"delete-not-{note.id}", on_click=_keep_it)


def undo(note: Note) -> None:
    """Draw, where a note was until it was deleted just now, the way back."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"Deleted: {day_words(note.date)}")
        st.button("Undo", key="notes-undo", on_click=bring_back, args=(note.id,))


def bring_back(which: UUID) -> None:
    """Undo the deletion of a note, in a callback."""
    with failures_are_said():
        try:
            vault().removed.bring_back(which)
        except Gone:
            vault().get(Note, which)  # a second click: it is back; else it is gone for good
        say("It is back.")


def _delete(which: UUID, *, asked: bool = False) -> None:
    with failures_are_said():
        with suppress(Gone):  # a second click, or another window: it is deleted
            saved = vault().get(Note, which)
            shares = shares_showing(note=saved.record)
            if shares and not asked:
                st.session_state[_ASKED] = which
                return
            end(shares)
            vault().remove(saved.record, saved.revision)
        _keep_it()
        st.session_state["notes-deleted"] = which
        say("Deleted.")


def _keep_it() -> None:
    st.session_state.pop(_ASKED, None)
