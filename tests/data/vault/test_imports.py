"""Imports: written in one transaction, and taken back as one but for what changed since."""

from datetime import timedelta

import pytest

from data.errors import Changed, Gone, NameTaken
from data.model.note import Note
from data.model.record import now
from data.model.records import Records
from data.vault import imports
from data.vault.vault import Vault
from tests.rig.people import a_jot, a_note, a_therapist


def test_an_import_adds_and_replaces_at_once_and_is_taken_back_as_one(vault: Vault) -> None:
    maple, wren = a_therapist("Maple"), a_therapist("Wren")
    mine = a_note(maple, text="mine")
    vault.take(before := Records(therapists=(maple,), notes=(mine,)))
    theirs = mine.model_copy(update={"text": "theirs"})
    vault.imports.bring([a_note(wren), wren], [theirs], vault.revision(), "a table")
    assert theirs in vault.records().notes
    assert len(vault.records().notes) == 2
    (way_back,) = vault.imports.recent()
    assert (way_back.what, way_back.notes()) == ("a table", 2)
    assert vault.imports.take_back(way_back) == (3, 0)
    assert vault.records() == before
    assert vault.imports.recent() == ()
    with pytest.raises(Gone):
        vault.imports.take_back(way_back)


def test_what_changed_since_stays_and_so_does_whom_a_note_is_about(vault: Vault) -> None:
    wren, first, second, third = a_therapist("Wren"), a_jot("1"), a_jot("2"), a_jot("3")
    vault.save(first)
    replaced = first.model_copy(update={"text": "of the table"})
    vault.imports.bring([wren, second, third], [replaced], vault.revision())
    for note in (replaced, second):
        mine = note.model_copy(update={"text": "typed since"})
        vault.save(mine, vault.get(Note, note.id).revision)
    vault.save(about := a_note(wren))
    vault.remove(about, revision=1)
    assert vault.imports.take_back(vault.imports.recent()[0]) == (1, 3)
    assert {note.text for note in vault.records().notes} == {"typed since"}
    vault.removed.bring_back(about.id)


def test_an_import_worked_out_for_another_revision_does_nothing(vault: Vault) -> None:
    revision = vault.revision()
    vault.save(a_therapist("Wren"))
    with pytest.raises(Changed):
        vault.imports.bring([a_jot()], [], revision)
    with pytest.raises(NameTaken):
        vault.imports.bring([a_jot(), a_therapist("wren")], [], vault.revision())
    assert vault.records().notes == ()
    assert vault.imports.recent() == ()


def test_a_long_import_is_written_in_parts_and_says_how_far_it_is(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_AT_ONCE", 2)
    vault.take(Records(notes=(old := tuple(a_jot(f"{n}") for n in range(3)))))
    newer = [note.model_copy(update={"text": f"{note.text}, newer"}) for note in old]
    fresh, shares = [a_jot(f"fresh {n}") for n in range(5)], list[float]()
    vault.imports.bring(fresh, newer, vault.revision(), progress=shares.append)
    assert set(vault.records().notes) == {*fresh, *newer}
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert vault.imports.take_back(vault.imports.recent()[0]) == (8, 0)
    assert set(vault.records().notes) == set(old)


def test_after_thirty_days_an_import_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.imports.bring([a_jot()], [], vault.revision())
    monkeypatch.setattr(imports, "now", lambda: now() + timedelta(days=31))
    assert vault.imports.recent() == ()
    monkeypatch.undo()
    assert vault.forget_removed() == 0
    assert len(vault.imports.recent()) == 1, "not yet"
    vault.forget_removed(all_of_them=True)
    assert vault.imports.recent() == ()
