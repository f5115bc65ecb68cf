"""Therapists: everybody I tried or consider, the present ones first; and adding somebody."""

import streamlit as st

from components.session import records
from components.therapists.add import add_somebody
from components.therapists.everybody import everybody

st.title("Therapists", anchor=False)
listing, adding = st.columns([2, 3], gap="large")
with listing:
    everybody()
with adding:
    if records().therapists:
        st.header("Add somebody", anchor=False)
    else:
        st.markdown("Nobody is here yet. Who comes to mind first?")
    add_somebody()
