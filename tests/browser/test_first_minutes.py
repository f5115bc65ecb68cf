"""From nothing to the first picture and the first note, as a newcomer walks it, in every view."""

from playwright.sync_api import Page, expect

from tests.browser.steps import choice, go, nothing_sideways, press, save, text_of_note
from tests.server import Server


def test_from_nothing_to_the_first_note(page: Page, server: Server) -> None:
    go(page, server.url, "Home")
    press(page, "Yes")
    expect(page.get_by_text("Put a lock on it?")).to_be_visible()
    press(page, "Not now")
    page.get_by_label("A nickname is enough.").fill("Maple")
    choice(page, "How is it now?", "seeing now").click()
    press(page, "Go on")
    expect(page.get_by_text("What is right for you?")).to_be_visible()
    choice(page, "Attunement", "don't know yet").click()
    for card, (question, words) in enumerate(
        (("Pace", "gentle push"), ("Directness", "says it, with care")), start=1
    ):
        choice(page, question, words).click()
        # The program's answer; taps arrive in their order, so what was tapped before is kept too.
        expect(page.get_by_text("How important is it?")).to_have_count(card)
    nothing_sideways(page)
    page.reload()  # one can stop anywhere: what was chosen is still there
    expect(choice(page, "Pace", "gentle push")).to_be_checked()
    expect(choice(page, "Attunement", "don't know yet")).to_be_checked()
    press(page, "Go on")
    expect(page.get_by_text("How was it with Maple?")).to_be_visible()
    choice(page, "How was the pace", "8").click()
    press(page, "Save")
    expect(page.get_by_text("Noted. Looking at this honestly is part of the work.")).to_be_visible()
    picture = page.get_by_test_id("stVegaLiteChart").first.locator("svg")
    expect(picture).to_contain_text("Maple: a bit too pushy, so far; 1 note")
    nothing_sideways(page)
    press(page, "Go to Home")
    expect(page.get_by_text("You have 1 note about 1 therapist.")).to_be_visible()
    press(page, "Write a note")
    text_of_note(page).fill("The first real one.")
    save(page)
    nothing_sideways(page)
