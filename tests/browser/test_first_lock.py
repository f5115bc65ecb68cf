"""The image for one person: listening everywhere, an empty home, walked in a browser."""

import re
from pathlib import Path

import httpx2
from playwright.sync_api import Browser, expect

from data.vault_path import LOCAL, vault_path
from tests.browser.steps import answered, nothing_sideways, press
from tests.rig.server import started

WORDS = "seven quiet kettles"


def test_a_fresh_container_asks_for_a_passphrase_and_then_begins(
    browser: Browser, tmp_path: Path
) -> None:
    env = {"RAPPORT_LISTEN": "0.0.0.0", "RAPPORT_LOG": "json"}
    with started(tmp_path, env=env) as server:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{server.url}/notes")
        expect(page.get_by_role("heading", name="Choose a passphrase")).to_be_visible()
        nothing_sideways(page)
        assert httpx2.get(f"{server.url}/healthz").text == "ok\n"
        page.get_by_label("A passphrase").fill(WORDS)
        page.get_by_label("The same once more").fill(WORDS)
        page.get_by_role("button", name="Go on to the recovery code").click()
        expect(page.get_by_role("heading", name="Your recovery code")).to_be_visible()
        nothing_sideways(page)
        groups = page.locator("code").inner_text().split()
        for label in page.locator("label").all():
            asked = re.search(r"roup (\d) of 8", label.inner_text())
            assert asked
            page.get_by_label(label.inner_text()).fill(groups[int(asked[1]) - 1])
        page.get_by_role("button", name="Put the lock on").click()
        expect(page.get_by_role("button", name="Look around with example data")).to_be_visible()
        answered(page)
        assert vault_path(tmp_path / "home", LOCAL).exists()
        press(page, "Lock")
        expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        other = browser.new_page()
        other.goto(server.url)
        other.get_by_label("Your passphrase").fill(WORDS)
        other.get_by_role("button", name="Unlock").click()
        expect(other.get_by_role("button", name="Look around with example data")).to_be_visible()
        assert WORDS not in server.logged()
        other.close()
        page.close()
