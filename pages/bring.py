"""Bring what one has: a table with its columns named, or text files."""

import streamlit as st

from components.imports.table import table_form
from components.imports.text_files import text_files_form
from components.session import in_example

st.title("Bring what you have", anchor=False)
st.page_link("my_data.py", label="My data")
if in_example():
    st.markdown("This page is about your own vault. Leave the example to use it.")
else:
    st.header("A table", anchor=False)
    table_form()
    st.header("Text files", anchor=False)
    text_files_form()
