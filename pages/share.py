"""Share what was chosen, read-only: for whom, what, how, exactly as it will look; and the links."""

import streamlit as st

from components.session import records
from components.sharing.choosing import choose
from components.sharing.links import list_links
from components.sharing.looking import look
from components.sharing.making import show_made
from components.sharing.way import choose_way

st.title("Share", anchor=False)
st.markdown(
    "Somebody else gets to see what you choose here, as a page of their own. Your vault stays "
    "closed to them. What suits your reader is chosen already: look through it, and take out what "
    "you like."
)
if records().needs_now() is None:
    st.info("There is nothing to share yet: choose what you need first.")
    st.page_link("needs.py", label="Choose what you need")
    st.stop()
if not show_made():
    list_links()
    look(choose(), choose_way())
