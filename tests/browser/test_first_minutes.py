"""From nothing to three notes and a picture that answers, as a newcomer walks it, in every view."""

from playwright.sync_api import Page, expect

from data.fit.answer import answer
from data.fit.report import report
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, choice, go, nothing_sideways, press, save, text_of_note
from tests.rig.server import Server


@in_two_views
def test_from_nothing_to_a_picture_that_answers(page: Page, server: Server, vault: Vault) -> None:
    go(page, server.url, "See how well a therapist fits what you need, and how sure that is")
    press(page, "Yes")
    expect(page.get_by_text("Put a lock on it?")).to_be_visible()
    press(page, "Not now")
    page.get_by_label("A nickname is enough.").fill("Maple")
    choice(page, "How is it now?", "seeing").click()
    press(page, "Go on")
    expect(page.get_by_text("What is right for you?")).to_be_visible()
    for at, question, words in (
        (1, "Pace", "gentle push"),
        (2, "Directness", "says it, with care"),
    ):
        asks_one_need(page, at, question)
        choice(page, question, words).click()
        expect(page.get_by_text("How important is it?")).to_be_visible()
        press(page, "Go on")
        expect(choice(page, question, words)).to_have_count(0)
    asks_one_need(page, 3, "Respect for disagreement")
    press(page, "Back")  # to what was chosen, and on again
    expect(choice(page, "Directness", "says it, with care")).to_be_checked()
    asks_one_need(page, 2, "Directness")
    press(page, "Go on")
    asks_one_need(page, 3, "Respect for disagreement")
    press(page, "Go on")
    asks_one_need(page, 4, "Attunement")
    choice(page, "Attunement", "don't know yet").click()
    answered(page)
    nothing_sideways(page)
    page.reload()  # one can stop anywhere: what was chosen is still there
    expect(choice(page, "Attunement", "don't know yet")).to_be_checked()
    press(page, "Go on")
    expect(page.get_by_text("How was it with Maple?")).to_be_visible()
    choice(page, "How was the pace", "8").click()
    answered(page)
    press(page, "Save")
    expect(page.get_by_text("Noted. Looking at this honestly is part of the work.")).to_be_visible()
    picture = page.get_by_test_id("stVegaLiteChart").first.locator("svg")
    expect(picture).to_contain_text("a bit too pushy")
    found = answer(report(vault.records()))
    expect(page.get_by_role("heading", name=found.headline, exact=True)).to_be_visible()
    expect(page.get_by_text(found.reason, exact=True)).to_be_visible()
    nothing_sideways(page)
    press(page, "Go to Home")
    expect(page.get_by_role("heading", name="How was it with Maple?")).to_be_visible()
    press(page, "Write a note")
    text_of_note(page).fill("The first real one.")
    save(page)
    nothing_sideways(page)
    writes_a_third_note(page)
    page.get_by_role("link", name="See how it fits what you need").click()
    sees_the_answers(page, vault)
    nothing_sideways(page)


def asks_one_need(page: Page, at: int, name: str) -> None:
    """This need and no other is asked for."""
    expect(page.get_by_text(f"{at} of 4 to begin with.")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_text([name])
    answered(page)


def writes_a_third_note(page: Page) -> None:
    press(page, "Another about Maple")
    text_of_note(page).fill("She rushed me again.")
    choice(page, "How was the pace", "9").click()
    answered(page)
    choice(page, "How direct were they", "6").click()
    answered(page)
    save(page)


def sees_the_answers(page: Page, vault: Vault) -> None:
    """Who fits, how sure, where not, on which side, and why: as the report of the vault says."""
    whole_report = report(vault.records())
    found = answer(whole_report)
    expect(page.get_by_role("heading", level=1)).to_have_text(found.headline)
    on_a_phone = page.viewport_size and page.viewport_size["width"] <= 760
    if on_a_phone:
        rows = page.locator("[data-testid=stVegaLiteChart][aria-label^='Maple. ']")
        expect(rows).to_contain_text("too pushy · 2")
        page.get_by_role("button", name="The notes behind a need").click()
        answered(page)
    else:
        grid = page.locator("[data-testid=stVegaLiteChart][aria-label^='Maple, ']")
        expect(grid).to_contain_text("too pushy")
    evidence = page.locator(".st-key-fit-evidence")
    expect(evidence).to_contain_text("Maple, Pace: too pushy, so far")
    expect(evidence).to_contain_text("You need 3 to 6: inside in 0 of 2 notes.")
    expect(evidence.get_by_text("“She rushed me again.”")).to_be_visible()
