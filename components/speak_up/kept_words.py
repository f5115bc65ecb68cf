"""The list before the next session, and what became of what was said."""

from uuid import UUID

import streamlit as st

from components.report_cache import notes_belief
from components.session import records, today
from components.speak_up.wording_change import reword
from components.therapists.change import change_therapist
from components.widgets.as_typed import plain
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.advice.follow_up import LevelChange, Outcome, change, outcomes, still_to_say
from data.advice.next_session import appointment_words
from data.advice.texts import words
from data.model.next_session import coming_day
from data.model.therapist import Therapist
from data.model.to_say import ToSay
from data.words import day_words


def before_next_session(therapist: Therapist) -> None:
    """Draw what is still to be said."""
    found = still_to_say(therapist, records().notes_of(therapist.id))
    st.header("Before the next session", anchor=False)
    session = therapist.next_session
    if session and (coming := coming_day(session, today())):
        st.caption(appointment_words(coming, session.at))
    if not found:
        st.text("Nothing is on your list.")
        return
    st.caption("After the session, the note asks whether you said it.")
    for sentence in found:
        with st.container(border=True, gap="small"):
            st.text(sentence.words)
            with st.container(horizontal=True):
                said, let_go = (
                    (therapist.id, sentence.id, "said_on"),
                    (therapist.id, sentence.id, "let_go_on"),
                )
                st.button("I have said it", key=f"said-{sentence.id}", on_click=_mark, args=said)
                st.button(
                    "Let it go",
                    key=f"let-go-{sentence.id}",
                    type="tertiary",
                    on_click=_mark,
                    args=let_go,
                )
            reword(therapist, sentence)


def what_became_of_it(therapist: Therapist) -> None:
    """Draw, folded, what was said, how it was taken, and what changed since."""
    found = outcomes(therapist, records().notes_of(therapist.id))
    done = [outcome for outcome in reversed(found) if not outcome.is_open]
    if not done:
        return
    unfolded = fold("What became of it", f"became-{therapist.id}")
    if unfolded.open:
        with unfolded:
            for outcome in done:
                _outcome(therapist, outcome)


def outcome_words(outcome: Outcome) -> str:
    """Return what became of one thing to say: "Said on 1 October 2026; they listened"."""
    if outcome.said_on is None:
        day = outcome.to_say.let_go_on
        return f"Let go on {day_words(day)}" if day else "Not said yet"
    they = "did nothing" if outcome.they == "nothing" else outcome.they
    return f"Said on {day_words(outcome.said_on)}{f'; they {they}' if they else ''}"


def change_words(found: LevelChange) -> list[str]:
    """Return before and after with their ranges, and what can be said of it."""
    of = words().changed
    figures = {
        "before": f"{found.before.level:.0f}",
        "before_low": f"{found.before.low:.0f}",
        "before_high": f"{found.before.high:.0f}",
        "after": f"{found.after.level:.0f}",
        "after_low": f"{found.after.low:.0f}",
        "after_high": f"{found.after.high:.0f}",
        "notes": found.notes,
        "name": found.dimension.name,
    }
    sentences = [of.before, of.after, of.goes_with if found.is_clear else of.same]
    return [sentence.format(**figures) for sentence in sentences]


def _outcome(therapist: Therapist, outcome: Outcome) -> None:
    with st.container(border=True, gap="small"):
        st.text(outcome.to_say.words)
        st.caption(plain(outcome_words(outcome)))
        dimensions = list(records().known_dimensions().values())
        found = change(notes_belief(), therapist, outcome, dimensions)
        for sentence in change_words(found) if found else ():
            st.text(sentence)


def _mark(who: UUID, which: UUID, name: str) -> None:
    with failures_are_said():
        change_therapist(
            who,
            lambda now: {"to_say": tuple(_on(sentence, which, name) for sentence in now.to_say)},
        )
        say("Noted as said." if name == "said_on" else "Let go.")


def _on(to_say: ToSay, which: UUID, name: str) -> ToSay:
    return to_say.model_copy(update={name: today()}) if to_say.id == which else to_say
