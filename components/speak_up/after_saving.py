"""Right after a note was saved: say it now, in two sentences; or what was left unsaid, later."""

from uuid import UUID

import streamlit as st

from components.session import records, today
from components.speak_up.safety_hint import not_safe, owed_nothing
from components.speak_up.wording_form import in_words
from components.widgets.as_typed import plain
from data.advice.suggestions import left_unsaid, right_after
from data.advice.wording import proposal, right_away


def say_it_now(saved: UUID) -> None:
    """Offer words after something hard; to somebody marked unsafe nothing is owed."""
    all_records = records()
    note = next((note for note in reversed(all_records.notes) if note.id == saved), None)
    therapist = next((t for t in all_records.therapists if note and t.id == note.therapist), None)
    if note is None or therapist is None or note.kind == "jot":
        return
    if note.moments and owed_nothing(therapist):
        return
    piece = right_after(therapist, note)
    unsaid = [thought for thought in left_unsaid(therapist, [note]) if therapist.status != "ended"]
    if piece:
        st.header("Say it now?", anchor=False)
        st.markdown(f"Two sentences to {plain(therapist.name)} can be enough. Only if you want to.")
        in_words(therapist, piece, right_away(piece, today()))
    elif unsaid:
        st.header("Left unsaid", anchor=False)
        st.markdown("You can keep it for next time, in your own words.")
        in_words(therapist, unsaid[0], proposal(unsaid[0], today()))
    if piece or unsaid:
        not_safe(therapist, f"after-{note.id}")
