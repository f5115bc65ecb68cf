"""Therapist details, to read: the name, the status, what was expected, and what came.

Texts that somebody typed are shown as typed. Nothing is asked here; that is for `form`.
"""

from datetime import date
from uuid import UUID

import streamlit as st

from components.session import records
from components.therapists.draft import TherapistAnswers
from components.therapists.form_state import before_first_session, draft_of
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from data.advice.stay_or_go import came
from data.model.note import Note
from data.model.therapist import Therapist, status_words
from data.words import day_words, shortened

LONGEST_NAME = 24  # characters that fit on a phone behind "Write a note about"
LONGEST_ANSWER = 300
"""Characters of one answer: the whole note is a tap away."""


def heading(therapist: Therapist) -> None:
    """Draw the name, where one is with them, and the way to a new note."""
    name = plain(therapist.name)
    st.title(name, anchor=False)
    since = f", since {day_words(therapist.began)}" if therapist.began else ""
    if therapist.status == "ended":
        since = f" on {day_words(therapist.ended)}" if therapist.ended else ""
    lines = [
        f"{status_words(therapist.status)}{since}",
        (therapist.end_reason or "") if therapist.status == "ended" else "",
        f"for {', '.join(therapist.what_for)}" if therapist.what_for else "",
    ]
    st.text("\n".join(filter(None, lines)))
    fits = len(therapist.name) <= LONGEST_NAME
    label = f"Write a note about {name}" if fits else "Write a note"
    who = {"who": str(therapist.id)}
    with st.container(horizontal=True):
        st.page_link("write.py", label=label, query_params=who)
        if therapist.status != "ended":
            st.page_link("speak_up.py", label="What to say", query_params=who)


def what_was_expected(therapist: Therapist) -> None:
    """Draw, folded, what was thought before the first session, and what came."""
    draft, noted = draft_of(therapist.id), therapist.expectation
    written = draft.expected_at or (noted and noted.written_at)
    if not written or not draft.typed.expects_something() or before_first_session(therapist.id):
        return
    with fold("What you expected, and what came", f"expected-{therapist.id}"):
        _expectation(draft.typed, written.date())
        _what_came(therapist.id)


def _expectation(answers: TherapistAnswers, written: date) -> None:
    st.header("What you expected", anchor=False)
    st.caption(f"Written on {day_words(written)}")
    if answers.expects:
        st.text(answers.expects)
    if answers.fears:
        st.caption("What you feared")
        st.text(answers.fears)
    if answers.mood is not None:
        st.caption("How you felt about going")
        st.text(f"{answers.mood}, from 0 dreading it to 10 looking forward to it")


def _what_came(who: UUID) -> None:
    """Draw the first session, the newest, and would I go back; nothing before the first one."""
    found = came(records().notes_of(who))
    if found is None:
        return
    st.header("What came", anchor=False)
    _note("The first time", found.first)
    if found.newest:
        _note("The last time", found.newest)
    if found.go_back:
        sentence = ", ".join(f"{answer} {number}" for answer, number in found.go_back)
        st.text(f"Would you go back? {sentence}")


def _note(when: str, note: Note) -> None:
    st.caption(f"{when}, {day_words(note.date)}")
    said = {"": note.text, "Helped: ": note.helped, "Did not help: ": note.did_not_help}
    for label, text in said.items():
        if text.strip():
            st.text(f"{label}{shortened(text, LONGEST_ANSWER)}")
