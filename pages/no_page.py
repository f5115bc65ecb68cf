"""No page: an unknown address, said in one sentence with the way on."""

import streamlit as st

st.title("There is no page here", anchor=False)
st.markdown("Nothing is lost. The address may be old, or a letter in it is wrong.")
st.page_link("home.py", label="Go to Home")
