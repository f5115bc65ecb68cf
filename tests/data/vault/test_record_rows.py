"""Rows of records: each saved, changed and deleted only as it was when it was opened."""

import pytest

from data.errors import (
    Changed,
    Gone,
)
from data.model.note import Note
from data.vault.record_tables import StoredRecord
from data.vault.vault import Vault
from tests.rig.people import (
    a_jot,
)


def test_saving_the_same_twice_by_impatience_saves_once(vault: Vault) -> None:
    jot = a_jot()
    assert vault.save(jot) == vault.save(jot) == StoredRecord(jot, 1)
    assert vault.records().notes == (jot,)


def test_another_record_under_the_same_id_overwrites_nothing(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    with pytest.raises(Changed):
        vault.save(jot.model_copy(update={"text": "another"}))
    assert vault.records().notes == (jot,)


def test_an_edit_counts_the_revision(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    edited = jot.model_copy(update={"text": "edited"})
    assert vault.save(edited, revision=1) == StoredRecord(edited, 2)
    assert vault.get(Note, jot.id) == StoredRecord(edited, 2)


def test_two_windows_never_silently_overwrite(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    first = jot.model_copy(update={"text": "first window"})
    vault.save(first, revision=1)
    with pytest.raises(Changed):
        vault.save(jot.model_copy(update={"text": "second window"}), revision=1)
    assert vault.get(Note, jot.id).record == first


def test_changed_and_gone_are_told_apart(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    with pytest.raises(Gone):
        vault.save(jot, revision=1)
    with pytest.raises(Gone):
        vault.remove(jot, revision=1)
    with pytest.raises(Gone):
        vault.get(Note, jot.id)


def test_a_record_changed_meanwhile_is_not_deleted(vault: Vault) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.save(jot.model_copy(update={"text": "edited"}), revision=1)
    with pytest.raises(Changed):
        vault.remove(jot, revision=1)
    assert len(vault.records().notes) == 1
