"""Over time: the path of each dimension, how it is going, my part."""

import streamlit as st

from components.over_time.choice import chosen_therapist, colour_index_of
from components.over_time.several_therapists import my_part, side_by_side
from components.over_time.stretch import along_time
from components.session import records
from components.therapists.warning_signs import warning_signs
from data.errors import NoNotes

st.title("Over time")
therapist = chosen_therapist()
if therapist is None:
    st.info(NoNotes().sentence)
    st.page_link("write.py", label="Write a note")
    st.stop()
warning_signs(records().therapists)
along_time(therapist)
my_part(therapist, colour_index_of(therapist))
side_by_side()
