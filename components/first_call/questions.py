"""Questions for a first call: which to take along, a page to print, and why each is asked."""

from collections.abc import Sequence

import streamlit as st

from components.report_cache import report
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.print_sheet import paper
from data.errors import NothingToShow
from data.fit.first_call_questions import Question, to_ask

AT_FIRST = 3
"""How many are chosen to begin with: a first call is short."""

_TAKEN = "call-questions"


def all_questions() -> list[Question]:
    """Return every question, what matters most first."""
    all_records = records()
    try:
        standings = report().standings
    except NothingToShow:
        standings = ()
    return to_ask(all_records.needs_now(), all_records.known_dimensions(), standings)


def choose_questions(offered: Sequence[Question]) -> list[Question]:
    """Draw the choice of what to ask, with the reasons, and return what is chosen."""
    by_key = {question.dimension.key: question for question in offered}
    taken = st.session_state.get(_TAKEN)
    if taken is None or not by_key.keys() >= set(taken):
        left = [key for key in taken or () if key in by_key]
        st.session_state[_TAKEN] = left or list(by_key)[:AT_FIRST]
    chosen = st.pills(
        "What do you want to ask about?",
        list(by_key),
        selection_mode="multi",
        format_func=lambda key: plain(by_key[key].dimension.name),
        key=_TAKEN,
    )
    return [question for question in offered if question.dimension.key in chosen]


def to_print(questions: Sequence[Question]) -> None:
    """Draw the questions as they are printed."""
    with paper():
        for question in questions:
            st.markdown(f"**{plain(question.dimension.ask_call)}**")
            if reason := why(question):
                st.caption(plain(reason))
    st.caption("The questions alone are printed, without the reasons.")


def why(question: Question) -> str:
    """Return in words why it is asked; nothing for an ordinary need.

    The range is not named: one would rate the answer towards it.
    """
    said = ["a must-have"] if question.must_have else []
    if question.missed_with:
        said.append(f"not there with {', '.join(question.missed_with)}")
    sentence = "; ".join(said)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""
