"""Everybody one tried or considers, the present ones first, each leading to a page of their own."""

from datetime import date
from uuid import UUID

import streamlit as st

from components.report_cache import worked_out
from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.as_typed import plain
from data.advice.note_phrases import notes_count_words
from data.model.records import Records
from data.model.therapist import STATUS_ORDER, Status, Therapist, status_words
from data.words import day_words

LONGEST_LINK = 32  # characters that a phone shows in one line


Noted = dict[UUID, tuple[str, date]]
"""How many notes there are about each therapist with any, in words, and their last day."""


def everybody(current: UUID | None = None) -> None:
    """Draw those of each status, whoever was noted last first; no link to the ``current`` one."""
    noted = worked_out("notes about each", _noted)
    for status in STATUS_ORDER:
        for therapist in _of_status(records(), noted, status):
            _card(therapist, noted, leads_on=therapist.id != current)


def _noted() -> Noted:
    by_therapist = {who.id: records().notes_about(who.id) for who in records().therapists}
    return {
        who: (notes_count_words(notes), max(note.last_day for note in notes))
        for who, notes in by_therapist.items()
        if notes
    }


def _of_status(all_records: Records, noted: Noted, status: Status) -> list[Therapist]:
    those = [therapist for therapist in all_records.therapists if therapist.status == status]
    return sorted(those, key=lambda who: noted.get(who.id, ("", date.min))[1], reverse=True)


def _card(therapist: Therapist, noted: Noted, *, leads_on: bool) -> None:
    """Draw one therapist; the name, shortened where it is long, leads to their page."""
    name, who = therapist.name, {"who": str(therapist.id)}
    fits = len(name) <= LONGEST_LINK
    link = name if fits else f"{name[: LONGEST_LINK - 1].rstrip()}…"
    with st.container(border=True, gap="xsmall", key=f"card-{therapist.id}"):
        if leads_on:
            st.page_link("therapist.py", label=f"**{plain(link)}**", query_params=who)
        else:
            st.markdown(f"**{plain(link)}**")
        if not fits:
            st.text(name)
        if leads_on:  # whose page it is says so itself, before everything else
            warning_signs([therapist], named=False)
        if found := noted.get(therapist.id):
            words = f"{found[0]}, the last on {day_words(found[1])}"
        else:
            words = "no notes yet"
        st.text(f"{status_words(therapist.status)} · {words}")
