"""From an old spreadsheet to the first grid: three of them, and how many taps each costs."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from xlsxwriter import Workbook

from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, go, nothing_sideways, said, scrolled_to
from tests.rig.people import a_profile
from tests.rig.server import Server

GERMAN = b"""Datum;Therapeutin;Pace;Trust;Notizen
Sa, 14.02.2026;Wren;7,5;9;Sie hat gewartet
Sa, 21.02.2026;Wren;8,0;10;Ruhig, und gut
Mo, 02.03.2026;Birch;2,5;8;k.A.
"""
FORM = b"""Timestamp,Which therapist?,Pace,Trust,Anything else?
2/14/2026 19:30:00,Wren,4,often,She waited for me
2/21/2026 18:02:11,Birch,2,rarely,"Talked, and talked"
3/2/2026 20:15:40,Wren,5,n/a,
"""


def starred() -> bytes:
    content = io.BytesIO()
    with Workbook(content) as book:
        book.add_worksheet("Lists").hide()
        sheet = book.add_worksheet("Sessions")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write(0, 0, "My sessions, 1 to 5 stars")
        sheet.write_row(2, 0, ["When", "Who", "Pace", "How it was"])
        sheet.write_row(3, 0, ["2026-02-14", "Wren", "★★★", "She waited for me"])
        sheet.write_row(4, 0, ["2026-02-21", "Wren", "★★★★★", "Quiet, and fine"])
    return content.getvalue()


@dataclass(frozen=True)
class OldSheet:
    """A spreadsheet, what has to be answered about it, and what it says: day, whom, ratings."""

    name: str
    content: Callable[[], bytes]
    answers: Sequence[tuple[str, str]]
    ratings: Sequence[tuple[date, str, dict[str, int]]]
    most_taps: int


SHEETS = (
    OldSheet(
        "german.csv",
        lambda: GERMAN,
        (),
        (
            (date(2026, 2, 14), "Wren", {"pace": 8, "trust": 9}),
            (date(2026, 2, 21), "Wren", {"pace": 8, "trust": 10}),
            (date(2026, 3, 2), "Birch", {"pace": 3, "trust": 8}),
        ),
        most_taps=4,
    ),
    OldSheet(
        "stars below a title.xlsx",
        starred,
        (("Its scale", "1 to 5"),),
        (
            (date(2026, 2, 14), "Wren", {"pace": 5}),
            (date(2026, 2, 21), "Wren", {"pace": 10}),
        ),
        most_taps=6,
    ),
    OldSheet(
        "form.csv",
        lambda: FORM,
        (("Its scale", "1 to 5"),),
        (
            (date(2026, 2, 14), "Wren", {"pace": 8, "trust": 8}),
            (date(2026, 2, 21), "Birch", {"pace": 3, "trust": 3}),
            (date(2026, 3, 2), "Wren", {"pace": 10}),
        ),
        most_taps=6,
    ),
)


class Taps:
    """Taps of a person, each counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, target: Locator) -> None:
        scrolled_to(target)
        target.click()
        self.count += 1

    def choose(self, field: str, option: str) -> None:
        """Answer the first field of this name from its list."""
        self.on(self.page.get_by_role("combobox", name=field).first)
        self.on(self.page.get_by_role("option", name=option, exact=True))
        answered(self.page)

    def open_file(self, sheet: OldSheet) -> None:
        """Choose a file: one tap on the field, one on the file in the system's own window."""
        field = self.page.get_by_test_id("stFileUploaderDropzone").first
        with self.page.expect_file_chooser() as opened:
            self.on(field.get_by_test_id("stBaseButton-secondary"))
        opened.value.set_files(
            FilePayload(name=sheet.name, mimeType="text/csv", buffer=sheet.content())
        )
        self.count += 1


@in_two_views
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_an_old_spreadsheet_becomes_the_first_grid(
    page: Page, server: Server, vault: Vault, sheet: OldSheet
) -> None:
    vault.save(a_profile())
    go(page, f"{server.url}/bring", "Bring what you have")
    field = page.get_by_test_id("stFileUploaderDropzone").first
    expect(field.get_by_text("Upload", exact=True)).to_be_hidden()  # nothing is sent anywhere
    expect(field.get_by_text("per file")).to_be_hidden()
    taps = Taps(page)
    taps.open_file(sheet)
    expect(page.get_by_label("The therapist's name")).to_be_visible()
    answered(page)
    nothing_sideways(page)
    for question, answer in sheet.answers:
        taps.choose(question, answer)
    notes = f"{len(sheet.ratings)} notes"
    taps.on(page.get_by_role("button", name=f"Bring in {notes}", exact=True))
    said(page, f"{notes} saved.")
    answered(page)
    taps.on(page.get_by_role("link", name="Fit", exact=True).filter(visible=True).first)
    expect(page.get_by_role("link", name="My needs")).to_be_visible()
    answered(page)
    expect(page.get_by_text("Wren").filter(visible=True).first).to_be_visible()
    assert taps.count <= sheet.most_taps
    assert brought(vault) == list(sheet.ratings)


def brought(vault: Vault) -> list[tuple[date, str, dict[str, int]]]:
    """Return the notes of a vault by day: day, whom, and ratings by dimension."""
    records = vault.records()
    names = {therapist.id: therapist.name for therapist in records.therapists}
    return sorted(
        (
            note.date,
            names[note.therapist] if note.therapist else "",
            {rating.dimension: int(rating.value) for rating in note.ratings},
        )
        for note in records.notes
    )
