"""Questions people have, answered from the screen: by a finger, a pointer, and keys alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from components.charts.squares import BROAD, NAMES
from data.example import example_records
from data.fit.answer import answer
from data.fit.report import report
from data.vault.vault import Vault
from tests.browser.conftest import DESK, PHONE, in_one_view
from tests.browser.steps import answered, nothing_sideways
from tests.rig.server import Server


@pytest.fixture(autouse=True)
def example(vault: Vault) -> None:
    vault.take(example_records())


def picture(page: Page, says: str) -> Locator:
    """Return the picture whose words begin so, drawn."""
    found = page.locator(f"[data-testid=stVegaLiteChart][aria-label^='{says}']")
    expect(found.locator("svg").first).to_be_visible()
    return found


def box_of(found: Locator) -> FloatRect:
    box = found.bounding_box()
    assert box
    return box


def middle(found: Locator) -> tuple[float, float]:
    """Return the middle of what is seen."""
    box = box_of(found)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tap_cell(page: Page, who: str, need: str) -> None:
    """Tap where the column of somebody and the row of a need cross."""
    name = page.get_by_text(who, exact=True)
    across, _ = middle(page.locator(".fit-heads > div").filter(has=name))
    row = page.get_by_text(need, exact=True)
    _, down = middle(page.locator(".fit-names .need").filter(has=row))
    page.mouse.click(across, down)


def answer_stands(page: Page) -> None:
    """Wait until the answer and the picture below it are there."""
    headline = answer(report(example_records())).headline
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    desk = page.viewport_size and page.viewport_size["width"] > 760
    picture(page, "Maple, 10 of 11" if desk else "Maple. ")
    answered(page)


@contextmanager
def larger_text(page: Page) -> Iterator[None]:
    """The size of text of this device as *More* keeps it, and the usual one again."""
    page.evaluate("localStorage.setItem('rapport-text-size', 'larger')")
    page.reload()
    expect(page.locator("html")).to_have_css("font-size", f"{16 * 1.3}px")
    try:
        yield
    finally:
        page.evaluate("localStorage.clear()")


def first_screen_alone(page: Page) -> None:
    """Nothing of the page lies below what is seen without scrolling, and none is cut."""
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight - innerHeight") <= 0
    nothing_sideways(page)


def test_the_first_screen_says_who_fits_what_is_off_how_sure_and_from_how_many_notes(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    first_screen_alone(page)
    desk = page.viewport_size and page.viewport_size["width"] > 760
    if desk:
        grid = picture(page, "Maple, 10 of 11")
        expect(grid).to_contain_text("too pushy")
        expect(grid).to_contain_text("not rated")
        heads = page.locator(".fit-heads")
        for words in ("10 of 11", "more settled", "staying, 23 notes", "2 of 3 rated"):
            expect(heads).to_contain_text(words)
        expect(page.get_by_text("Furthest from what you need")).to_be_visible()
    else:
        expect(picture(page, "Maple. ")).to_contain_text("a bit too much to do · 7")
        page.get_by_text("Everybody", exact=True).click()
        expect(picture(page, "Maple, 10 of 11")).to_contain_text("Rowan")
        first_screen_alone(page)


@pytest.mark.parametrize("view", ["desk, light"], indirect=True)
def test_a_tap_on_a_cell_shows_its_evidence_beside_it_and_moves_nothing(
    page: Page, server: Server
) -> None:
    """It opened below the screen."""
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    before = box_of(picture(page, "Maple, 10 of 11"))
    tap_cell(page, "Birch", "Pace")
    evidence = page.locator(".st-key-fit-evidence")
    expect(evidence).to_contain_text("Birch, Pace: too pushy")
    expect(evidence.get_by_text("inside in 1 of 4 notes")).to_be_in_viewport()
    expect(evidence.get_by_role("link", name="Open").first).to_be_in_viewport()
    answered(page)
    assert box_of(picture(page, "Maple, 10 of 11")) == before
    first_screen_alone(page)


@in_one_view
def test_a_tap_on_a_phone_opens_a_sheet_that_closes_again(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    row = picture(page, "Maple. ").locator("svg").get_by_text("Pace", exact=True)
    for _ in range(2):  # the same row again, after the sheet was closed
        page.mouse.click(*middle(row))
        sheet = page.locator(".st-key-fit-evidence")
        expect(sheet).to_contain_text("Maple, Pace: where you want it")
        expect(sheet.get_by_text("inside in 17 of 22 notes")).to_be_in_viewport()
        page.get_by_role("button", name="Close").click()
        expect(sheet).to_be_hidden()
        answered(page)
    usual = box_of(row)["height"]
    with larger_text(page):
        answer_stands(page)
        assert box_of(row)["height"] == pytest.approx(1.3 * usual, abs=2)
        page.mouse.click(*middle(row))
        expect(sheet).to_contain_text("Maple, Pace: where you want it")
        nothing_sideways(page)


@pytest.mark.parametrize("view", ["phone, light", "desk, dark"], indirect=True)
def test_by_keys_alone_one_reaches_each_cell_and_its_notes(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    desk = page.viewport_size and page.viewport_size["width"] > 760
    if not desk:
        page.get_by_role("button", name="The notes behind a need").focus()
        page.keyboard.press("Enter")
        answered(page)
    evidence = page.locator(".st-key-fit-evidence")
    for label, keys in (("Whom?", "Rowan"), ("Which need?", "Pace")):
        field = evidence.get_by_role("combobox", name=label)
        field.focus()
        page.keyboard.type(keys)
        option = page.get_by_role("option", name=keys, exact=True)
        # What Enter takes: letters of others are found too, and the list follows the keys.
        expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
        page.keyboard.press("Enter")
        answered(page)
        expect(evidence.get_by_role("heading", level=2)).to_contain_text(keys)
    expect(evidence).to_contain_text("Rowan, Pace: too slow")
    expect(evidence).to_contain_text("inside in 0 of 10 notes")
    evidence.get_by_role("link", name="Open").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Change a note")).to_be_visible()


@in_one_view
def test_another_need_changes_the_pictures_and_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit?view=what-if")
    rows = picture(page, "Maple. ")
    before = rows.text_content()
    first = page.get_by_role("slider").first
    for _ in range(3):
        first.press("ArrowRight")
    expect(page.get_by_text("You moved needs. Nothing is saved.")).to_be_visible()
    expect(rows).not_to_have_text(before or "")
    page.get_by_role("button", name="Back to my needs").click()
    expect(page.get_by_text("You moved needs. Nothing is saved.")).to_have_count(0)
    expect(rows).to_have_text(before or "")


HEIGHTS = {"": 1.2, "write": 2.2, "fit": 1.0, "needs": 3.0, "therapist": 2.5}
"""Screens of a phone that a page of the example may take: with a session planned, something agreed,
goals of one's own and a search under way.
"""


@in_one_view
def test_pages_are_as_short_on_a_phone_as_promised_and_cut_at_no_width(
    page: Page, server: Server
) -> None:
    maple = next(person for person in example_records().therapists if person.name == "Maple")
    for address, most in HEIGHTS.items():
        page.goto(f"{server.url}/{address}?who={maple.id}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if address in {"", "fit", "therapist"}:
            expect(page.locator("[data-testid=stVegaLiteChart] svg:visible").first).to_be_visible()
        answered(page)
        tall = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight / innerHeight")
        assert tall <= most, address
        page.set_viewport_size({"width": 320, "height": 640})
        nothing_sideways(page)
        page.set_viewport_size(PHONE)
    # On a desk the others stand beside, none of them drawn as chosen as “jot something down” was.
    page.set_viewport_size(DESK)
    other = page.locator(".st-key-therapists-beside").get_by_role("link", name="Hazel")
    expect(other).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    # Squares were cut where a phone is narrow.
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.url}/fit")
    page.get_by_text("Everybody", exact=True).click()
    squares = picture(page, "Maple, 10 of 11 fit").locator("svg").first
    around = page.locator(".st-key-fit-phone")
    assert box_of(squares)["width"] >= NAMES + BROAD * len(example_records().therapists)
    around.evaluate("node => node.scrollTo(node.scrollWidth, 0)")
    right = box_of(squares)["x"] + box_of(squares)["width"]
    assert right <= box_of(around)["x"] + box_of(around)["width"] + 1
    nothing_sideways(page)


TRANSLATED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!text.nodeValue.trim() || text.parentNode.closest("script, style, textarea")) continue;
    if (text.parentNode.closest("[translate=no]")) continue;
    const font = document.createElement("font");
    font.textContent = text.nodeValue;
    text.parentNode.replaceChild(font, text);
  }
}"""


