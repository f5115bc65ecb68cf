"""List to print: who was asked and what came back, with dates, as some insurers want it."""

from typing import Final

import streamlit as st

from components.session import records, today
from components.widgets.as_typed import plain
from components.widgets.print_sheet import paper
from data.advice.search_stage import asked_therapists, step_line, steps_in_order
from data.model.therapist import Therapist
from data.words import counted, day_words

_REFUSED, _ALL = "Who could not take me", "Everybody I asked"
_BLANK: Final = "_" * 28


def asked_list() -> None:
    """Draw the choice of what is printed, and the list as it is printed."""
    asked = asked_therapists(records())
    if not asked:
        st.text("Nobody was asked yet.")
        return
    refused = [who for who in asked if any(_was_refused(step.kind) for step in who.search_steps)]
    which = st.segmented_control(
        "Who stands on it?", [_ALL, _REFUSED], default=_ALL, required=True, key="search-which"
    )
    named = st.checkbox("Print the names you use here", key="search-named")
    worded = st.checkbox("Print what they said", key="search-worded")
    if not named:
        st.caption("Without them there is a line for each, to write the full name on by hand.")
    people = asked if which == _ALL else refused
    if not people:
        st.text("Nobody said no, or put you on a waiting list.")
        return
    with paper():
        st.header("Therapists I asked", anchor=False)
        st.text(f"{counted(len(people), 'person', 'people')}, as of {day_words(today())}")
        for number, therapist in enumerate(people, 1):
            name = therapist.name if named else _BLANK
            st.text("\n".join([f"{number}. {name}", *_lines(therapist, worded=worded)]))
    if not named:
        st.caption(f"In this order: {plain(', '.join(who.name for who in people))}.")


def _lines(therapist: Therapist, *, worded: bool) -> list[str]:
    steps = steps_in_order(therapist)
    silent = [step if worded else step.model_copy(update={"words": ""}) for step in steps]
    return [f"    {step_line(step)}" for step in silent]


def _was_refused(kind: str) -> bool:
    return kind in ("refused", "waiting list")
