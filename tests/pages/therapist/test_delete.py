"""Somebody can be deleted with all that hangs on them, with a second click."""

from data.settings import read_settings
from data.vault.backup_files import backups_of
from data.vault_path import LOCAL, vault_path
from tests.pages.conftest import mine, texts
from tests.pages.therapist.therapist_window import click, page_of, saved, type_in
from tests.rig.people import a_jot, a_note


def test_somebody_without_notes_is_deleted_with_a_second_click() -> None:
    who = saved()
    app = type_in(page_of(who), details="Half a sent")
    app = click(app, "Delete Maple")
    assert len(mine().records().therapists) == 1
    click(click(app, "Keep Maple"), "Delete Maple")
    app = click(app, "Yes, delete Maple")
    assert mine().records().therapists == ()
    assert app.title[0].value == "Therapists"
    assert "Deleted." in texts(app)
    assert mine().drafts.text(f"therapist:{who.id}") == ""


def test_somebody_goes_with_their_notes_once_that_was_said() -> None:
    who = saved()
    mine().save(a_note(who))
    mine().save(a_jot())
    app = click(page_of(who), "Delete Maple")
    assert "1 note about Maple goes too" in texts(app)
    app = click(app, "Yes, delete Maple")
    assert "Backups from before still hold it" in texts(app)
    assert mine().records().therapists == ()
    assert [note.kind for note in mine().records().notes] == ["jot"]
    backup = backups_of(vault_path(read_settings().home, LOCAL))[0]
    assert backup.why == "before delete"
    assert len(mine().files.look_into(backup.path).notes) == 2


def test_a_note_written_meanwhile_stops_the_deletion() -> None:
    who = saved()
    app = click(page_of(who), "Delete Maple")
    mine().save(a_note(who))
    app = click(app, "Yes, delete Maple")
    assert "changed in another window" in texts(app)
    assert len(mine().records().therapists) == 1
