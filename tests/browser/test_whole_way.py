"""The main job once, from the example or an archive of one's own to the picture."""

from pathlib import Path

from playwright.sync_api import Page, expect

from data.example import example_records
from data.fit.answer import answer
from data.fit.report import report
from data.model.archive import write_archive
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view, in_two_views
from tests.browser.steps import answered, go, nothing_sideways, press
from tests.rig.server import Server


@in_two_views
def test_from_the_example_to_the_picture_and_out_again(page: Page, server: Server) -> None:
    go(page, server.url, "See how well a therapist fits")
    press(page, "Look around with example data")
    expect(page.get_by_text("Example data", exact=True)).to_be_visible()
    page.get_by_role("link", name="See all needs").click()
    sees_the_picture(page)
    page.reload()
    sees_the_picture(page)
    nothing_sideways(page)
    press(page, "Leave the example")
    expect(page.get_by_text("Choose a few needs first")).to_be_visible()


@in_one_view
def test_from_an_archive_of_one_s_own_to_the_picture(
    page: Page, server: Server, vault: Vault, tmp_path: Path
) -> None:
    archive = tmp_path / "mine.json"
    archive.write_bytes(write_archive(example_records()))
    go(page, f"{server.url}/my-data", "My data")
    page.locator("input[type=file]").set_input_files(archive)
    expect(page.get_by_text("44 new notes")).to_be_visible()
    press(page, "Bring it in")
    expect(page.get_by_text("Brought in: 5 new therapists")).to_be_visible()
    answered(page)
    assert vault.records() == example_records()
    page.get_by_role("link", name="Fit", exact=True).click()
    sees_the_picture(page)


def sees_the_picture(page: Page) -> None:
    """The answer, in the report's own words, and what it was read off."""
    headline = answer(report(example_records())).headline
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    desk = page.viewport_size and page.viewport_size["width"] > 760
    picture = "Maple, 10 of 11" if desk else "Maple. "
    drawn = page.locator(f"[data-testid=stVegaLiteChart][aria-label^='{picture}'] svg")
    expect(drawn.first).to_be_visible()
