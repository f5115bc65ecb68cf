"""Page of the search: who is next, everybody thought about, and a list to print."""

import streamlit as st

from components.therapist_search.add_form import add_to_search
from components.therapist_search.print_list import asked_list
from components.therapist_search.stage_list import where_it_stands
from components.widgets.address import put, take

VIEWS = {"people": "Where it stands", "list": "A list to print"}

st.title("Where the search stands", anchor=False)
take("view", list(VIEWS))
st.session_state.setdefault("view", "people")
view = st.segmented_control(
    "What to see", list(VIEWS), format_func=VIEWS.__getitem__, required=True, key="view",
    label_visibility="collapsed",
)  # fmt: skip
put("view", view, usual="people")
if view == "list":
    asked_list()
else:
    where_it_stands()
    add_to_search()
