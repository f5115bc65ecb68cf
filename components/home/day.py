"""Home day by day: what is on the list to say, what to notice next, the last notes."""

import streamlit as st

from components.report_cache import report
from components.session import records, today
from components.speak_up.suggestions import piece_words, pieces_for
from components.widgets.as_typed import plain
from data.advice.follow_up import still_to_say
from data.advice.look_again import is_time
from data.errors import NothingToShow
from data.model.therapist import Therapist
from data.words import day_words, shortened

LAST_NOTES = 3
LONGEST = 160


def to_say_today() -> None:
    """Draw, for each therapist one is with, what is on the list, else what is worth saying."""
    for therapist in _present():
        notes = records().notes_of(therapist.id)
        listed = [sentence.words for sentence in still_to_say(therapist, notes)]
        worth = [] if listed else [piece_words(piece) for piece in pieces_for(therapist)[:1]]
        due = is_time(therapist.look_again, notes, today())
        if not (listed or worth or due):
            continue
        who = {"who": str(therapist.id)}
        with st.container(border=True, gap="small"):
            name = plain(therapist.name)
            if listed or worth:
                what = "To say to" if listed else "Perhaps worth saying to"
                st.markdown(f"**{what} {name}**")
                st.text("\n".join(shortened(line, LONGEST) for line in listed or worth))
                st.page_link("speak_up.py", label="Speak up", query_params=who)
            if due:
                st.markdown(f"It is time to look again at how it is with {name}.")
                st.page_link("stay_or_go.py", label="Stay or go", query_params=who)


def notice_next_time() -> None:
    """Draw the one question whose answer would settle most, of who was noted last."""
    try:
        whole_report = report()
    except NothingToShow:
        return
    for therapist in _present():
        notices = [
            notice for notice in whole_report.standing(therapist.id).notice_next if notice.share > 0
        ]
        if notices:
            st.header("What to notice next", anchor=False)
            st.text(f"With {therapist.name}: {notices[0].dimension.ask_rating}")
            return


def last_notes() -> None:
    """Draw the way to the last notes."""
    all_records = records()
    names = {therapist.id: therapist.name for therapist in all_records.therapists}
    newest = all_records.notes[: -LAST_NOTES - 1 : -1]
    if newest:
        st.header("Last notes", anchor=False)
    for note in newest:
        name = f", {plain(names[note.therapist][:24])}" if note.therapist in names else ""
        label = f"{day_words(note.date)}, {note.kind}{name}"
        st.page_link("write.py", label=label, query_params={"note": str(note.id)})


def _present() -> list[Therapist]:
    """Therapists one is with and who are not marked unsafe, the last noted first."""
    all_records = records()
    there = [
        therapist
        for therapist in all_records.therapists
        if therapist.status != "ended"
        and not therapist.warning_signs
        and all_records.notes_of(therapist.id)
    ]
    return sorted(
        there, key=lambda therapist: all_records.notes_of(therapist.id)[-1].order, reverse=True
    )
