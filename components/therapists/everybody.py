"""Everybody one tried or considers, the present ones first, each leading to a page of their own."""

from datetime import date
from uuid import UUID

import streamlit as st

from components.session import records
from components.therapists.warning_signs import warning_signs
from components.widgets.as_typed import plain
from data.advice.note_phrases import notes_count_words
from data.model.records import Records
from data.model.therapist import STATUS_ORDER, Status, Therapist, status_words
from data.words import day_words

LONGEST_LINK = 32  # characters that a phone shows in one line


def everybody(current: UUID | None = None) -> None:
    """Draw those of each status, whoever was noted last first; no link to the ``current`` one."""
    all_records = records()
    for status in STATUS_ORDER:
        for therapist in _of_status(all_records, status):
            _card(all_records, therapist, leads_on=therapist.id != current)


def _of_status(all_records: Records, status: Status) -> list[Therapist]:
    those = [therapist for therapist in all_records.therapists if therapist.status == status]
    newest = {t.id: max(_last_days(all_records, t), default=date.min) for t in those}
    return sorted(those, key=lambda therapist: newest[therapist.id], reverse=True)


def _card(all_records: Records, therapist: Therapist, *, leads_on: bool) -> None:
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
        notes = [note for note in all_records.notes if note.therapist == therapist.id]
        noted = "no notes yet"
        if notes:
            last = max(note.last_day for note in notes)
            noted = f"{notes_count_words(notes)}, the last on {day_words(last)}"
        if leads_on:  # whose page it is says so itself, before everything else
            warning_signs([therapist], named=False)
        st.text(f"{status_words(therapist.status)} · {noted}")


def _last_days(all_records: Records, therapist: Therapist) -> list[date]:
    """Return the last day of every note about somebody."""
    return [note.last_day for note in all_records.notes if note.therapist == therapist.id]
