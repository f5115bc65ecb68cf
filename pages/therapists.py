"""Therapists: everybody I tried or consider, the present ones first; and adding somebody."""

from datetime import date

import streamlit as st

from components.session import records
from components.therapists.add import add_somebody
from components.therapists.warning_signs import warning_signs
from components.widgets.as_typed import plain
from data.model.records import Records
from data.model.therapist import STATUS_ORDER, Status, Therapist, status_words
from data.words import counted, day_words

LONGEST_LINK = 32  # characters that a phone shows in one line


def last_days(records: Records, therapist: Therapist) -> list[date]:
    """Return the last day of every note about somebody."""
    return [note.last_day for note in records.notes if note.therapist == therapist.id]


def card(records: Records, therapist: Therapist) -> None:
    """Draw one therapist; the name, shortened where it is long, leads to their page."""
    name, who = therapist.name, {"who": str(therapist.id)}
    fits = len(name) <= LONGEST_LINK
    link = name if fits else f"{name[: LONGEST_LINK - 1].rstrip()}…"
    with st.container(border=True, gap="xsmall"):
        st.page_link("therapist.py", label=f"**{plain(link)}**", query_params=who)
        if not fits:
            st.text(name)
        days = last_days(records, therapist)
        noted = "no notes yet"
        if days:
            newest = max(days)
            noted = f"{counted(len(days), 'note')}, the last on {day_words(newest)}"
        warning_signs([therapist], named=False)
        st.text(f"{status_words(therapist.status)} · {noted}")


def everybody(records: Records, status: Status) -> None:
    """Draw those of one status, whoever was noted last first."""
    those = [therapist for therapist in records.therapists if therapist.status == status]
    for therapist in sorted(
        those, key=lambda person: max(last_days(records, person), default=date.min), reverse=True
    ):
        card(records, therapist)


st.title("Therapists", anchor=False)
all_records = records()
for status in STATUS_ORDER:
    everybody(all_records, status)
if all_records.therapists:
    st.header("Add somebody", anchor=False)
else:
    st.markdown("Nobody is here yet. Who comes to mind first?")
add_somebody()
