"""My needs: a row a need with its card, the exact range, must-haves, saved, and what changed."""

import re

from playwright.sync_api import Locator, Page, expect

from data.model.need import Need
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import answered, choice, go, nothing_sideways, press, said
from tests.rig.server import Server


def row(page: Page, need: str, answer: str) -> Locator:
    """Return the row of a need, which says what was chosen there."""
    name = re.compile(rf"^{re.escape(need)}\s+{re.escape(answer)}$")
    return page.get_by_role("button", name=name)


def open_card(page: Page, need: str, answer: str) -> Locator:
    """Tap the row of a need and return its card, the only one, in sight without scrolling."""
    row(page, need, answer).click()
    card = page.locator(".st-key-needs-sheet")
    expect(card.get_by_role("heading")).to_have_text(need)
    answered(page)
    expect(card.get_by_role("heading")).to_be_in_viewport()
    beside_or_over_the_row(card, row(page, need, answer))
    return card


def beside_or_over_the_row(card: Locator, tapped: Locator) -> None:
    """The card stands beside the rows on a desk, on a phone at the lower end of the screen."""
    size, drawn, at = card.page.viewport_size, card.bounding_box(), tapped.bounding_box()
    assert size
    assert drawn
    assert at
    if size["width"] > 760:
        assert drawn["x"] >= at["x"] + at["width"]
    else:
        assert drawn["y"] > size["height"] / 4
        assert drawn["y"] + drawn["height"] <= size["height"]


@in_two_views
def test_needs_are_chosen_saved_and_seen_again(page: Page, server: Server, vault: Vault) -> None:
    go(page, f"{server.url}/needs", "My needs")
    card = open_card(page, "Directness", "not answered")
    expect(page.get_by_text("How important is it?")).to_have_count(0)
    choice(page, "Directness", "says it, with care").click()
    expect(card.get_by_text("How important is it?")).to_be_visible()
    press(page, "Done")
    expect(card).to_have_count(0)
    expect(row(page, "Directness", "says it, with care (5 to 8), matters")).to_be_visible()
    card = open_card(page, "Pace", "not answered")
    choice(page, "Pace", "gentle push").click()
    expect(page.get_by_text("How important is it?")).to_have_count(1)
    choice(page, "How important is it?", "nice to have").click()
    expect(page.get_by_text("Pace: new, gentle push (3 to 6), nice to have")).to_be_visible()
    card.get_by_text("exact", exact=True).click()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(choice(page, "Pace", "exact: 4 to 6")).to_be_checked()
    nothing_sideways(page)
    answered(page)
    press(page, "Done")
    expect(card).to_have_count(0)
    expect(row(page, "Pace", "4 to 6, nice to have")).to_be_visible()
    page.get_by_role("button", name="Directness", exact=True).click()
    expect(page.get_by_text("Must-have now: Directness")).to_be_visible()
    nothing_sideways(page)
    press(page, "Save my needs")
    said(page, "Your needs are saved.")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.get_by_text("Pace: new, 4 to 6, nice to have")).to_be_visible()
    page.reload()
    expect(row(page, "Directness", "says it, with care (5 to 8), must-have")).to_be_visible()
    open_card(page, "Pace", "4 to 6, nice to have")
    expect(choice(page, "Pace", "exact: 4 to 6")).to_be_checked()
    expect(page.get_by_role("button", name="Save my needs")).to_have_count(0)
    press(page, "Done")
    page.get_by_role("button", name="Show all,").click()
    open_card(page, "Progress", "not answered")  # far down, and yet beside its card
    (saved,) = vault.records().need_profiles
    assert saved.needs == (
        Need(dimension="pace", low=4, high=6, importance=1),
        Need(dimension="directness", low=5, high=8),
    )
    assert saved.must_haves == ("directness",)
