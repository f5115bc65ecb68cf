"""Moments with one therapist: counted, as a picture, and each of them to read."""

import streamlit as st

from components.charts.moments import KEY
from components.notes.list import moment_line
from components.report_cache import worked_out
from components.session import records
from components.widgets.chart import draw_moments
from components.widgets.fold import fold
from data.advice.moments import Happened, happened, went_sentences
from data.model.therapist import Therapist
from data.words import day_words

ENOUGH = 2
"""Moments from which on there is a picture."""


def how_moments_went(therapist: Therapist) -> None:
    """Draw what happened between the two; nothing where nothing did."""
    notes = records().notes_of(therapist.id)
    found = worked_out(("happened", therapist.id), lambda: happened(notes))
    if not found:
        return
    st.header("Between you", anchor=False)
    st.text("\n".join(went_sentences(found)))
    unfolded = fold("Each of them", f"moments-each-{therapist.id}")
    if unfolded.open:
        with unfolded:
            if len(found) >= ENOUGH:
                st.caption(KEY)
                colour_index = records().therapists.index(therapist)
                draw_moments(found, colour_index, f"moments-{therapist.id}")
            for happening in reversed(found):
                _moment(happening)


def _moment(happened: Happened) -> None:
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "write.py", label=day_words(happened.day), query_params={"note": str(happened.note)}
        )
        st.text(moment_line(happened.moment))
        me = [f"And you: {happened.moment.me}"] if happened.moment.me else []
        later = [f"a week later: {happened.moment.me_later}"] if happened.moment.me_later else []
        if me or later:
            st.caption(", ".join([*me, *later]))
