"""Every page of the running image in Chromium, which is put into the image's own network."""

import shlex
import tempfile
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLongError

from components.frame.menu import ENTRIES
from tests.browser.conftest import ARGUMENTS
from tests.rig.equipment import browser as find_browser

WORDS = "seven quiet kettles"
URL = "http://localhost:8501"


class Image(Protocol):
    """What runs, and a way to run something beside it."""

    def beside(self, *command: str) -> list[str]:
        """Return a command that runs out here, in its network."""


def walk(image: Image) -> list[str]:
    """Put the lock on, enter the example, open each page; return what was wrong."""
    found = find_browser()
    assert found is not None
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        inside = Path(name) / "chromium"
        command = shlex.join(image.beside(str(found)))
        inside.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        inside.chmod(0o755)
        browser = playwright.chromium.launch(executable_path=inside, args=ARGUMENTS)
        page = browser.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        put_the_lock_on(page)
        try:
            page.get_by_role("button", name="Look around with example data").click()
            page.wait_for_url("**example=1**")
        except TooLongError:
            return [*faults, f"The example does not open: {page.locator('body').inner_text()}"]
        for entry in ENTRIES:
            page.goto(f"{URL}/{entry.address}?example=1")
            expect(page.get_by_test_id("stApp")).to_have_attribute(
                "data-test-script-state", "notRunning"
            )
            text = page.get_by_test_id("stMain").inner_text()
            if "Something went wrong" in text or len(text) < 40:
                faults.append(f"{entry.title}: {text}")
        print(f"{len(ENTRIES)} pages opened", flush=True)
        browser.close()
    return faults


def put_the_lock_on(page: Page, url: str = URL) -> None:
    """Go through the first page of a Rapport that others could reach."""
    page.goto(f"{url}/notes")
    page.get_by_label("A passphrase").fill(WORDS)
    page.get_by_label("The same once more").fill(WORDS)
    page.get_by_role("button", name="Go on to the recovery code").click()
    groups = page.locator("code").inner_text().split()
    for label in page.locator("label").all():
        text = label.inner_text()
        number = int(text.split("roup ")[1].split()[0])
        page.get_by_label(text).fill(groups[number - 1])
    page.get_by_role("button", name="Put the lock on").click()
