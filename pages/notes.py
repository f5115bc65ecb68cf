"""The notes, newest first: find, read, delete; from here one goes on to write."""

import streamlit as st

from components.notes.list import note_list, ways_to_write

st.title("Notes")
ways_to_write()
note_list()
