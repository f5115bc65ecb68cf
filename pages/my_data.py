"""My data: lock, phone, backups, taking it along, bringing it in, deleting it."""

import streamlit as st

from components.my_data.archive import bring_archive
from components.my_data.backups import backup_form
from components.my_data.delete import delete_form
from components.my_data.export import take_along
from components.my_data.lock import lock_form
from components.my_data.phone import phone_form
from components.my_data.recent_imports import recent_imports
from components.my_data.summary import what_there_is
from components.session import in_example


def bring_in() -> None:
    """Draw the ways in: an archive of Rapport's own, and what was written elsewhere."""
    bring_archive()
    recent_imports()
    st.page_link("bring.py", label="A table or text files of your own")
    st.page_link("paste.py", label="Paste several notes at once")


SECTIONS = (
    ("Lock", lock_form),
    ("My phone", phone_form),
    ("Backups", backup_form),
    ("Take it with you", take_along),
    ("Bring something in", bring_in),
    ("Delete", delete_form),
)

st.title("My data", anchor=False)
what_there_is()
if in_example():
    st.markdown("The rest of this page is about your own vault. Leave the example to see it.")
else:
    for title, draw in SECTIONS:
        st.header(title, anchor=False)
        draw()
