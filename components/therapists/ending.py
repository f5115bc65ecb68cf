"""End with somebody, with or without a reason, and go on with somebody ended.

Ending is an act of its own: it must never save what else is half typed, nor be saved by the way.
"""

from uuid import UUID

import streamlit as st

from components.session import today
from components.therapists import form
from components.therapists.draft import END
from components.therapists.form_state import about, act, draft_of, remember, remembered
from components.widgets.as_typed import plain
from components.widgets.messages import failures_are_said, say
from data.model.therapist import Therapist, status_words

_OPEN = "ending"


def ending(therapist: Therapist) -> None:
    """Draw the way to end with somebody, or to go on with somebody ended."""
    who, name, draft = therapist.id, plain(therapist.name), draft_of(therapist.id)
    if therapist.status == "ended":
        act(who, f"Go on with {name}", _go_on)
    elif remembered(who, _OPEN) or draft.changed() & {"ended", "end_reason"}:
        with st.container(border=True):
            st.header(f"End with {name}", anchor=False)
            st.markdown("Ending is as respectable as staying.")
            form.end_fields(who)
            with st.container(horizontal=True):
                act(who, "End now", _end)
                act(who, "Not now", _do_not_end)
    else:
        act(who, f"End with {name}", remember, _OPEN, "open")


def _end(who: UUID) -> None:
    """End on the chosen day; what else was typed stays as it is."""
    with failures_are_said():
        form.commit(who, END, status="ended", ended=form.collect(who).typed.ended or today())
        remember(who, _OPEN, None)
        say("Saved. Your notes stay where they are.")


def _do_not_end(who: UUID) -> None:
    """Put the day and the reason back as they were."""
    with failures_are_said():
        draft = form.collect(who)
        draft = draft.typing({name: getattr(draft.was, name) for name in ("ended", "end_reason")})
        about(who).keep(draft)
        about(who).renew()
        remember(who, _OPEN, None)


def _go_on(who: UUID) -> None:
    """Go on with somebody ended. The reason that was written stays for another time."""
    with failures_are_said():
        form.collect(who)
        form.commit(who, END, status="trying", ended=None)
        say(f"Saved. How it is now: {status_words('trying')}.")
