"""Safety on a phone: one tap from every page, one more to call."""

from playwright.sync_api import Page, expect

from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, go, press, said
from tests.rig.people import a_therapist
from tests.rig.server import Server

MAPLE = a_therapist("Maple")


@in_one_view
def test_from_any_page_to_a_number_that_can_be_called(page: Page, server: Server) -> None:
    go(page, f"{server.url}/notes", "Notes")
    page.get_by_role("link", name="Safety").first.click()
    expect(page.get_by_role("heading", level=1, name="Safety")).to_be_visible()
    page.get_by_role("combobox", name="Where are you?").click()
    page.get_by_role("option", name="United Kingdom").click()
    call = page.get_by_role("link", name="Call 999")
    expect(call).to_have_attribute("href", "tel:999")
    expect(page.get_by_role("link", name="Call 116 123")).to_have_attribute("href", "tel:116123")
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44
    page.reload()
    expect(call).to_be_visible()


@in_one_view
def test_a_sign_is_marked_and_stands_first(page: Page, server: Server, vault: Vault) -> None:
    vault.save(MAPLE)
    go(page, f"{server.url}/therapist?who={MAPLE.id}", "Maple")
    page.get_by_text("Something felt unsafe", exact=True).click()
    page.get_by_role("radio", name="threatens or punishes me").click()
    answered(page)
    press(page, "Mark it")
    said(page, "Marked. Feeling unsafe is reason enough not to go.")
    expect(page.get_by_text("threatens or punishes me").first).to_be_visible()
    assert [warning_sign.sign for warning_sign in vault.records().therapists[0].warning_signs] == [
        "threatens or punishes me"
    ]
