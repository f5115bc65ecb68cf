"""Home day by day: how it was, what to notice next, the last notes."""

from datetime import date

import streamlit as st

from components.report_cache import report
from components.session import clock, records, today
from components.widgets.as_typed import plain
from data.advice.next_session import day_not_noted, to_note
from data.errors import NothingToShow
from data.model.therapist import Therapist
from data.words import counted, day_words, shortened

LAST_NOTES = 3
FIRST_WORDS = 60


def to_notice() -> None:
    """Draw the one question whose answer would settle most."""
    if notice := _to_notice():
        with st.container(border=True, key="home-notice", gap="xsmall"):
            st.header("What to notice next", anchor=False)
            st.text(f"With {notice}")


def _to_notice() -> str:
    """The one question whose answer would settle most, of who was noted last; "" for none."""
    try:
        found = report()
    except NothingToShow:
        return ""
    for therapist in present():
        for notice in found.standing(therapist.id).notice_next:
            if notice.share > 0:
                return f"{therapist.name}: {notice.dimension.ask_rating}"
    return ""


def how_was_it() -> None:
    """Ask how it was with whoever was noted last, with the two ways to say so."""
    therapist = to_note(records(), clock()) or next(iter(present()), None)
    with st.container(border=True, gap="small", key="home-prompt"):
        who = {"who": str(therapist.id)} if therapist else {}
        if therapist:
            st.header(f"How was it with {plain(therapist.name)}?", anchor=False)
            st.caption(_since(therapist))
        else:
            st.header("How was it?", anchor=False)
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Write a note", key="write-a-note", type="primary"):
                st.switch_page("write.py", query_params=who)
            st.page_link("write.py", label="Jot a line", query_params={"kind": "jot"})


def _since(therapist: Therapist) -> str:
    """The session that was planned and not noted, else the last note."""
    notes = records().notes_of(therapist.id)
    if planned := day_not_noted(therapist, notes, clock()):
        return f"Planned for {day_words(planned)}, {_ago(planned)}"
    return f"Last note {day_words(notes[-1].last_day)}, {_ago(notes[-1].last_day)}"


def last_notes() -> None:
    """Draw the way to the last notes, each with its first words."""
    all_records = records()
    if not all_records.notes:
        return
    names = {therapist.id: therapist.name for therapist in all_records.therapists}
    jots = sum(note.kind == "jot" for note in all_records.notes)
    with st.container(border=True, gap=None, key="home-notes"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header("Last notes", anchor=False, width="stretch")
            if jots:
                st.page_link("notes.py", label=f"{counted(jots, 'jot')} to sort", width="content")
            st.page_link("notes.py", label="all notes", width="content")
        for note in all_records.notes[: -LAST_NOTES - 1 : -1]:
            name = names.get(note.therapist, "") if note.therapist else ""
            whom = plain(shortened(name, 24)) or note.kind
            words = f" {plain(shortened(note.text, FIRST_WORDS))}" if note.text.strip() else ""
            label = f"**{day_words(note.date)}** {whom}:{words or ' ratings only'}"
            st.page_link("notes.py", label=label, query_params={"note": str(note.id)})


def _ago(day: date) -> str:
    days = (today() - day).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def present() -> list[Therapist]:
    """Return therapists one is with and who are not marked unsafe, the last noted first."""
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
