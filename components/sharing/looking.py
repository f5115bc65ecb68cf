"""The page as it will be read, and the file: the very bytes that were looked at."""

from datetime import date

import streamlit as st

from components.said import told
from components.session import records, revision, today
from components.shared_page.render import render
from data.model.share import Choice
from data.sharing.shared_view import shared_view

_PREVIEW = "share-preview"
_WIDTHS = {"as on a phone": 390, "as on a desk": 700}
TALL = 720
"""Pixels of the preview; it scrolls inside."""


def look(choice: Choice) -> None:
    """Draw the preview of this very choice, and with it the file; else the way to them."""
    held: tuple[Choice, int, bytes] | None = st.session_state.get(_PREVIEW)
    made = held[2] if held and held[:2] == (choice, _state()) else None
    st.header("Look at it first", anchor=False)
    if not choice.dimensions and not choice.passages:
        st.info("Nothing is chosen yet. Choose at least one need.")
        return
    if made is None:
        st.markdown("You see exactly what they will see. Until then there is no file.")
        st.button("Show it as they will see it", type="primary", on_click=_make, args=(choice,))
        return
    width = st.pills("How wide?", list(_WIDTHS), required=True, default="as on a phone")
    with st.container(border=True):
        page, wide = made.decode(), _WIDTHS[width]
        st.iframe(page, width=wide, height=TALL, alt="The page as it will be read")
    st.download_button(
        "Save the file",
        data=made,
        file_name=file_name(today()),
        mime="text/html",
        type="primary",
        key="share-file",
        on_click="ignore",
    )
    st.caption(
        "One file, which opens in any browser, without a network. It cannot be taken back: "
        "whoever has it can keep it and pass it on. Send it by a way that only they can open."
    )


def file_name(day: date) -> str:
    """Return a name for the file that says nothing about what is in it."""
    return f"notes-{day:%Y-%m-%d}.html"


def _make(choice: Choice) -> None:
    with told():
        page = render(shared_view(records(), choice, today()))
        st.session_state[_PREVIEW] = (choice, _state(), page)


def _state() -> int:
    """What the vault holds now: a preview of an earlier state is none."""
    return revision()
