"""From an old spreadsheet to the first grid: three of them, and how many taps each costs."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from xlsxwriter import Workbook

from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, go, nothing_sideways, press, said
from tests.rig.people import a_profile
from tests.rig.server import Server

OF_TEN = b"""Date;Therapist;Pace;Trust;Notes
14.02.2026;Wren;7;9;She waited for me
21.02.2026;Wren;8;10;Quiet
28.02.2026;Birch;3;8;He stopped me twice
"""
COMPARED = b"""Therapist,Pace,Trust,Notes
Wren,7/10,9/10,asks first
Birch,3/10,8/10,talks a lot
"""


def with_a_title() -> bytes:
    content = io.BytesIO()
    with Workbook(content) as book:
        book.add_worksheet("Lists").hide()
        sheet = book.add_worksheet("Sessions")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write(0, 0, "My sessions")
        sheet.write_row(2, 0, ["When", "Who", "Pace", "How it was"])
        sheet.write_row(3, 0, ["2026-02-14", "Wren", 8, "She waited for me"])
        sheet.write_row(4, 0, ["2026-02-21", "Wren", 9, "Quiet, and fine"])
    return content.getvalue()


@in_two_views
@pytest.mark.parametrize(
    ("make", "notes", "most"),
    [
        (lambda: OF_TEN, 3, 4),
        (lambda: COMPARED, 2, 4),
        (with_a_title, 2, 4),
    ],
    ids=["of ten", "compared", "a title above and a hidden sheet"],
)
def test_an_old_spreadsheet_becomes_the_first_grid(
    page: Page,
    server: Server,
    vault: Vault,
    make: Callable[[], bytes],
    notes: int,
    most: int,
) -> None:
    vault.save(a_profile())
    go(page, f"{server.url}/bring", "Bring what you have")
    chooser = page.get_by_test_id("stFileUploaderDropzoneInput").first
    field = page.get_by_test_id("stFileUploaderDropzone").first
    expect(field.get_by_test_id("stBaseButton-secondary")).to_be_visible()
    expect(field.get_by_text("Upload", exact=True)).to_be_hidden()  # nothing is sent anywhere
    expect(field.get_by_text("per file")).to_be_hidden()
    content = make()
    name = "mine.xlsx" if content.startswith(b"PK") else "mine.csv"
    chooser.set_input_files(FilePayload(name=name, mimeType="text/csv", buffer=content))
    taps = 2  # the field, and the file in it
    expect(page.get_by_label("The therapist's name")).to_be_visible()
    answered(page)
    nothing_sideways(page)
    press(page, f"Bring in {notes} notes")
    taps += 1
    said(page, f"{notes} notes saved.")
    answered(page)
    page.goto(f"{server.url}/fit")
    taps += 1
    expect(page.get_by_role("link", name="My needs")).to_be_visible()
    answered(page)
    expect(page.get_by_text("Wren").filter(visible=True).first).to_be_visible()
    assert taps <= most
    assert len(vault.records().notes) == notes
