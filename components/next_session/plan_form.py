"""Plan the next session: its day, its time, and whether it comes back. Saved as it is tapped."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.next_session.calendar_form import calendar_form
from components.session import clock, records, timezone, today
from components.therapists.change import change_therapist
from components.widgets.address import put
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.advice.next_session import appointment_words, repeat_words
from data.errors import NoSuchTime
from data.model.next_session import NextSession, coming_day, latest_day, left_out, on_the_clock
from data.model.record import EARLIEST, new_id, now
from data.model.search_step import SearchStep
from data.model.therapist import Therapist
from data.words import day_words

_OFTEN: Final[dict[int | None, str]] = {
    None: "once",
    1: "every week",
    2: "every 2 weeks",
    3: "every 3 weeks",
    4: "every 4 weeks",
}
_FARTHEST: Final = timedelta(days=731)


def plan_form(therapist: Therapist) -> None:
    """Draw, folded, when the next session is, the fields to change it, and the calendar file."""
    session, who = therapist.next_session, therapist.id
    coming = coming_day(session, today()) if session else None
    when = appointment_words(coming, session.at) if session and coming else ""
    with fold(f"Next session: {when}" if when else "Next session", f"next-session/{who}") as inside:
        if not inside.open:
            return
        if session and (often := repeat_words(session)):
            st.caption(f"{often[:1].upper()}{often[1:]}.{_later_then(session)}")
        _fields(who, session)
        if session and coming:
            calendar_form(therapist, coming)


def _fields(who: UUID, session: NextSession | None) -> None:
    on = session.on if session else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"next-session/{who}/on/{on}"
        st.date_input(
            "Day", value=on, key=key, format="YYYY-MM-DD",
            min_value=min(on or EARLIEST, today() - timedelta(days=14)),
            max_value=max(on or EARLIEST, today() + _FARTHEST),
            on_change=_change, args=(who, "on", key),
        )  # fmt: skip
        if session is None:
            return
        key = f"next-session/{who}/at/{session.at}"
        st.time_input(
            "Time", value=session.at, key=key, step=300, on_change=_change, args=(who, "at", key)
        )
        key = f"next-session/{who}/weeks/{session.weeks}"
        often = list(dict.fromkeys([*_OFTEN, session.weeks]))
        st.selectbox(
            "How often?", often, index=often.index(session.weeks), key=key,
            format_func=lambda weeks: _OFTEN.get(weeks, f"every {weeks} weeks"),
            on_change=_change, args=(who, "weeks", key),
        )  # fmt: skip
    with st.container(horizontal=True):
        if coming_day(session, today()) is None:
            st.button("A week later", key=f"next-session/{who}/later", on_click=_later, args=(who,))
        st.button(
            "None planned", key=f"next-session/{who}/none", type="tertiary", on_click=_forget,
            args=(who,),
        )  # fmt: skip


def _change(who: UUID, name: str, key: str) -> None:
    value = st.session_state[key]
    if name == "on" and value is None:
        return
    _plan(who, {name: value})


def _later(who: UUID) -> None:
    """Plan the same day of the week and time once more, from today on."""
    last = next(therapist for therapist in records().therapists if therapist.id == who).next_session
    if last:
        weekly = last.model_copy(update={"weeks": 1})
        _plan(who, {"on": coming_day(weekly, today()) or last.on})


def _plan(who: UUID, fields: Mapping[str, Any]) -> None:
    with failures_are_said():
        often = ""

        def planned(there: Therapist) -> dict[str, Any]:
            nonlocal often
            before = dict(there.next_session) if there.next_session else {}
            session = NextSession(**before | dict(fields))
            often = _checked(session)
            return {"next_session": session} | _first_appointment(there, session)

        change_therapist(who, planned)
        put("who", str(who))  # in the search another one may be next now
        say(f"Saved.{often}")


def _checked(session: NextSession) -> str:
    """Return what is to be said of the time. Raises `NoSuchTime` where it does not exist."""
    match on_the_clock(session.on, session.at, timezone()):
        case "never":
            at = f", {session.at:%H:%M}" if session.at else ""
            raise NoSuchTime(f"{day_words(session.on)}{at}")
        case "twice":
            return " That time comes twice then, as the clocks go back: the earlier is meant."
    return _later_then(session)


def _later_then(session: NextSession) -> str:
    """Return a sentence about the first day to come on which the clocks leave its time out."""
    missing = left_out(session, timezone(), today() + _FARTHEST)
    ahead = next((day for day in missing if day >= today()), None)
    return (
        f" On {day_words(ahead)} the clocks leave that time out: it is later then." if ahead else ""
    )


def _first_appointment(there: Therapist, session: NextSession) -> dict[str, Any]:
    """Search steps with the first appointment that was made with somebody one thinks about.

    That of the session planned before moves with it; any other stays as it is.
    """
    before, steps = there.next_session, there.search_steps
    if there.status != "considering" or (before and before.on == session.on):
        return {}
    moved = tuple(
        step.model_copy(update={"on": session.on}) if _is_of(step, before) else step
        for step in steps
    )
    if not any(_is_of(step, session) for step in moved):
        made = SearchStep(id=new_id(), kind="first appointment", on=session.on, written_at=now())
        moved = (*moved, made)
    return {"search_steps": moved}


def _is_of(step: SearchStep, session: NextSession | None) -> bool:
    """Return whether a search step is the first appointment on the day of this session."""
    return session is not None and step.kind == "first appointment" and step.on == session.on


def _forget(who: UUID) -> None:
    def forgotten(there: Therapist) -> dict[str, Any]:
        session, steps = there.next_session, there.search_steps
        # What has begun took place: its step stays.
        if session and latest_day(session, clock()) is None:
            steps = tuple(step for step in steps if not _is_of(step, session))
        return {"next_session": None, "search_steps": steps}

    with failures_are_said():
        change_therapist(who, forgotten)
        put("who", str(who))
        say("Saved.")
