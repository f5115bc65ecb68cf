"""A stretch of time: dragged on a picture or set beside it, its notes, and the paths through it."""

from datetime import date

import streamlit as st

from components.charts.timeline import STRETCH, between
from components.fit.evidence import open_note
from components.frame.fragment import fragment
from components.over_time.choice import colour_index_of, days_of
from components.over_time.paths import paths
from components.session import records
from components.widgets.chart import draw_timeline, stretch_of
from components.widgets.show_more import show_more
from data.fit.path import Stretch
from data.model.therapist import Therapist
from data.words import counted, day_words

AT_ONCE = 10
_PICTURE, _DAYS = "timeline", "stretch-days"


@fragment
def along_time(therapist: Therapist) -> None:
    """Draw what chooses a stretch of time, the notes in it, and each path with it marked."""
    paths(therapist, _stretch(therapist))


def _stretch(therapist: Therapist) -> Stretch | None:
    """Draw the choice and the notes in it, and return it; None for all of the time."""
    notes = records().notes_of(therapist.id)
    first, last = days_of(notes)
    key = f"{_DAYS}-{therapist.id}"
    draw_timeline(notes, colour_index_of(therapist), _PICTURE, lambda: _drag(key, first, last))
    if first == last:
        chosen = (first, last)
    else:
        chosen = st.slider(
            "Show the notes from … to …",
            min_value=first,
            max_value=last,
            value=(first, last),
            format="D MMM YYYY",
            key=key,
        )
    found = [note for note in notes if chosen[0] <= note.date <= chosen[1]]
    if len(found) == len(notes) and len(notes) > 1:
        st.caption("Drag over it, or move the ends, to read the notes of that time.")
        return None
    st.markdown(f"**{counted(len(found), 'note')}**")
    for note in show_more(found, key, AT_ONCE):
        open_note(note.id, f"{day_words(note.date)}, {note.kind}", key)
    return chosen if len(found) < len(notes) else None


def _drag(key: str, first: date, last: date) -> None:
    """Take over what was dragged; a click beside it shows all of the time again."""
    dragged = stretch_of(_PICTURE, STRETCH)
    begin, end = between(dragged) if dragged else (first, last)
    st.session_state[key] = (max(begin, first), min(end, last))
