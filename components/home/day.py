"""Home day by day: what is on the list to say, what to notice next, the last notes."""

from datetime import date

import streamlit as st

from components.notes.agreed_reminder import agreed_is_off, off_button
from components.report_cache import report
from components.session import clock, records, today
from components.speak_up.suggestions import piece_words, pieces_for
from components.widgets.as_typed import plain
from data.advice.agreed import until_next_time
from data.advice.follow_up import still_to_say
from data.advice.next_session import day_not_noted, to_note
from data.advice.stay_or_go import is_time
from data.errors import NothingToShow
from data.model.therapist import Therapist
from data.words import counted, day_words, shortened

LAST_NOTES = 3
FIRST_WORDS = 60
LONGEST = 160


def before_next_session() -> None:
    """Draw, for each therapist one is with, what to say, and one question to notice."""
    therapists = [
        therapist for therapist in _present() if _say(therapist) or _look_again(therapist)
    ]
    notice = _to_notice()
    if not (therapists or notice):
        return
    with st.container(border=True, gap="xsmall"):
        for therapist in therapists:
            _for_one(therapist)
        if notice:
            with st.container(key="home-notice", gap="xsmall"):
                st.header("What to notice next", anchor=False)
                st.text(f"With {notice}")


def _for_one(therapist: Therapist) -> None:
    name, who = plain(therapist.name), {"who": str(therapist.id)}
    lines = _say(therapist)
    if lines:
        what = "To say to" if _listed(therapist) else "Perhaps worth saying to"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(f"{what} {name}", anchor=False, width="stretch")
            words = "Put it into words"
            st.page_link("speak_up.py", label=words, query_params=who, width="content")
        st.text("\n".join(shortened(line, LONGEST) for line in lines))
    if _look_again(therapist):
        st.markdown(f"It is time to look again at how it is with {name}.")
        st.page_link("stay_or_go.py", label="Stay or go", query_params=who)


def _listed(therapist: Therapist) -> list[str]:
    notes = records().notes_of(therapist.id)
    return [sentence.words for sentence in still_to_say(therapist, notes)]


def _say(therapist: Therapist) -> list[str]:
    """Lines on the list to say, else those worth saying."""
    return _listed(therapist) or [piece_words(piece) for piece in pieces_for(therapist)[:1]]


def _look_again(therapist: Therapist) -> bool:
    return is_time(therapist.look_again, records().notes_of(therapist.id), today())


def _to_notice() -> str:
    """The one question whose answer would settle most, of who was noted last; "" for none."""
    try:
        found = report()
    except NothingToShow:
        return ""
    for therapist in _present():
        for notice in found.standing(therapist.id).notice_next:
            if notice.share > 0:
                return f"{therapist.name}: {notice.dimension.ask_rating}"
    return ""


def agreed() -> None:
    """Draw, for each therapist one is with, what is to be done until next time."""
    notes = [(who, until_next_time(records().notes_of(who.id), today())) for who in _present()]
    until = [(therapist, note) for therapist, note in notes if note]
    if not until or agreed_is_off():
        return
    with st.container(border=True, gap="xsmall", key="home-agreed"):
        for therapist, note in until:
            st.header(f"Until next time with {plain(therapist.name)}", anchor=False)
            said = {"Agreed": note.agreed, "To take along": note.take_along}
            lines = [f"{what}: {shortened(text, LONGEST)}" for what, text in said.items() if text]
            st.text("\n".join(lines))
        off_button()


def how_was_it() -> None:
    """Ask how it was with whoever was noted last, with the two ways to say so."""
    therapist = to_note(records(), clock()) or next(iter(_present()), None)
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
        return f"Session planned for {day_words(planned)}, {_ago(planned)}"
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
            st.page_link("notes.py", label=f"all {len(all_records.notes)}", width="content")
        for note in all_records.notes[: -LAST_NOTES - 1 : -1]:
            name = names.get(note.therapist, "") if note.therapist else ""
            whom = plain(shortened(name, 24)) or note.kind
            words = f" {plain(shortened(note.text, FIRST_WORDS))}" if note.text.strip() else ""
            label = f"**{day_words(note.date)}** {whom}:{words or ' ratings only'}"
            st.page_link("notes.py", label=label, query_params={"note": str(note.id)})


def _ago(day: date) -> str:
    days = (today() - day).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


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
