"""Fit on one therapist's page, and where one stands on Home."""

import streamlit as st

from components.fit.lines import dots_fold, therapist_lines
from components.fit.order import lines_of
from components.fit.profile import profile
from components.report_cache import report
from components.session import records
from components.therapists.warning_signs import warning_signs
from data.errors import NothingToShow
from data.model.therapist import Therapist

AT_ONCE = 3
"""How many dimensions are shown on a therapist's page: the notes come after them."""


def where_i_stand() -> None:
    """Draw a line for everybody one is with or thinks about; nothing before there is any."""
    try:
        whole_report = report()
    except NothingToShow:
        return
    lines = [
        line
        for line in lines_of(whole_report, records().therapists)
        if line.standing.therapist.status != "ended" and line.standing.notes
    ]
    if lines:
        warning_signs(line.standing.therapist for line in lines)
        therapist_lines(lines)


def fit_of(therapist: Therapist) -> None:
    """Draw the line and the profile of one therapist, or the way to them."""
    try:
        whole_report = report()
    except NothingToShow as nothing:
        st.info(nothing.sentence)
        return
    lines = lines_of(whole_report, records().therapists, {therapist.id})
    if not lines[0].standing.notes:
        return
    therapist_lines(lines)
    dots_fold(lines)
    st.header("Where exactly", anchor=False)
    profile(lines, whole_report.profile.must_haves, AT_ONCE)
