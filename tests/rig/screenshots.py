"""The pictures of the app in README and docs/, made from the example: `make screenshots`."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, VIEWS
from tests.rig.equipment import browser as find_browser
from tests.rig.server import ROOT, started

PICTURES = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Shot:
    """A view of a page, after some clicks, with a heading at the top; its first screen without."""

    view: str
    page: str
    top: str = ""
    clicks: tuple[str, ...] = ()


SHOTS = {
    "fit-phone-light": Shot("phone, light", "fit"),
    "fit-desk-light": Shot("desk, light", "fit"),
    "fit-desk-dark": Shot("desk, dark", "fit"),
    "fit-all-phone-dark": Shot("phone, dark", "fit", clicks=("Everybody",)),
    "fit-behind-phone-light": Shot("phone, light", "fit", clicks=("The notes behind a need",)),
    "fit-two-desk-light": Shot("desk, light", "fit?view=two"),
    "fit-what-if-desk-light": Shot("desk, light", "fit?view=what-if"),
    "fit-how-sure-desk-light": Shot("desk, light", "fit?view=how-sure"),
    "over-time-phone-dark": Shot("phone, dark", "over-time", "Over time"),
}
"""By the name of the file."""


def main() -> None:
    """Start the program with an empty home, enter the example, and take every picture."""
    path = find_browser()
    assert path is not None
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, shot in SHOTS.items():
            _take(browser, server.url, name, shot)
        browser.close()


def _take(browser: Browser, url: str, name: str, shot: Shot) -> None:
    size, scheme = VIEWS[shot.view]
    page = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto(url)
    page.get_by_role("button", name="Look around with example data").click()
    page.get_by_text("Example data", exact=True).wait_for()
    page.goto(f"{url}/{shot.page}{'&' if '?' in shot.page else '?'}example=1")
    page.get_by_test_id("stVegaLiteChart").locator("svg").locator("visible=true").first.wait_for()
    for click in shot.clicks:
        page.get_by_text(click, exact=True).locator("visible=true").first.click()
    if shot.top:
        _bring_up(page, shot.top)
    page.wait_for_timeout(2500)  # until everything has been painted
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def _bring_up(page: Page, top: str) -> None:
    fold = page.locator("summary").filter(has_text=top)
    found = page.get_by_role("heading", name=top, exact=True).or_(fold).first
    found.wait_for()
    page.wait_for_timeout(1500)  # until what the clicks asked for has been painted
    found.evaluate("node => node.scrollIntoView()")
    page.get_by_test_id("stMain").evaluate("node => node.scrollBy(0, -60)")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
