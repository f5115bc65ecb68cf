"""What comes out of the printer: the chosen lines, all of them, and nothing else of the page."""

from datetime import date

from playwright.sync_api import Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view, in_two_views
from tests.browser.steps import answered, go, nothing_sideways, printed
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings
from tests.rig.server import Server

MAPLE = a_therapist("Maple")
LONG = "When we stopped and looked at what had just happened between us. " * 60
NOTES = tuple(
    a_note(MAPLE, date(2026, 10, day), helped=f"{LONG}That was on day {day}.") for day in (1, 8)
)
PROFILE = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)), must_haves=("heard",))


@in_two_views
def test_the_chosen_lines_are_printed_alone(page: Page, server: Server, vault: Vault) -> None:
    vault.take(Records(therapists=(MAPLE,), notes=NOTES, need_profiles=(PROFILE,)))
    go(page, f"{server.url}/to-print?for=needs", "A page to print")
    nothing_sideways(page)
    # A screen reader said each backslash that keeps what was typed from being Markdown.
    expect(page.get_by_role("checkbox", name="Pace: ").first).to_be_attached()
    expect(page.locator('[aria-label*="\\\\"]')).to_have_count(0)
    (sheet,) = printed(page)
    assert sheet.startswith("What I have learned I need What I need Feeling heard: ")
    assert sheet.endswith("where 0 is “waits for me” and 10 “pushes me on”.")


@in_one_view
def test_a_long_page_goes_on_on_the_next_sheet(page: Page, server: Server, vault: Vault) -> None:
    vault.take(Records(therapists=(MAPLE,), notes=NOTES, need_profiles=(PROFILE,)))
    go(page, f"{server.url}/to-print?for=needs", "A page to print")
    for box in page.get_by_role("checkbox", name="When we stopped").all():
        box.set_checked(True, force=True)
        answered(page)
    expect(page.locator(".st-key-to-print").get_by_text("That was on day 1.")).to_be_visible()
    sheets = printed(page)
    assert len(sheets) > 1
    sentence = " ".join(sheets)
    assert sentence.count("When we stopped") == 120
    assert "on day 8." in sentence
    assert sentence.endswith("on day 1.")


@in_one_view
def test_the_button_asks_the_browser_to_print(page: Page, server: Server, vault: Vault) -> None:
    vault.take(Records(therapists=(MAPLE,), need_profiles=(PROFILE,)))
    go(page, f"{server.url}/first-call", "A first call")
    page.evaluate("window.print = () => { document.title = 'asked to print' }")
    page.get_by_role("button", name="Print or save as PDF").click()
    expect(page).to_have_title("asked to print")


@in_one_view
def test_a_stretch_of_time_fills_the_pages_that_it_says(
    page: Page, server: Server, vault: Vault
) -> None:
    rated = ratings(**dict.fromkeys(("pace", "heard", "trust", "progress"), 6))
    notes = tuple(note.model_copy(update={"ratings": rated}) for note in NOTES)
    vault.take(Records(therapists=(MAPLE,), notes=notes, need_profiles=(PROFILE,)))
    page.set_viewport_size({"width": 1440, "height": 900})
    go(page, f"{server.url}/to-print?for=stretch", "A page to print")
    nothing_sideways(page)
    paper = page.locator(".st-key-to-print")
    for words_too in (False, True):
        if words_too:
            page.get_by_role("checkbox", name="When we stopped").first.set_checked(True, force=True)
            expect(paper.get_by_text("That was on day 1.")).to_be_visible()
            answered(page)
        sheets = len(printed(page))
        page.emulate_media(media="screen")
        assert (sheets > 1) is words_too
        expect(page.get_by_role("button", name=f"({sheets} page")).to_be_visible()
