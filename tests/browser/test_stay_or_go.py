"""Stay or go, by hand and in the example: set when to look again, and find it on Home."""

from playwright.sync_api import Page, expect

from data.example import example_records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, go, nothing_sideways, save
from tests.rig.people import a_note, a_therapist
from tests.rig.server import Server

MAPLE = a_therapist("Maple")


@in_one_view
def test_after_one_more_session_home_says_that_it_is_time(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.save(MAPLE)
    vault.save(a_note(MAPLE, text="The first."))
    go(page, f"{server.url}/stay-or-go", "Stay or go")
    page.get_by_text("Set it").click()
    page.get_by_label("After how many more sessions?").fill("1")
    page.get_by_label("What would make you stay?").fill("I can say no.")
    answered(page)
    save(page)
    expect(page.get_by_text("After 2 sessions in all. 1 are noted so far.")).to_be_visible()
    expect(page.get_by_text("I can say no.").first).to_be_visible()
    vault.save(a_note(MAPLE, text="The second."))
    go(page, server.url, "Where you stand")
    expect(page.get_by_text("It is time to look again at how it is with Maple.")).to_be_visible()
    page.get_by_role("link", name="Stay or go").click()
    expect(page.get_by_text("It is time to look again.", exact=True)).to_be_visible()


@in_one_view
def test_the_example_shows_what_came_and_what_has_helped(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    go(page, f"{server.url}/stay-or-go", "Stay or go")
    expect(page.get_by_text("After 26 sessions in all. 22 are noted so far.")).to_be_visible()
    expect(page.get_by_text("Would you go back? yes 8, unsure 3, no 1")).to_be_visible()
    page.get_by_text("What has helped: 22 notes").click()
    answered(page)
    helped = max(example_records().notes, key=lambda note: (bool(note.helped), note.order)).helped
    expect(page.get_by_text(helped.strip().splitlines()[0]).first).to_be_visible()
    nothing_sideways(page)
