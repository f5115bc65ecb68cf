"""How it is worked out, for a person without statistics."""

import streamlit as st

from components.how_fit_works.page import explanation

with st.container(key="worked-out"):
    explanation()
st.page_link("fit.py", label="See how well each fits what you need")
