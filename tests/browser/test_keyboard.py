"""A note written and saved with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

from data.model.note import Rating
from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, choice, go, said, text_of_note
from tests.rig.people import a_profile, a_therapist, needs
from tests.rig.server import Server

MOST = 40  # presses of Tab that nobody should need between two steps


def tab_to(page: Page, goal: Locator) -> None:
    for _ in range(MOST):
        if goal.evaluate("node => node.getRootNode().activeElement === node"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{goal} is not reached with Tab")


@in_two_views
def test_a_note_is_written_and_saved_with_the_keyboard_alone(
    page: Page, server: Server, vault: Vault
) -> None:
    profile = a_profile(needs=needs(pace=(3, 6)))
    vault.take(Records(therapists=(a_therapist(),), need_profiles=(profile,)))
    go(page, server.url, "Where you stand")
    tab_to(page, page.get_by_role("button", name="Write a note"))
    page.keyboard.press("Enter")
    expect(text_of_note(page)).to_be_visible()
    answered(page)
    tab_to(page, choice(page, "What was it?", "a session"))
    page.keyboard.press("ArrowRight")
    expect(choice(page, "What was it?", "a first call")).to_be_checked()
    tab_to(page, text_of_note(page))
    page.keyboard.type("Typed, not tapped.")
    tab_to(page, choice(page, "How was the pace", "0"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(choice(page, "How was the pace", "6")).to_be_checked()
    expect(choice(page, "Was that right for you?", "too little")).to_be_enabled()
    tab_to(page, choice(page, "Was that right for you?", "too little"))
    page.keyboard.press("ArrowRight")
    expect(choice(page, "Was that right for you?", "right")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Save", exact=True))
    page.keyboard.press("Enter")
    said(page, "Saved.")
    (note,) = vault.records().notes
    assert (note.kind, note.text) == ("first call", "Typed, not tapped.")
    assert note.ratings == (Rating(dimension="pace", value=6, right="right"),)
