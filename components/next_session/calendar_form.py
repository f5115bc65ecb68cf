"""Calendar file: neutral words that one may change, when to be reminded, and saving it.

Nothing is sent, and no name stands in it unless it was chosen.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta, tzinfo
from functools import partial
from typing import Final
from uuid import UUID

import streamlit as st
from pydantic import BaseModel, ConfigDict, ValidationError

from components.session import timezone, vault_later
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, list_value
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said
from data.exports.calendar_file import CalendarEntry, calendar_file
from data.model.record import now
from data.model.therapist import Therapist
from data.vault.vault import Vault

NEVER: Final = "no reminder"
BEFORE: Final = {
    "the day before": timedelta(days=-1),
    "3 hours before": timedelta(hours=-3),
    "an hour before": timedelta(hours=-1),
    NEVER: None,
}
AFTER: Final = {
    "an hour after it begins": timedelta(hours=1),
    "3 hours after it begins": timedelta(hours=3),
    "the day after": timedelta(days=1),
    NEVER: None,
}
"""When one may be reminded, counted from when the session begins."""


class CalendarChoice(BaseModel):
    """Choices for the file, as typed; words left empty are the usual ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    before: str = "the day before"
    before_words: str = ""
    after: str = "an hour after it begins"
    after_words: str = ""
    itself: bool = False
    itself_words: str = ""
    named: bool = False


def calendar_form(therapist: Therapist, coming: date) -> None:
    """Draw, folded, the choice of what the file holds, and the button that saves it."""
    draft = Draft(CalendarChoice, _draft_key(therapist.id))
    with fold("A file for your own calendar", f"calendar/{therapist.id}") as inside:
        if not inside.open:
            return
        st.caption("Save it and open it in your calendar. Nothing is sent from here.")
        choice = draft.typed(CalendarChoice())
        usual = _usual_words(coming)
        _reminder(draft, choice, "before", list(BEFORE), usual["before"])
        _reminder(draft, choice, "after", list(AFTER), usual["after"])
        field = field_value(draft.field("itself"), choice.itself, "value")
        st.checkbox("The session itself too", on_change=_keep, args=(draft,), **field)
        if choice.itself:
            _words(draft, choice, "itself", usual["session"])
        field = field_value(draft.field("named"), choice.named, "value")
        st.checkbox("Put the name you use here in it", on_change=_keep, args=(draft,), **field)
        entries = calendar_entries(choice, usual, therapist.name)
        st.download_button(
            "Save the calendar file",
            data=partial(calendar_content, therapist.id, coming, timezone(), vault_later()),
            file_name="dates.ics",
            mime="text/calendar",
            key=f"calendar-file/{therapist.id}",
            disabled=not entries,
            on_click="ignore",
        )


def calendar_entries(
    choice: CalendarChoice, usual: dict[str, str], name: str
) -> tuple[CalendarEntry, ...]:
    """Return the entries that were chosen; ``usual``: the words where none were typed."""
    named = f" ({name})" if choice.named else ""
    before, after = BEFORE.get(choice.before), AFTER.get(choice.after)
    entries = []
    if before is not None:
        words = choice.before_words.strip() or usual["before"]
        entries.append(CalendarEntry("before", words + named, before))
    if after is not None:
        words = choice.after_words.strip() or usual["after"]
        entries.append(CalendarEntry("after", words + named, after))
    if choice.itself:
        words = choice.itself_words.strip() or usual["session"]
        entries.append(
            CalendarEntry("session", words + named, minutes=50, whole_day=True, reminder=False)
        )
    return tuple(entries)


def _usual_words(coming: date) -> dict[str, str]:
    return {"before": f"Read before {coming:%A}", "after": "Write", "session": "Appointment"}


def _reminder(
    draft: Draft[CalendarChoice], choice: CalendarChoice, name: str, times: list[str], usual: str
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"Reminder {name}",
            times,
            on_change=_keep,
            args=(draft,),
            **list_value(draft.field(name), getattr(choice, name), times),
        )
        if getattr(choice, name) != NEVER:
            _words(draft, choice, name, usual)


def _words(draft: Draft[CalendarChoice], choice: CalendarChoice, name: str, usual: str) -> None:
    st.text_input(
        "Its words",
        placeholder=usual,
        max_chars=100,
        on_change=_keep,
        args=(draft,),
        **field_value(draft.field(f"{name}_words"), getattr(choice, f"{name}_words"), "value"),
    )


def _keep(draft: Draft[CalendarChoice]) -> None:
    with failures_are_said():
        choice = draft.typed(CalendarChoice())
        fields = {name: draft.field(name) for name in CalendarChoice.model_fields}
        there = {
            name: st.session_state[key]
            for name, key in fields.items()
            if st.session_state.get(key) is not None
        }
        draft.keep(choice.model_copy(update=there))


def calendar_content(who: UUID, coming: date, zone: tzinfo, mine: Callable[[], Vault]) -> bytes:
    """Return the file with what is chosen when it is asked for.

    Who taps right after typing means what was typed, also where the page is not drawn anew yet. And
    a vault that was locked meanwhile gives out nothing.
    """
    vault = mine()
    therapist = vault.get(Therapist, who).record
    chosen = CalendarChoice()
    for stored in vault.drafts.of(_draft_key(who))[:1]:
        with suppress(ValidationError):
            chosen = CalendarChoice.model_validate_json(stored.text)
    entries = calendar_entries(chosen, _usual_words(coming), therapist.name)
    session = therapist.next_session
    return calendar_file(session, who, entries, zone, now()) if session else b""


def _draft_key(who: UUID) -> str:
    return f"calendar:{who}"
