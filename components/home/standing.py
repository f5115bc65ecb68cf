"""Standing on Home: the answer, what decides it, and everybody in a row each."""

from html import escape
from typing import Final
from uuid import UUID

import streamlit as st

from components.fit.strips import strips_of
from components.report_cache import answer_of, report
from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.as_typed import plain
from components.widgets.chart import draw_strips
from components.widgets.sign import blocks_html, sign_html
from data.errors import NothingToShow
from data.fit.order import people_in_order
from data.fit.phrases import rated_count_words, sure_blocks, sure_word, sure_words
from data.fit.report import Report, Standing
from data.model.therapist import status_words
from data.words import counted, shortened

DECISIVE: Final = 3
"""How many needs stand below the answer: the must-haves, and what is most off."""

MOST_PEOPLE: Final = 8
"""How many therapists have a row of their own; the others are on their page."""

_LONGEST_NAME: Final = 24


def where_i_stand() -> None:
    """Draw the answer with the needs that decide it; the way to one before there is any."""
    st.title("Where you stand", anchor=False)
    try:
        found = report()
    except NothingToShow as nothing:
        st.markdown(plain(nothing.sentence))
        if records().needs_now() is None:
            st.page_link("needs.py", label="Choose what you need")
        return
    with_notes = [standing.therapist for standing in found.standings if standing.notes]
    warning_signs(therapist for therapist in with_notes if therapist.status != "ended")
    said = answer_of(found)
    st.header(plain(said.headline), anchor=False)
    about = _about(found)
    if about is not None:
        standing = found.standing(about)
        whose = "" if found.race.front else f"{escape(standing.therapist.name)}: "
        st.html(f"{blocks_html(sure_blocks(standing))} {whose}{escape(sure_words(standing))}")
    if said.reason or said.left_out:
        st.caption(plain(f"{said.reason} {said.left_out}"))
    if about is not None:
        strips = strips_of(found, records().therapists, about, most=DECISIVE)
        draw_strips(strips, "home-strips")
    people = len(with_notes)
    everybody = f" and all {people} people" if people > 1 else ""
    st.page_link("fit.py", label=f"See all needs{everybody}")


def everybody() -> None:
    """Draw a row for each therapist: how it is, what fits, how sure, and the ways on."""
    st.header("Everybody", anchor=False)
    try:
        in_order = people_in_order(report().standings)
    except NothingToShow:
        in_order = ()
    standings = {standing.therapist.id: standing for standing in in_order}
    therapists = {therapist.id: at for at, therapist in enumerate(records().therapists)}
    order = [*standings, *(who for who in therapists if who not in standings)]
    for who in order[:MOST_PEOPLE]:
        _row(therapists[who], standings.get(who))
    more = len(order) - MOST_PEOPLE
    st.page_link("therapists.py", label=f"{more} more" if more > 0 else "Add somebody")


def _about(found: Report) -> UUID | None:
    """Therapist whose needs are drawn: the one in front, else one seen and noted."""
    if found.race.front is not None:
        return found.race.front
    for standing in people_in_order(found.standings):
        if standing.therapist.status != "ended" and standing.notes:
            return standing.therapist.id
    return None


def _row(colour_index: int, standing: Standing | None) -> None:
    therapist = records().therapists[colour_index]
    who = {"who": str(therapist.id)}
    words = [status_words(therapist.status)]
    blocks = ""
    if standing and standing.notes:
        words += [rated_count_words(standing), counted(standing.notes, "note")]
        blocks = f"{blocks_html(sure_blocks(standing))} {sure_word(standing)}"
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"person-{therapist.id}"
    ):
        st.html(sign_html(colour_index), width=18)
        name = plain(shortened(therapist.name, _LONGEST_NAME))
        st.page_link("therapist.py", label=f"**{name}**", query_params=who, width=150)
        st.html(
            "".join(f'<span class="rapport-cell">{escape(word)}</span>' for word in words)
            + (f'<span class="rapport-cell">{blocks}</span>' if blocks else ""),
            width="stretch",
        )
        st.page_link("write.py", label="Write", query_params=who, width="content")
