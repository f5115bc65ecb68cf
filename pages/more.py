"""Everything that is not needed every day."""

from datetime import date

import streamlit as st

from components.forms.archive_form import bring_archive, look_around
from components.session import in_example, today, vault
from data.model.archive import write_archive


def archive_name(day: date) -> str:
    """Return a name for the file that says nothing about what is in it."""
    return f"notes-{day:%Y-%m-%d}.json"


st.title("More")
st.page_link("over_time.py", label="Over time")
st.page_link("speak_up.py", label="Speak up")
st.page_link("stay_or_go.py", label="Stay or go")
st.page_link("needs.py", label="My needs")
st.page_link("therapists.py", label="Therapists")
st.page_link("paste.py", label="Paste several notes at once")
st.page_link("safety.py", label="Safety")

mine = vault()
st.header("Take it with you", anchor=False)
st.markdown("Everything you keep here, as one file. It is not encrypted: keep it somewhere safe.")
st.download_button(
    "Save an archive",
    data=lambda: write_archive(mine.records()),
    file_name=archive_name(today()),
    mime="application/json",
    key="save-archive",
    on_click="ignore",
)
if not in_example():
    bring_archive()
    look_around()
