"""Share what was chosen, read-only: for whom, what, how, exactly as it will look; and the links."""

import streamlit as st

from components.session import records
from components.share.choices import choose
from components.share.delivery import choose_way
from components.share.link_list import list_links
from components.share.new_link import show_made
from components.share.preview import look

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
    choosing, page = st.columns([2, 3], gap="large")
    with choosing:
        choice, way = choose(), choose_way()
    with page:
        look(choice, way)
