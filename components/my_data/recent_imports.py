"""Recent imports: what was brought in lately, each with the way to take it back as one."""

import streamlit as st

from components.session import timezone, vault
from components.widgets.messages import failures_are_said, say
from data.keeping.backups import back_up_before
from data.vault.way_back import WAY_BACK, WayBack
from data.words import counted, day_words


def recent_imports() -> None:
    """Draw what was brought in lately, each with the way to take it back as one."""
    brought = vault().imports.recent()
    if not brought:
        return
    with st.expander("Brought in lately", key="brought"):
        st.caption(
            f"For {WAY_BACK.days} days each of these can be taken back as one. "
            "What you changed since stays."
        )
        for way_back in brought:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                day = day_words(way_back.at.astimezone(timezone()).date())
                whole = len(way_back.added) + len(way_back.replaced)
                notes = way_back.notes()
                what = counted(notes, "note") if notes else counted(whole, "record")
                st.text(f"{day}: {what}")
                st.button(
                    "Take it back",
                    key=f"take-back-{way_back.id}",
                    on_click=_take_back,
                    args=(way_back,),
                )


def _take_back(way_back: WayBack) -> None:
    with failures_are_said():
        back_up_before(vault(), "before import")
        gone, stayed = vault().imports.take_back(way_back)
        rest = f" {counted(stayed, 'record')} changed since, and stayed." if stayed else ""
        say(f"Taken back: {counted(gone, 'record')}.{rest}")
