"""Fit: how well each therapist fits what I need, in views behind one control."""

from typing import Final

import streamlit as st

from components.fit.headline import headline
from components.fit.how_sure import how_sure
from components.fit.order import grid_of
from components.fit.overview import STYLE, everybody, overview
from components.fit.pair import compare_two
from components.fit.save_pictures import save_pictures
from components.fit.view import chosen_view
from components.fit.what_if import VIEW, WHAT_IF, changes, moved_needs, not_saved, sliders
from components.over_time.choice import chosen_therapist
from components.over_time.paths import paths
from components.report_cache import report
from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.address import put, take
from data.errors import NoNeeds, NothingToShow
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
        view = st.segmented_control(
            "View",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            required=True,
            key=VIEW,
            label_visibility="collapsed",
        )
    put(VIEW, view, usual="overview")
    return view or "overview"


def over_time() -> None:
    """Draw the path of each dimension of one therapist, and the way to more of it."""
    therapist = chosen_therapist()
    if therapist:
        paths(therapist)
        whom = {"whom": str(therapist.id)}
        st.page_link("over_time.py", label="More over time", query_params=whom)


st.html(STYLE)
with st.container(key="fit-top", horizontal=True):
    top = st.container(gap="xsmall")
    with st.container(key="fit-bar", gap=None):
        # Where there is nothing to see there is nothing to choose between.
        something = records().needs_now() and records().notes
        view = chosen() if something else "overview"
        with st.container(key="fit-ways", horizontal=True, gap="xsmall"):
            filtered = chosen_view()
            st.page_link("needs.py", label="My needs")
            st.page_link("therapists.py", label="Therapists")
needs = filtered.needs or records().needs_now()
moved = moved_needs(needs) if needs else None
try:
    whole_report = report(filtered, moved)
except NothingToShow as nothing:
    with top:
        st.title("Fit")
    st.info(nothing.sentence)
    if isinstance(nothing, NoNeeds):
        st.page_link("needs.py", label="Choose what you need")
    else:
        st.page_link("write.py", label="Write a note")
    not_saved(moved)
    st.stop()
if not whole_report.standings:
    with top:
        st.title("Fit")
    st.info("Nobody is left with this choice. Take something away under “Show only some”.")
    st.stop()
grid = grid_of(whole_report, records().therapists)
found = answer(whole_report)
with top:
    headline(found)
    warning_signs(column.standing.therapist for column in grid.columns)
if view != WHAT_IF:
    not_saved(moved)
match view:
    case "two":
        compare_two(whole_report, grid)
    case "what-if" if needs:
        with st.container(key="fit-overview", horizontal=True):
            with st.container(gap=None):
                everybody(whole_report, grid)
            with st.container(key="fit-sliders"):
                not_saved(moved, changes(whole_report, report(filtered)))
                sliders(needs)
    case "over-time":
        over_time()
    case "how-sure":
        how_sure(whole_report, grid)
    case "save":
        save_pictures(grid, found.headline)
    case _:
        overview(whole_report, grid)
