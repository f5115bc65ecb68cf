"""One note open in two windows: nothing is overwritten, both are shown, one chooses."""

from playwright.sync_api import Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, go, nothing_sideways, press, said, save, text_of_note
from tests.rig.people import a_note, a_therapist
from tests.rig.server import Server


@in_two_views
def test_a_note_changed_in_two_windows_shows_both(
    page: Page, other: Page, server: Server, vault: Vault
) -> None:
    maple = a_therapist()
    note = a_note(maple, text="As it was.")
    vault.take(Records(therapists=(maple,), notes=(note,)))
    for window in (page, other):
        go(window, f"{server.url}/write?note={note.id}", "Change a note")
        expect(text_of_note(window)).to_have_value("As it was.")
    text_of_note(page).fill("The first window.")
    save(page)
    text_of_note(other).fill("The second window.")
    press(other, "Save")
    expect(other.get_by_text("This was changed in another window")).to_be_in_viewport()
    expect(other.get_by_text("The first window.")).to_be_visible()
    expect(text_of_note(other)).to_have_value("The second window.")
    nothing_sideways(other)
    assert vault.records().notes[0].text == "The first window."
    press(other, "Save mine over it")
    said(other, "Saved.")
    answered(other)
    assert vault.records().notes[0].text == "The second window."
