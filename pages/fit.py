"""How well each therapist fits what I need, and why: views behind one control, one at a time."""

from typing import Final

import streamlit as st

from components.fit.how_sure import how_sure
from components.fit.order import grid_of
from components.fit.overview import STYLE, overview
from components.fit.pair import compare_two
from components.fit.save_pictures import save_pictures
from components.fit.view import chosen_view
from components.fit.what_if import VIEW, WHAT_IF, moved_needs, not_saved, what_if
from components.over_time.small_pictures import over_time
from components.report_cache import report
from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.address import put, take
from data.errors import NothingToShow
from data.fit.answer import answer

VIEWS: Final = {
    "overview": "Overview",
    "two": "Compare two",
    WHAT_IF: "What if",
    "over-time": "Over time",
    "how-sure": "How sure",
    "save": "Save",
}


def chosen() -> str:
    """Draw the choice of the view, and return which it is."""
    take(VIEW, list(VIEWS))
    if st.session_state.get(VIEW) not in VIEWS:
        st.session_state[VIEW] = "overview"
    with st.container(key="fit-views"):
        view: str = st.segmented_control(
            "View", list(VIEWS), format_func=VIEWS.__getitem__, required=True, key=VIEW,
            label_visibility="collapsed",
        )
    put(VIEW, view, usual="overview")
    return view
