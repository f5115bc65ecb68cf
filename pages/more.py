"""More: everything that is not needed every day."""

import streamlit as st

from components.frame.sign_in import sign_out_button
from components.my_data.archive import look_around
from components.session import in_example

st.title("More")
st.markdown("What is not needed every day.")
st.page_link("over_time.py", label="Over time")
st.page_link("speak_up.py", label="Speak up")
st.page_link("stay_or_go.py", label="Stay or go")
st.page_link("needs.py", label="My needs")
st.page_link("therapists.py", label="Therapists")
st.page_link("first_call.py", label="Questions for a first call")
st.page_link("to_print.py", label="A page to print")
st.page_link("share.py", label="Share")
st.page_link("paste.py", label="Paste several notes at once")
st.page_link("bring.py", label="Bring a table or text files")
st.page_link("my_data.py", label="My data: lock, backups, take it along, delete")
st.page_link("safety.py", label="Safety")
if not in_example():
    look_around()
sign_out_button()
