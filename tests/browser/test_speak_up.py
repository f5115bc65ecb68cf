"""A moment in two taps, words for it, and what became of them; by hand and in the example."""

from playwright.sync_api import Page, expect

from data.example import example_records
from data.model.moment import Moment
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, choice, go, nothing_sideways, press, said, save
from tests.rig.people import a_therapist
from tests.rig.server import Server

MAPLE = a_therapist("Maple")


@in_one_view
def test_from_two_taps_to_words_and_what_became_of_them(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.save(MAPLE)
    go(page, f"{server.url}/write", "Write a note")
    page.get_by_role("button", name="I felt let down", exact=True).click()
    choice(page, "What did they do then?", "brushed it off").click()
    answered(page)
    save(page)
    assert vault.records().notes[0].moments == (Moment(kind="let down", they="brushed it off"),)
    expect(page.get_by_role("heading", name="Say it now?")).to_be_visible()
    words = page.get_by_label("In your words")
    expect(words).to_have_value(
        "Today I went home feeling let down. Could we talk about what happened?"
    )
    choice(page, "How would you like to say it?", "plainly").click()
    expect(words).to_have_value(
        "Today I went home feeling let down. I would like you to know that, and to find out how "
        "we can do it next time."
    )
    words.fill("I felt let down last time. I would like to talk about it.")
    press(page, "Keep for next time")
    said(page, "Kept. It is on your list for next time.")
    go(page, f"{server.url}/speak-up", "What to say")
    expect(page.get_by_text("I felt let down last time.")).to_be_visible()
    nothing_sideways(page)
    go(page, f"{server.url}/write", "Write a note")
    choice(page, "Did you say it?", "said it").click()
    choice(page, "How did they take it?", "listened").click()
    answered(page)
    save(page)
    go(page, f"{server.url}/speak-up", "What to say")
    expect(page.get_by_text("Nothing is on your list.")).to_be_visible()
    page.get_by_text("What became of it").click()
    expect(page.get_by_text("they listened")).to_be_visible()


@in_one_view
def test_who_does_not_feel_safe_is_led_to_safety(page: Page, server: Server, vault: Vault) -> None:
    vault.save(MAPLE)
    go(page, f"{server.url}/speak-up", "What to say")
    press(page, "I do not feel safe with them")
    expect(page.get_by_text("You owe nobody an explanation")).to_be_visible()
    expect(page.get_by_text("Worth saying next")).to_have_count(0)
    page.get_by_role("link", name="Safety: where to turn").click()
    expect(page.get_by_role("heading", level=1, name="Safety")).to_be_visible()


@in_one_view
def test_the_example_shows_how_moments_went_and_what_to_say(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    maple = next(
        therapist for therapist in example_records().therapists if therapist.name == "Maple"
    )
    go(page, f"{server.url}/therapist?who={maple.id}", "Maple")
    expect(page.get_by_text("2 disagreements: 2 worked through.")).to_be_visible()
    page.get_by_text("Each of them").click()
    picture = page.locator("[data-testid=stVegaLiteChart][aria-label^='2 disagreements']")
    expect(picture.locator("svg")).to_contain_text("It was hard to hear")
    page.get_by_text("What you expected, and what came").click()
    expect(page.get_by_role("heading", name="What came")).to_be_visible()
    page.get_by_role("link", name="What to say").click()
    page.get_by_text("Put it into words").first.click()
    expect(page.get_by_label("In your words")).to_have_value(
        "On 1 October 2026 I left something unsaid. It is not easy for me to bring up. "
        "What I wrote down is: “How much.” Could I try now?"
    )
