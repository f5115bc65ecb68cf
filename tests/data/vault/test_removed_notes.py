"""Deleted notes: brought back for thirty days, and then gone."""

from datetime import timedelta

import pytest

from data.errors import (
    Gone,
)
from data.model.record import now
from data.vault.vault import Vault
from tests.rig.people import (
    a_jot,
    a_note,
    a_therapist,
    ratings,
)


def test_a_deleted_note_can_be_brought_back(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    note = a_note(maple, text="too soon deleted", ratings=ratings(pace=3))
    vault.save(note)
    vault.remove(note, revision=1)
    assert vault.records().notes == ()
    assert vault.removed.notes() == (note,)
    vault.removed.bring_back(note.id)
    assert vault.records().notes == (note,)
    assert vault.removed.notes() == ()
    with pytest.raises(Gone):
        vault.removed.bring_back(note.id)


def test_after_thirty_days_a_deleted_note_is_gone(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_jot("first"), a_jot("second")
    for jot in (first, second):
        vault.save(jot)
    vault.remove(first, revision=1)
    monkeypatch.setattr("data.vault.removed_notes.now", lambda: now() + timedelta(days=31))
    assert vault.removed.notes() == ()
    vault.remove(second, revision=1)
    monkeypatch.undo()
    with pytest.raises(Gone):
        vault.removed.bring_back(first.id)
    assert vault.removed.notes() == (second,)


def test_deleted_notes_can_be_deleted_really(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    jot = a_jot()
    vault.save(jot)
    vault.remove(jot, revision=1)
    assert vault.forget_removed() == 0
    assert vault.removed.notes() == (jot,)
    monkeypatch.setattr("data.vault.vault.now", lambda: now() + timedelta(days=31))
    assert vault.forget_removed() == 1
    monkeypatch.undo()
    with pytest.raises(Gone):
        vault.removed.bring_back(jot.id)
