"""Therapist: details, expectation, notes; the way to end and to go on."""

from uuid import UUID

import streamlit as st

from components.fit.one_therapist import fit_of
from components.next_session.plan_form import plan_form
from components.session import vault
from components.therapist_search.step_form import search_fold
from components.therapists.conflict import changed_elsewhere, deleted_elsewhere
from components.therapists.delete import deleting, just_deleted
from components.therapists.details import heading, what_was_expected
from components.therapists.ending import ending
from components.therapists.everybody import everybody
from components.therapists.form import (
    details_fold,
    expectation_fold,
    practicalities_fold,
    unsaved,
)
from components.therapists.form_state import open_form
from components.therapists.moments import how_moments_went
from components.therapists.notes import notes_about
from components.therapists.warning_form import warning_fold
from components.therapists.warning_signs import warning_signs
from components.widgets.address import id_in_address
from data.errors import Gone
from data.model.therapist import Therapist
from data.vault.record_tables import StoredRecord


def here(who: UUID | None) -> StoredRecord[Therapist] | None:
    """Return whom the address names, None where nobody of that id is here."""
    try:
        return vault().get(Therapist, who) if who else None
    except Gone:
        return None


def page_of(saved: StoredRecord[Therapist]) -> None:
    """Draw the whole page of somebody who is here."""
    therapist, who = saved.record, saved.record.id
    open_form(saved)
    warning_signs([therapist], named=False)
    heading(therapist)
    changed_elsewhere(saved)
    # On a desk the others stand left, what is filled in right; on a phone they are one page up.
    with st.container(key="therapist"):
        others, reading, filling_in = st.columns([3, 7, 5], gap="medium")
    with others, st.container(key="therapists-beside", gap="xsmall"):
        everybody(who)
    with reading:
        fit_of(therapist)
        notes_about(who)
        how_moments_went(therapist)
    with filling_in:
        if therapist.status != "ended":
            plan_form(therapist)
        search_fold(therapist)
        what_was_expected(therapist)
        details_fold(therapist)
        practicalities_fold(who)
        expectation_fold(who)
        unsaved(who)
        warning_fold(therapist)
        ending(therapist)
        deleting(saved)


def nobody_here(who: UUID | None) -> None:
    """Say so; what was typed about somebody deleted meanwhile is not lost."""
    st.title("Therapist", anchor=False)
    if who:
        deleted_elsewhere(who)
    st.markdown("There is no such therapist here.")
    st.page_link("therapists.py", label="Back to your therapists")


who = id_in_address("who")
saved = here(who)
if saved:
    page_of(saved)
elif who and just_deleted(who):
    st.switch_page("therapists.py")
else:
    nobody_here(who)
