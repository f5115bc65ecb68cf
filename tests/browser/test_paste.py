"""Several notes pasted at once: seen before they are saved, one left out, all of one therapist."""

from datetime import date

from playwright.sync_api import Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, go, nothing_sideways, press, said
from tests.rig.people import a_therapist
from tests.rig.server import Server

TEXT = """31 March 2025
She was late again.

2025-04-07: We talked about work.
1 May 2025 - Nothing worth keeping.
"""


@in_two_views
def test_pasted_notes_are_seen_before_they_are_saved(
    page: Page, server: Server, vault: Vault
) -> None:
    maple = a_therapist()
    vault.take(Records(therapists=(maple,)))
    go(page, f"{server.url}/paste", "Paste several notes")
    page.get_by_label("Paste them here").fill(TEXT)
    expect(page.get_by_role("heading", name="3 notes in this text")).to_be_visible()
    expect(page.get_by_text("7 April 2025")).to_be_visible()
    page.get_by_text("Leave out").last.click()
    expect(page.get_by_role("button", name="Save 2 notes")).to_be_visible()
    page.get_by_role("combobox", name="Who are they about?").click()
    page.get_by_role("option", name="Maple").click()
    expect(page.get_by_text("What are they?")).to_be_visible()
    nothing_sideways(page)
    press(page, "Save 2 notes")
    said(page, "2 notes saved.")
    answered(page)
    expect(page.get_by_label("Paste them here")).to_have_value("")
    assert [
        (note.kind, note.therapist, note.date, note.text) for note in vault.records().notes
    ] == [
        ("session", maple.id, date(2025, 3, 31), "She was late again."),
        ("session", maple.id, date(2025, 4, 7), "We talked about work."),
    ]