@in_one_view
def test_a_page_the_browser_translates_keeps_no_old_sentence(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    page.evaluate(TRANSLATED)
    page.get_by_role("button", name="Show only some").click()
    page.get_by_role("button", name="Birch", exact=True).click()
    birch = next(
        therapist for therapist in example_records().therapists if therapist.name == "Birch"
    )
    alone = report(example_records(), therapists={birch.id}, include_ended=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(answer(alone).headline)


@in_one_view
def test_the_address_brings_the_view_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit")
    answer_stands(page)
    page.get_by_role("radio", name="Compare two").click(force=True)
    expect(page).to_have_url(re.compile(r"[?&]view=two"))
    reason = page.locator(".fit-reason")
    expect(reason).to_be_hidden()  # a quarter of the screen, one tap away
    page.get_by_text("Why?").click()
    expect(reason).to_contain_text(answer(report(example_records())).reason)
    expect(reason).to_be_in_viewport()
    page.get_by_role("button", name="Show only some").click()
    page.get_by_role("button", name="Pace", exact=True).click()
    expect(page).to_have_url(re.compile(r"[?&]dimension=pace"))
    page.reload()
    compared = picture(page, "Distance from what you need. Pace: ")
    expect(compared).not_to_contain_text("Directness")
    expect(page.get_by_role("radio", name="Compare two")).to_be_checked()
    assert "Maple" not in page.url


@in_one_view
def test_a_dragged_stretch_of_time_lists_its_notes(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/over-time")
    with larger_text(page):  # what is dragged lies where it is seen
        notes = picture(page, "23 notes from")
        answered(page)
        box = box_of(notes.locator("svg").first)
        half, high = middle(notes.locator("svg").first)
        page.mouse.move(box["x"] + 10, high)
        page.mouse.down()
        page.mouse.move(half, high, steps=8)
        page.mouse.up()
        expect(page.get_by_text("13 notes", exact=True)).to_be_visible()
    # The same by keys alone, on the two ends beside it.
    last = page.get_by_role("slider").last
    last.press("Home")
    expect(page.get_by_text(re.compile(r"^[12] notes?$"))).to_be_visible()
    # Each picture has its axis whatever is drawn in it: the console warned 91 times (`COMPLAINTS`).
    page.get_by_text("Side by side with the others").click()
    picture(page, "Fit by session number.")
    picture(page, "Trust by session number.")
    answered(page)


@in_one_view
def test_pictures_and_figures_can_be_kept(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/fit?view=save")
    expect(page.get_by_role("radio", name="Save")).to_be_in_viewport()  # it lay beyond the edge
    for label, begins in (
        ("(SVG)", b"<svg"),
        ("(PNG)", b"\x89PNG"),
        ("(CSV)", b"\xef\xbb\xbfTherapist"),
    ):
        with page.expect_download() as asked:
            page.get_by_role("button", name=label).click()
        assert asked.value.path().read_bytes().startswith(begins)
