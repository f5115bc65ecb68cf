"""All that one has here: the lock, and what follows from owning it."""

import streamlit as st

from components.forms.lock_form import lock_form
from components.session import in_example

st.title("My data", anchor=False)
if in_example():
    st.markdown("This page is about your own vault. Leave the example to see it.")
else:
    st.header("Lock", anchor=False)
    lock_form()
