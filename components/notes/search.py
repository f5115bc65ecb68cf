"""Search: words, whom, what kind and which days; what it finds among notes, therapists and goals.

Search words stay in the session: they are as private as the notes, so they never get into an
address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

import streamlit as st

from components.session import today
from components.widgets.as_typed import plain
from data.model.dimension import OwnDimension
from data.model.note import Note, NoteKind
from data.model.note_search import (
    GOAL_FIELDS,
    NOTE_FIELDS,
    THERAPIST_FIELDS,
    find,
    find_goals,
    find_therapists,
    where_found,
)
from data.model.record import EARLIEST
from data.model.records import Records
from data.model.therapist import Therapist
from data.words import day_words

T = TypeVar("T")

FEW: Final = 5
"""Up to so many notes are found by looking."""
_KINDS: Final[Mapping[NoteKind, str]] = {
    "session": "Sessions",
    "first call": "First calls",
    "from memory": "From memory",
    "jot": "Jots to sort",
}
_MOST_LINKS: Final = 10
_FIELDS: Final = ("notes-therapist", "notes-kind", "notes-since", "notes-until")


@dataclass(frozen=True)
class Found:
    """Notes that were found, and the words they were looked for by."""

    notes: tuple[Note, ...]
    words: str = ""

    def where(self, note: Note) -> str:
        """Return where in a note the words are beside its text, "" where that is plain."""
        places = [where for where in where_found(note, NOTE_FIELDS, self.words) if where]
        return f"in {', '.join(places)}" if places else ""


def search(records: Records, names: Mapping[UUID, str]) -> Found:
    """Draw what finds notes, where there are more than a few, and return what it found."""
    if len(records.notes) <= FEW:
        return Found(records.notes)
    words = st.text_input(
        "Find words in your notes",
        key="notes-words",
        type="search",
        autocomplete="off",
        placeholder="Find words in your notes",
        label_visibility="collapsed",
        live="400ms",
        persist_state="session",
        on_change=from_the_start,
    )
    with st.container(horizontal=True, key="notes-filters", gap="xsmall"):
        therapist = _filter("About whom?", names, "Everybody", "notes-therapist")
        there = {note.kind for note in records.notes}
        kinds = {kind: words for kind, words in _KINDS.items() if kind in there}
        kind = _filter("What kind?", kinds, "Every kind", "notes-kind")
        since, until = _days()
    found = find(records.notes, words, therapist, kind, since, until)
    of_all = "" if len(found) == len(records.notes) else f"{len(found)} of "
    st.caption(f"{of_all}{len(records.notes)} notes")
    _about_therapists(find_therapists(records.therapists, words), words)
    _goals(find_goals(records.dimensions, words), words)
    return Found(found, words)


def nothing_found() -> None:
    """Say that no note fits, and offer all of them."""
    st.info("No note fits all of this. Try fewer words, or look at all notes.")
    st.button("Show all notes", key="notes-all", on_click=_ask_nothing)


def from_the_start() -> None:
    """Begin with the first page: other notes are asked for."""
    st.session_state["notes-asked"] = st.session_state.get("notes-asked", 0) + 1
    st.session_state.pop("notes-deleted", None)


def _ask_nothing() -> None:
    st.session_state["notes-words"] = ""
    st.session_state.update(dict.fromkeys(_FIELDS))
    from_the_start()


def _about_therapists(therapists: Iterable[Therapist], words: str) -> None:
    """Draw a link to each therapist about whom the words were written, with where they stand."""
    for therapist in list(therapists)[:_MOST_LINKS]:
        places = ", ".join(where_found(therapist, THERAPIST_FIELDS, words))
        st.page_link(
            "therapist.py",
            label=f"{plain(therapist.name)}: in {places}",
            query_params={"who": str(therapist.id)},
        )


def _goals(goals: Iterable[OwnDimension], words: str) -> None:
    """Draw a link to the own goals for each in which the words are, with where they stand."""
    for goal in list(goals)[:_MOST_LINKS]:
        places = ", ".join(where_found(goal, GOAL_FIELDS, words))
        st.page_link("goals.py", label=f"{plain(goal.name)}: in {places}")


def _filter(label: str, options: Mapping[T, str], everything: str, key: str) -> T | None:
    """Draw a filter where there is something to choose; return the choice, None for everything."""
    if len(options) < 2:
        return None
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=everything,
        label_visibility="collapsed",
        key=key,
        persist_state="session",
        on_change=from_the_start,
    )


def _days() -> tuple[date | None, date | None]:
    """Draw the choice of days behind a button that says it; None is no end."""
    since, until = (st.session_state.get(key) for key in _FIELDS[2:])
    with st.popover(_days_words(since, until), key="notes-days"):
        for label, key in zip(("From", "Until"), _FIELDS[2:], strict=True):
            st.date_input(
                label,
                value=None,
                min_value=EARLIEST,
                max_value=today(),
                format="YYYY-MM-DD",
                key=key,
                persist_state="session",
                on_change=from_the_start,
            )
    return since, until


def _days_words(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{day_words(since)} to {day_words(until)}"
    if since:
        return f"From {day_words(since)}"
    return f"Until {day_words(until)}" if until else "Any day"
