"""Rules of a record among the others of its vault."""

from datetime import date, timedelta

import pytest

from data.errors import (
    BadRecord,
    DateAhead,
    NameTaken,
)
from data.model.need import Need
from data.model.note import Rating
from data.model.record import new_id
from data.model.records import Records
from data.vault.vault import Vault
from tests.rig.people import (
    a_jot,
    a_note,
    a_profile,
    a_step,
    a_therapist,
    needs,
    ratings,
)


def test_two_therapists_cannot_share_a_code_name(vault: Vault) -> None:
    vault.save(a_therapist("Maple"))
    with pytest.raises(NameTaken):
        vault.save(a_therapist("  mAPLE "))
    assert len(vault.records().therapists) == 1


def test_a_therapist_keeps_a_code_name_when_edited(vault: Vault) -> None:
    maple = a_therapist("Maple")
    vault.save(maple)
    ended = maple.model_copy(update={"status": "ended"})
    assert vault.save(ended, revision=1).record == ended


def test_a_therapist_with_notes_is_not_deleted(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    vault.save(a_note(maple))
    with pytest.raises(BadRecord, match="notes about this therapist"):
        vault.remove(maple, revision=1)
    assert vault.records().therapists == (maple,)


def test_no_version_of_needs_is_changed_or_deleted(vault: Vault) -> None:
    profile = a_profile()
    vault.save(profile)
    with pytest.raises(BadRecord, match="save a new one"):
        vault.save(profile.model_copy(update={"needs": needs(pace=(0, 3))}), revision=1)
    with pytest.raises(BadRecord, match="No version"):
        vault.remove(profile, revision=1)
    newer = a_profile(since=date(2026, 10, 1), needs=needs(pace=(5, 8)))
    vault.save(newer)
    assert vault.records().need_profiles == (profile, newer)
    assert vault.records().needs_now() == newer


def test_a_note_about_nobody_is_refused(vault: Vault) -> None:
    with pytest.raises(BadRecord, match="no such therapist"):
        vault.save(a_note(new_id()))
    assert vault.records().notes == ()


def test_a_note_about_an_unknown_dimension_is_refused(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    with pytest.raises(BadRecord, match="no such dimension"):
        vault.save(a_note(maple, ratings=ratings(peace=3)))


def test_a_rating_on_an_own_dimension_deleted_since_is_kept(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    note = a_note(maple, ratings=(Rating(dimension="own-gone", value=3),))
    vault.save(note)
    assert vault.records().notes == (note,)


def test_needs_on_a_one_sided_dimension_end_at_ten(vault: Vault) -> None:
    with pytest.raises(BadRecord, match="ends at 10"):
        vault.save(a_profile(needs=(Need(dimension="heard", low=4, high=8),)))


def test_a_day_still_to_come_is_refused(vault: Vault) -> None:
    ahead = date.today() + timedelta(days=2)
    with pytest.raises(DateAhead):
        vault.save(a_jot(date=ahead))
    with pytest.raises(DateAhead):
        vault.save(a_profile(since=ahead))
    with pytest.raises(DateAhead):
        vault.save(a_therapist(search_steps=(a_step("called", ahead),)))
    assert vault.records() == Records()


def test_a_first_appointment_may_be_still_to_come(vault: Vault) -> None:
    ahead = date.today() + timedelta(days=20)
    linden = a_therapist(search_steps=(a_step("first appointment", ahead),))
    assert vault.save(linden).record == linden


def test_a_refused_record_does_not_count_as_a_change(vault: Vault) -> None:
    vault.save(a_jot())
    with pytest.raises(BadRecord):
        vault.save(a_note(new_id()))
    assert vault.revision() == 1
