"""Somebody without notes can be deleted, with a second click."""

from tests.pages.conftest import labels, mine, texts
from tests.pages.therapist_window import click, page_of, saved, type_in
from tests.people import a_jot, a_note


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
    assert mine().draft(f"therapist:{who.id}") == ""


def test_somebody_with_notes_is_not_deleted_and_the_reason_is_said() -> None:
    who = saved()
    mine().save(a_jot(therapist=who.id))
    app = page_of(who)
    assert "Maple cannot be deleted while there are notes. Delete those first." in texts(app)
    assert "Delete Maple" not in labels(app)


def test_a_note_written_meanwhile_stops_the_deletion() -> None:
    who = saved()
    app = click(page_of(who), "Delete Maple")
    mine().save(a_note(who))
    app = click(app, "Yes, delete Maple")
    assert "there are notes about this therapist" in texts(app).lower()
    assert len(mine().records().therapists) == 1
