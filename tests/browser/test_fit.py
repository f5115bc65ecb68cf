"""Questions people have, answered from the screen: by a finger, a pointer, and keys alone."""

import os
import re
import signal

import pytest
from playwright.sync_api import Locator, Page, expect

from components.charts.canvas import PHONE
from data.example import example_records
from data.fit.report import report
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered
from tests.rig.server import Server


@pytest.fixture(autouse=True)
def example(vault: Vault) -> None:
    vault.take(example_records())


def picture(page: Page, says: str) -> Locator:
    """Return the picture whose words begin so, drawn."""
    found = page.locator(f"[data-testid=stVegaLiteChart][aria-label^='{says}']")
    expect(found.locator("svg").first).to_be_visible()
    return found


def as_wide_as_drawn(picture: Locator) -> bool:
    """Return whether the picture has its own width, and neither the page's nor a cut one."""
    box = picture.locator("svg").first.bounding_box()
    return box is not None and PHONE - 1 <= box["width"] <= PHONE + 5  # with its padding


def test_who_fits_where_not_on_which_side_how_sure_and_why(page: Page, server: Server) -> None:
    whole_report = report(example_records())
    maple = next(
        standing for standing in whole_report.standings if standing.therapist.name == "Maple"
    )
    page.goto(f"{server.url}/fit")
    # Who fits, and how sure?
    lines = picture(page, "Maple: ")
    expect(lines).to_contain_text(f"{maple.where_wanted} of {len(maple.counted)} needs where")
    expect(lines).to_contain_text("More settled, from 23 notes")
    assert as_wide_as_drawn(lines), "its squares have to stay squares"
    # Where not, and on which side?
    pace = picture(page, "Pace, from 0")
    expect(pace).to_contain_text("Birch: too pushy; 4 notes")
    # Why? A tap on the row leads to the notes behind it.
    pace.scroll_into_view_if_needed()
    pace.get_by_text("Birch: too pushy; 4 notes").click(force=True)  # the whole row
    expect(page.get_by_role("radio", name="Birch: 4 notes", checked=True)).to_have_count(1)
    expect(page.get_by_text("You need 4 to 7: inside in 1 of 4 notes.")).to_be_visible()
    note = page.get_by_text(re.compile(r"^\d+ \w+ 20\d\d, (session|first call): \d+ of 10$"))
    note.first.click()
    expect(page.get_by_role("link", name="Open").first).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, "the page must not scroll sideways"


@in_one_view
def test_a_square_opens_the_notes_behind_it(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    lines = picture(page, "Maple: ")
    # The first square lies below the key, the name and two lines of words.
    box = lines.locator("svg").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + 134)
    expect(page.get_by_text("Which need?")).to_be_visible()
    expect(page.get_by_text(re.compile(r"inside in \d+ of 22 notes"))).to_be_visible()


@in_one_view
def test_another_need_changes_the_pictures_and_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    lines = picture(page, "Maple: ")
    before = lines.text_content()
    page.get_by_text("What if I needed something else?").click()
    first = page.get_by_role("slider").first
    expect(first).to_be_visible()
    for _ in range(3):
        first.press("ArrowRight")
    expect(page.get_by_text("Your own needs are as they were.")).to_be_visible()
    expect(lines).not_to_have_text(before or "")
    page.get_by_role("button", name="Back to my needs").click()
    expect(page.get_by_text("Your own needs are as they were.")).to_have_count(0)
    expect(lines).to_have_text(before or "")


@in_one_view
def test_by_keys_alone_one_reaches_the_notes_behind_a_mark(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    picture(page, "Pace, from 0")
    page.get_by_role("radio", name="Rowan: 10 notes").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("You need 4 to 7: inside in 0 of 10 notes.")).to_be_visible()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open").first).to_be_visible()


@in_one_view
def test_the_pictures_move_in_the_browser_before_the_program_answers(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/fit")
    pace = picture(page, "Pace, from 0")
    expect(pace).to_contain_text("waits for me")
    answered(page)
    # A program that is stopped can draw nothing.
    os.kill(server.pid, signal.SIGSTOP)
    try:
        page.get_by_role("radio", name="on the scale").focus()
        page.keyboard.press("ArrowRight")
        for says in ("Pace, from 0", "Directness, from 0"):
            expect(picture(page, says)).to_contain_text("+4")
        expect(pace).to_contain_text("too slow")
        expect(pace).not_to_contain_text("waits for me")
    finally:
        os.kill(server.pid, signal.SIGCONT)
    expect(page).to_have_url(re.compile(r"[?&]drawn=need"))
    page.get_by_role("radio", name="on the scale").check(force=True)
    expect(pace).to_contain_text("waits for me")


@in_one_view
def test_the_address_brings_the_view_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    picture(page, "Pace, from 0")
    page.get_by_text("centred on my need").click()
    expect(page).to_have_url(re.compile(r"[?&]drawn=need"))
    page.get_by_text("Show only some").click()
    page.get_by_role("button", name="Pace", exact=True).click()
    expect(page).to_have_url(re.compile(r"[?&]dimension=pace"))
    expect(picture(page, "Maple: ")).to_contain_text("1 of 1 need where you want them")
    page.reload()
    expect(picture(page, "Maple: ")).to_contain_text("1 of 1 need where you want them")
    expect(page.get_by_role("radio", name="centred on my need")).to_be_checked()
    expect(picture(page, "Pace, from 0")).to_contain_text("too pushy")
    assert "Maple" not in page.url


@in_one_view
def test_a_dragged_stretch_of_time_lists_its_notes(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/over-time")
    notes = picture(page, "23 notes from")
    box = notes.locator("svg").first.bounding_box()
    assert box
    middle = box["y"] + 24
    page.mouse.move(box["x"] + 10, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=8)
    page.mouse.up()
    expect(page.get_by_text(re.compile(r"^\d+ notes?$"))).to_be_visible()
    # The same by keys alone, on the two ends beside it.
    last = page.get_by_role("slider").last
    last.press("Home")
    expect(page.get_by_text(re.compile(r"^[12] notes?$"))).to_be_visible()


@in_one_view
def test_pictures_and_figures_can_be_kept(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    page.get_by_text("The figures as a table, and to keep").click()
    for label, begins in (
        ("(SVG)", b"<svg"),
        ("(PNG)", b"\x89PNG"),
        ("(CSV)", b"\xef\xbb\xbfTherapist"),
    ):
        with page.expect_download() as asked:
            page.get_by_role("button", name=label).click()
        assert asked.value.path().read_bytes().startswith(begins)
