"""The frame of every page in a real browser: menu, way back, Esc, where a page begins."""

import pytest
from playwright.sync_api import Page, expect

from data.example import example_records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view, in_two_views
from tests.browser.steps import answered, go, nothing_sideways
from tests.rig.server import Server

COMPOSING = """() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
  { key: "Escape", isComposing: true, keyCode: 229, bubbles: true, composed: true }))"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
GROWS = "document.body.animate([], { duration: 500 }).effect.getTiming().duration"


def heading(page: Page, title: str) -> None:
    """See that the page begins at its top, with the focus on its heading."""
    answered(page)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_focused()
    assert page.evaluate(SCROLLED) == 0


def keys_count(page: Page) -> None:
    """See that the frame stands, which is what listens to keys."""
    expect(page.get_by_role("button", name="Hide")).to_be_visible()


@in_two_views
def test_the_menu_is_a_real_one_always_in_sight_and_goes_without_a_reload(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    go(page, f"{server.url}/notes", "Notes")
    menu = page.locator("nav")
    expect(menu).to_have_attribute("aria-label", "Menu")
    page.evaluate("window.still = true")
    page.mouse.wheel(0, 3000)
    expect(menu.get_by_role("link", name="More")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Hide")).to_be_in_viewport()
    menu.get_by_role("link", name="More").click()
    heading(page, "More")
    expect(menu.locator("[aria-current=page]")).to_have_text("More")
    page.get_by_role("link", name="Stay or go").click()
    heading(page, "Stay or go")
    expect(menu.locator("[aria-current=true]")).to_have_text("More")
    page.get_by_role("link", name="← More").click()
    heading(page, "More")
    page.go_back()
    heading(page, "Stay or go")
    assert page.evaluate("window.still")


@in_one_view
def test_nothing_moves_where_the_device_was_asked_for_less_movement(
    page: Page, server: Server
) -> None:
    """Streamlit's folds grow for half a second, and what one taps moves away meanwhile."""
    go(page, f"{server.url}/more", "More")
    keys_count(page)
    assert page.evaluate(GROWS) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(GROWS) == 500


@in_one_view
def test_esc_in_a_list_or_calendar_closes_it_and_leaves_the_page_in_sight(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    go(page, f"{server.url}/write", "Write a note")
    blank = page.locator("#rapport-hidden")
    page.get_by_label("About whom?").first.click()
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    field = page.get_by_label("What was it like?")
    field.focus()
    page.evaluate(COMPOSING)
    expect(blank).to_have_count(0)
    page.keyboard.press("Escape")
    expect(blank).to_be_visible()
    page.keyboard.press("Escape")
    expect(blank).to_have_count(0)
    expect(field).to_be_focused()


@pytest.mark.parametrize("view", ["desk, dark"], indirect=True)
def test_single_keys_do_what_they_say_but_not_while_one_types_nor_once_they_are_off(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(example_records())
    go(page, f"{server.url}/more", "More")
    keys_count(page)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("write a note")).to_be_visible()
    page.keyboard.press("n")  # what is open over the page comes first
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    expect(page.locator("#rapport-hidden")).to_have_count(0)
    page.keyboard.press("Control+n")
    page.keyboard.press("/")
    field = page.get_by_label("Find words in your notes")
    expect(field).to_be_focused()
    page.keyboard.type("n/?")
    expect(field).to_have_value("n/?")
    answered(page)
    go(page, f"{server.url}/more", "More")
    keys_count(page)
    page.keyboard.press("n")
    heading(page, "Write a note")
    page.get_by_label("What was it like?").focus()
    page.keyboard.type("n?")
    expect(page.get_by_label("What was it like?")).to_have_value("n?")
    go(page, f"{server.url}/more", "More")
    page.get_by_role("checkbox", name="Use them").uncheck()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(keys).to_have_count(0)
    page.get_by_role("radio", name="larger").check()
    text = page.locator("html")
    expect(text).to_have_css("font-size", f"{16 * 1.3}px")
    go(page, f"{server.url}/safety", "Safety")
    expect(text).to_have_css("font-size", f"{16 * 1.3}px")
    page.keyboard.press("n")
    nothing_sideways(page)
    assert page.url.endswith("/safety")
    page.evaluate("localStorage.clear()")


@in_one_view
def test_an_unknown_address_is_told_calmly_and_home_has_one(page: Page, server: Server) -> None:
    go(page, f"{server.url}/some/where", "There is no page here")  # it was a white page
    go(page, f"{server.url}/somewhere", "There is no page here")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="Go to Home").click()
    expect(page.locator("nav [aria-current=page]")).to_have_text("Home")
    page.goto(f"{server.url}/home")
    expect(page.locator("nav [aria-current=page]")).to_have_text("Home")
    expect(page.get_by_role("dialog")).to_have_count(0)
