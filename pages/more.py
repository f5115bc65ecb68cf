"""More: everything that is not needed every day, by what one comes for."""

import streamlit as st

from components.frame.device import device_form
from components.frame.menu import groups
from components.frame.sign_in import sign_out_button
from components.home.example import look_around
from components.session import in_example

st.title("More", anchor=False)
with st.container(key="more-groups"):
    for name, entries in groups().items():
        with st.container(gap="xsmall"):
            st.header(name, anchor=False)
            for entry in entries:
                with st.container(gap=None):
                    st.page_link(entry.file, label=f"**{entry.title}**")
                    st.caption(entry.help)
device_form()
with st.container(horizontal=True):
    if not in_example():
        look_around()
    sign_out_button()
