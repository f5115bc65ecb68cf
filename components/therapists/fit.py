"""Fit of one therapist, on their own page: the count, how sure, and a row for each need."""

from html import escape

import streamlit as st

from components.fit.strips import need_strips
from components.report_cache import report
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.sign import blocks_html
from data.errors import NothingToShow
from data.fit.phrases import standing_words, sure_blocks, sure_words
from data.model.therapist import Therapist


def fit_of(therapist: Therapist) -> None:
    """Draw where one therapist is on each need, or say what is missing for it."""
    try:
        found = report()
    except NothingToShow as nothing:
        st.info(nothing.sentence)
        return
    standing = found.standing(therapist.id)
    if not standing.notes:
        return
    st.header(plain(standing_words(standing)), anchor=False)
    st.html(f"{blocks_html(sure_blocks(standing))} {escape(sure_words(standing))}")
    need_strips(found, records().therapists, therapist.id, "therapist-strips")
    who = {"who": str(therapist.id)}
    st.page_link("fit.py", label="The notes behind each of these", query_params=who)
