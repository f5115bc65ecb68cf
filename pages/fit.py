"""Fit: how well each therapist fits what I need, in views behind one control."""

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.charts.grid import Grid
from components.fit.headline import headline
from components.fit.how_sure import how_sure
from components.fit.order import grid_of
from components.fit.overview import everybody, overview
from components.fit.pair import compare_two
from components.fit.save_pictures import save_pictures
from components.fit.view import chosen_view
from components.fit.what_if import (
    MOVED,
    VIEW,
    WHAT_IF,
    changes,
    moved_needs,
    not_saved,
    sliders,
)
from components.frame.fragment import keyed_fragment
from components.over_time.choice import chosen_therapist
from components.over_time.paths import paths
from components.report_cache import View, answer_of, report
from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.address import put, take
from data.errors import NoNeeds, NothingToShow
from data.fit.report import Report
from data.model.need import NeedProfile

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


def answered(
    top: DeltaGenerator, filtered: View, moved: NeedProfile | None, *, whole: bool
) -> tuple[Report, Grid] | None:
    """Draw the answer as heading and return what stands behind it; None where nothing can be.

    ``whole``: with its reason, also on a phone.
    """
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
        return None
    if not whole_report.standings:
        with top:
            st.title("Fit")
        st.info("Nobody is left with this choice. Take something away under “Show only some”.")
        return None
    grid = grid_of(whole_report, records().therapists)
    with top:
        headline(answer_of(whole_report), whole=whole)
        warning_signs(column.standing.therapist for column in grid.columns)
    return whole_report, grid


def what_if(top: DeltaGenerator, filtered: View, needs: NeedProfile) -> None:
    """Draw the grid, and a slider for each need beside it."""
    with st.container(key="fit-overview", horizontal=True):
        beside = st.container(gap=None)
        with st.container(key="fit-sliders"):
            above = st.container()
            sliders(needs)
    with beside:
        by_moved_needs(top, above, filtered, needs)


@keyed_fragment(MOVED)
def by_moved_needs(
    top: DeltaGenerator, above: DeltaGenerator, filtered: View, needs: NeedProfile
) -> None:
    """Draw what a moved need changes: all but the sliders."""
    moved = moved_needs(needs)
    found = answered(top, filtered, moved, whole=False)
    if found:
        everybody(*found)
    with above:
        not_saved(moved, changes(found[0], report(filtered)) if found else ())


def other_view(view: str, whole_report: Report, grid: Grid) -> None:
    """Draw any view but *What if*."""
    match view:
        case "two":
            compare_two(whole_report, grid)
        case "over-time":
            over_time()
        case "how-sure":
            how_sure(whole_report, grid)
        case "save":
            save_pictures(grid, answer_of(whole_report).headline)
        case _:
            overview(whole_report, grid)


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
if view == WHAT_IF and needs:
    what_if(top, filtered, needs)
else:
    moved = moved_needs(needs) if needs else None
    found = answered(top, filtered, moved, whole=view == "overview")
    not_saved(moved)
    if found:
        other_view(view, *found)
