"""My needs: what is right for me, without what I would leave, and what changed since when."""

import streamlit as st

from components.needs.cards import (
    cards,
    not_saved_yet,
    other_name,
    own_dimension,
    saving,
    what_changed,
)
from components.needs.form import must_haves

SECTIONS = {
    "needs-cards": cards,
    "needs-must": must_haves,
    "needs-waiting": not_saved_yet,
    "needs-saving": saving,
    "needs-own": own_dimension,
    "needs-other-name": other_name,
    "needs-changed": what_changed,
}

st.title("My needs", anchor=False)
st.text(
    "Choose a few needs, as it feels today. Nothing here is right or wrong, "
    "and you can change your mind at any time."
)
# Each in a place of its own: where one grows, the browser keeps the fields of the others, and
# what is half typed in them.
for place, draw in SECTIONS.items():
    with st.container(key=place):
        draw()
st.page_link("fit.py", label="See how well each fits what you need")
