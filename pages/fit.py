"""Fit: how well each therapist fits what I need, and why."""

import streamlit as st

from components.fit.gaps import costliest
from components.fit.lines import dots_fold, therapist_lines
from components.fit.matrix import matrix_fold
from components.fit.order import enough_to_compare, lines_of
from components.fit.pair import pair_fold
from components.fit.profile import profile
from components.fit.table import table_fold
from components.fit.trust import learned_needs, to_notice, trust, turns
from components.fit.view import chosen_view
from components.fit.what_if import moved_needs, not_saved, what_if
from components.report_cache import report
from components.session import records
from components.therapists.warning_signs import warning_signs
from data.errors import NothingToShow
from data.fit.sentences import verdict_sentence

st.title("Fit")
with st.container(horizontal=True):
    st.page_link("needs.py", label="My needs")
    st.page_link("therapists.py", label="Therapists")
view = chosen_view()
needs = view.needs or records().needs_now()
moved = moved_needs(needs) if needs else None
try:
    told = report(view, moved)
except NothingToShow as nothing:
    st.info(nothing.sentence)
    not_saved(moved)
    st.stop()
lines = lines_of(told, records().therapists)
if not lines:
    st.info(
        "Nobody is left with this choice. "
        "Take something away under “Show only some, or earlier needs”."
    )
    st.stop()
not_saved(moved)
warning_signs(line.standing.therapist for line in lines)
st.text(verdict_sentence(told))
turns(told)
therapist_lines(lines)
dots_fold(lines)
what_if(told, needs)
costliest(lines)
learned_needs(told)
st.header("Where exactly", anchor=False)
profile(lines, told.profile.must_haves)
if enough_to_compare(told):
    matrix_fold(lines, (view.of, moved))
    pair_fold(told, lines)
to_notice(lines)
trust(told)
table_fold(lines)
