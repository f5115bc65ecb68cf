"""My needs: cards, the exact range, must-haves, saved as a version, and what changed."""

from playwright.sync_api import Page, expect

from data.model.need import Need
from data.vault.vault import Vault
from tests.browser.conftest import in_two_views
from tests.browser.steps import choice, go, nothing_sideways, press, said
from tests.rig.server import Server


@in_two_views
def test_needs_are_chosen_saved_and_seen_again(page: Page, server: Server, vault: Vault) -> None:
    go(page, f"{server.url}/needs", "My needs")
    choice(page, "Directness", "says it, with care").click()
    choice(page, "Pace", "gentle push").click()
    expect(page.get_by_text("How important is it?")).to_have_count(2)
    choice(page, "How important is it?", "nice to have").first.click()
    expect(page.get_by_text("Pace: new, gentle push (3 to 6), nice to have")).to_be_visible()
    page.get_by_text("exact", exact=True).first.click()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(choice(page, "Pace", "exact: 4 to 6")).to_be_checked()
    page.get_by_role("button", name="Directness", exact=True).click()
    expect(page.get_by_text("Must-have now: Directness")).to_be_visible()
    nothing_sideways(page)
    press(page, "Save my needs")
    said(page, "Your needs are saved.")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.get_by_text("Pace: new, 4 to 6, nice to have")).to_be_visible()
    page.reload()
    expect(choice(page, "Pace", "exact: 4 to 6")).to_be_checked()
    expect(page.get_by_role("button", name="Save my needs")).to_have_count(0)
    (saved,) = vault.records().need_profiles
    assert saved.needs == (
        Need(dimension="pace", low=4, high=6, importance=1),
        Need(dimension="directness", low=5, high=8),
    )
    assert saved.must_haves == ("directness",)
