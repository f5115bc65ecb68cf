"""My needs: what is right for me, without what I would leave, and what changed since when."""

import streamlit as st

from components.needs.cards import not_saved_yet, open_card, rows, saving
from components.needs.form import must_haves
from components.needs.own_dimension import other_name, own_dimension
from components.needs.versions import what_changed

# Each in a place of its own: where one grows, the browser keeps the fields of the others, and
# what is half typed in them.
CHOOSING = {
    "needs-cards": rows,
    "needs-must": must_haves,
    "needs-waiting": not_saved_yet,
    "needs-saving": saving,
}
BESIDE = {
    "needs-own": own_dimension,
    "needs-other-name": other_name,
    "needs-changed": what_changed,
}

st.title("My needs", anchor=False)
st.text(
    "Choose a few needs, as it feels today. Nothing here is right or wrong, "
    "and you can change your mind at any time."
)
choosing, beside = st.columns([3, 2], gap="medium")
with choosing:
    for key, draw in CHOOSING.items():
        with st.container(key=key):
            draw()
    st.page_link("fit.py", label="See how well each fits what you need")
with beside:
    # Beside the rows on a desk, over the lower part of the screen on a phone.
    with st.container(key="needs-open"):
        open_card()
    for key, draw in BESIDE.items():
        with st.container(key=key):
            draw()
