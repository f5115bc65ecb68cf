"""Notes of somebody who is deleted: they and all that hangs on them go."""

import pytest
from sqlalchemy import select

from data.errors import (
    Changed,
    Gone,
)
from data.model.record import new_id
from data.model.records import Records
from data.vault import tables
from data.vault.vault import Vault
from tests.rig.people import (
    a_note,
    a_therapist,
)


def test_somebody_goes_with_all_that_hangs_on_them(vault: Vault) -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    about, deleted, other = a_note(maple), a_note(maple, text="deleted before"), a_note(birch)
    vault.take(Records(therapists=(maple, birch), notes=(about, deleted, other)))
    vault.remove(deleted, revision=1)
    vault.drafts.keep(f"therapist:{maple.id}", "a draft")
    vault.drafts.keep("note:new", f'{{"therapist": "{maple.id}"}}')
    vault.drafts.keep("paste", "somebody else")
    with pytest.raises(Changed):
        vault.remove_with_notes(maple, revision=2, notes=1)
    with pytest.raises(Changed):
        vault.remove_with_notes(maple, revision=1, notes=0)
    assert len(vault.records().notes) == 2
    vault.remove_with_notes(maple, revision=1, notes=1)
    assert vault.records() == Records(therapists=(birch,), notes=(other,))
    assert vault.removed.notes() == ()
    assert vault.drafts.text(f"therapist:{maple.id}") == vault.drafts.text("note:new") == ""
    assert vault.drafts.text("paste") == "somebody else"
    with pytest.raises(Gone):
        vault.remove_with_notes(maple, revision=1, notes=0)


def test_with_somebody_go_the_words_that_were_being_changed(vault: Vault) -> None:
    maple = a_therapist()
    vault.save(maple)
    vault.drafts.keep(f"reword:{maple.id}:{new_id()}", "half typed")
    vault.remove_with_notes(maple, revision=1, notes=0)
    with vault._transactions.begin(writes=False) as at:
        assert at.execute(select(tables.drafts.c.draft_key)).scalars().all() == []
