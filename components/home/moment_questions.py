"""Moments asked about once more: a week later what I did with it, and gently what is still open.

At most one question at a time. What is open is brought up on one day, then not for a fortnight;
that day is kept beside the drafts, as it is no part of the records.
"""

from dataclasses import dataclass
from typing import get_args

import streamlit as st

from components.notes.list import moment_line
from components.report_cache import worked_out
from components.session import records, today, vault
from components.widgets.as_typed import plain
from components.widgets.messages import failures_are_said, say
from components.widgets.reminder import OPEN_MOMENT
from data.advice.moments import FORTNIGHT, Later, answered, still_open, week_later
from data.model.moment import AndMe, Settled
from data.model.note import Note
from data.words import day_words


@dataclass(frozen=True)
class MomentQuestion:
    """Question about a moment; ``name``: the field of the moment that its answer goes to."""

    later: Later
    words: str
    answers: tuple[str, ...]
    name: str


def question_today() -> MomentQuestion | None:
    """Return the one question it is time for; None for none."""
    all_records, day = records(), today()
    later = worked_out(("a week later", day), lambda: week_later(all_records, day))
    if later:
        return MomentQuestion(later, "How do you see it now?", get_args(AndMe), "me_later")
    later = worked_out(("still open", day), lambda: still_open(all_records, day))
    if later and OPEN_MOMENT.may_bring_up(day, FORTNIGHT):
        return MomentQuestion(later, "Is it settled by now?", get_args(Settled), "settled")
    return None


def ask(question: MomentQuestion) -> None:
    """Draw a question, folded, with a tap for each answer."""
    later, name = question.later, question.name
    happening = later.happened
    # Folded, so that Home stays one screen.
    label = f"A question about {day_words(happening.day)}, with {plain(later.therapist.name)}"
    with st.expander(label, key="ask-again"):
        st.text(moment_line(happening.moment))
        if name == "me_later":
            st.caption(f"Back then: {happening.moment.me}")
        st.markdown(question.words)
        with st.container(horizontal=True):
            for answer in question.answers:
                key = f"ask-again-{answer}"
                st.button(answer, key=key, on_click=_answer, args=(later, name, answer))
            st.button(
                "Not now",
                key="ask-again-not-now",
                type="tertiary",
                on_click=_leave,
                args=(later, name),
            )


def _answer(later: Later, name: str, answer: str | None) -> None:
    given: dict[str, object] = {name: answer}
    if name == "me_later":
        given["asked_again"] = today()
    with failures_are_said():
        saved = vault().get(Note, later.happened.note)
        there = saved.record.moments
        # Another window may have changed the note: then nothing is said about another moment.
        if later.happened.moment in there:
            at = there.index(later.happened.moment)
            vault().save(answered(saved.record, at, **given), saved.revision)
            if answer:
                say("Saved.")
        if name == "settled":
            OPEN_MOMENT.settle(today())


def _leave(later: Later, name: str) -> None:
    """Ask no more: about this one ever, or about what is open for a fortnight."""
    if name == "me_later":
        _answer(later, name, None)
    else:
        with failures_are_said():
            OPEN_MOMENT.settle(today())
