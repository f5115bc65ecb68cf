"""Notes written elsewhere, pasted all at once and split at their dates."""

import streamlit as st

from components.imports.paste import paste_form

st.title("Paste several notes", anchor=False)
st.page_link("notes.py", label="Your notes")
paste_form()
