"""A real browser beside the real program.

Loading the page is what costs: so each process that runs tests has one program, one browser and
one page, which puts on each view in turn; each test begins with an empty vault and a fresh load.
"""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from data.vault.vault import Vault
from tests.rig.equipment import browser as find_browser
from tests.rig.open_vault import Behind
from tests.rig.server import Server, started

expect.set_options(timeout=20_000)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)

VIEWS: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "phone, light": (PHONE, "light"),
    "phone, dark": (PHONE, "dark"),
    "desk, light": (DESK, "light"),
    "desk, dark": (DESK, "dark"),
}

in_one_view = pytest.mark.parametrize("view", ["phone, light"], indirect=True)
"""For what neither size nor colour can change."""

in_two_views = pytest.mark.parametrize("view", ["phone, light", "desk, dark"], indirect=True)
"""For long ways, of which each step is looked at in every view elsewhere."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path is not None, "run “make test”, which looks for a browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=list(VIEWS))
def view(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    vaults = Behind(tmp_path_factory.mktemp("server"))
    yield vaults
    vaults.close()


@pytest.fixture(scope="session")
def server(behind: Behind) -> Iterator[Server]:
    with started(behind.folder, env={"RAPPORT_LINKS": "true"}) as running:
        yield running


@pytest.fixture
def vault(behind: Behind) -> Vault:
    """The vault that the program shows, empty."""
    behind.empty()
    return behind.vault


COMPLAINTS = ("Content Security", "Infinite extent", "Conflicting scale")
"""What the browser's console says where something was forbidden, or a picture has no clear axis."""


class Watched:
    """A page that has to reach its own server only, and to run without a complaint."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda opened: self.asked.append(opened.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if any(words in message.text for words in COMPLAINTS)
                else None
            ),
        )

    def put_on(self, view: str) -> Page:
        """Show an empty page in this view, without Streamlit's movements: they take time."""
        size, scheme = VIEWS[view]
        self.page.goto("about:blank")
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.asked.clear()
        self.complaints.clear()
        return self.page

    def elsewhere(self) -> list[str]:
        """Return what was asked for that is not on this machine."""
        here = ("http://localhost:", "ws://localhost:", "data:", "blob:", "about:blank")
        return [url for url in self.asked if not url.startswith(here)]


@pytest.fixture(scope="session")
def first_window(browser: Browser) -> Watched:
    return Watched(browser)


@pytest.fixture(scope="session")
def second_window(browser: Browser) -> Watched:
    return Watched(browser)


@pytest.fixture
def page(first_window: Watched, vault: Vault, view: str) -> Iterator[Page]:
    yield first_window.put_on(view)
    assert first_window.elsewhere() == []
    assert first_window.complaints == []


@pytest.fixture
def other(second_window: Watched, vault: Vault, view: str) -> Iterator[Page]:
    """A second window of the same person."""
    yield second_window.put_on(view)
    assert second_window.elsewhere() == []
    assert second_window.complaints == []
