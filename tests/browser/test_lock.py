"""The lock as a person meets it: put on, unlocked, forgotten, changed, and taken off again."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from data.keeping.lock import put_lock_on as put_on_the_lock
from data.lock.recovery_code import new_code
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from data.vault_path import vault_path
from tests.browser.steps import answered, go, nothing_sideways, press, printed
from tests.rig.people import a_note, a_therapist
from tests.rig.server import Server, said, started, visit

WORDS, NEW_WORDS = "seven quiet kettles", "nine loud umbrellas"
MARKER = "Xylophone-marker-of-a-note"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A program of its own, with one note in its vault."""
    vault = open_vault(Settings(home=tmp_path / "home"), LOCAL)
    maple = a_therapist("Maple")
    vault.save(maple)
    vault.save(a_note(maple, text=MARKER))
    close_vaults()
    with started(tmp_path) as server:
        yield server


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


def put_lock_on(page: Page, server: Server, words: str) -> str:
    """Walk from the page to the lock; return the recovery code."""
    go(page, f"{server.url}/my-data", "My data")
    page.get_by_text("Put a lock on", exact=True).click()
    page.get_by_label("A passphrase, at least").fill(words)
    page.get_by_label("The same once more").fill(words)
    press(page, "Go on to the recovery code")
    return type_code_back(page, "Put the lock on")


def type_code_back(page: Page, label: str) -> str:
    expect(page.get_by_role("heading", name="Your recovery code")).to_be_visible()
    answered(page)
    # The page kept its scroll, and the code lay above what one saw.
    expect(page.get_by_test_id("stMain")).to_have_js_property("scrollTop", 0)
    lines = page.get_by_test_id("stCode").filter(has_text=re.compile(r"^([0-9A-Z]{4}\s?){8}$"))
    code = lines.locator("code").inner_text()
    groups = code.split()
    assert len(groups) == 8
    (sheet,) = printed(page)
    assert sheet.startswith("Your recovery code It opens your vault")
    assert sheet.endswith(" ".join(groups))
    for field in page.get_by_label(re.compile("^(From your paper: g|G)roup")).all():
        which = re.search(r"roup (\d)", str(field.get_attribute("aria-label")))
        assert which
        field.fill(groups[int(which[1]) - 1].lower())
    press(page, label)
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    return code


def unlock(page: Page, server: Server, words: str) -> None:
    page.goto(f"{server.url}/notes")
    expect(page).to_have_url(f"{server.url}/unlock?to=/notes")
    page.get_by_label("Your passphrase").fill(words)
    press(page, "Unlock")


def test_a_lock_from_the_first_day_to_the_last(
    alone: Server, window: Page, browser: Browser
) -> None:
    code = put_lock_on(window, alone, WORDS)
    everything_is_shut(alone)
    unlock(window, alone, "not this one")
    expect(window.get_by_text("This passphrase does not open the vault.")).to_be_visible()
    nothing_sideways(window)
    unlock(window, alone, WORDS)
    expect(window.get_by_text(MARKER).first).to_be_visible()
    answered(window)
    nothing_sideways(window)

    everything_is_shut(alone)  # for everybody without the cookie
    next_browser = browser.new_context()
    elsewhere = next_browser.new_page()
    elsewhere.goto(alone.url)
    expect(elsewhere.get_by_role("heading", name="Locked")).to_be_visible()
    elsewhere.get_by_role("link", name="Safety").click()
    expect(elsewhere.get_by_text("danger right now")).to_be_visible()
    elsewhere.get_by_role("link", name="Notes").click()
    expect(elsewhere.get_by_role("heading", name="Locked")).to_be_visible()
    expect(elsewhere.get_by_text(MARKER)).to_have_count(0)
    next_browser.close()

    press(window, "Lock")
    expect(window.get_by_role("heading", name="Locked")).to_be_visible()
    expect(window.get_by_text(MARKER)).to_have_count(0)

    window.get_by_role("link", name="Unlock").click()
    window.get_by_role("link", name="I forgot it: use the recovery code").click()
    window.get_by_label("Your recovery code").fill(code.lower())
    press(window, "Unlock")
    expect(window.get_by_text("You came in with the recovery code.")).to_be_visible()
    window.get_by_label("A passphrase, at least").fill(NEW_WORDS)
    window.get_by_label("The same once more").fill(NEW_WORDS)
    press(window, "Choose a new passphrase")
    assert type_code_back(window, "Lock with the new passphrase") != code

    unlock(window, alone, WORDS)
    expect(window.get_by_text("This passphrase does not open the vault.")).to_be_visible()
    unlock(window, alone, NEW_WORDS)
    expect(window.get_by_text(MARKER).first).to_be_visible()

    go(window, f"{alone.url}/my-data", "My data")
    with window.expect_download() as asked:
        press(window, "Save an archive")
    assert MARKER in asked.value.path().read_text("utf-8")
    window.get_by_text("Take the lock off").first.click()
    window.get_by_label("Your passphrase", exact=True).fill(NEW_WORDS)
    window.get_by_role("button", name="Take the lock off").click()
    expect(window.get_by_text("The lock is off.")).to_be_visible()
    assert MARKER not in alone.logged()
    assert WORDS not in alone.logged()


def everything_is_shut(server: Server) -> None:
    """Ask every kind of route, without a cookie."""
    pages = ["", "home", "notes", "fit", "more", "my-data", "therapists", "write", "paste"]
    for page in pages:
        text = said(visit(server, page))
        assert "Locked" in text
        assert MARKER not in text
        assert "Maple" not in text
        answer = httpx2.get(f"{server.url}/{page}", headers={"Accept": "text/html"})
        assert answer.headers["location"] == f"/unlock?to=/{page}"
    for path in ("/media/any.json", "/_stcore/upload_file/a/b", "/component/x/y", "/app/static/x"):
        assert httpx2.get(server.url + path).status_code == 403
    assert "danger right now" in said(visit(server, "safety"))


def test_a_page_is_covered_when_the_program_is_silent_or_nobody_is_there(
    alone: Server, window: Page
) -> None:
    put_on_the_lock(vault_path(alone.log.parent / "home", LOCAL), WORDS, new_code(), 15)
    window.clock.install()
    unlock(window, alone, WORDS)
    note, sheet = window.get_by_text(MARKER).first, window.locator("#rapport-cover")
    expect(note).to_be_visible()
    answered(window)
    expect(sheet).to_have_count(0)
    os.kill(alone.pid, signal.SIGSTOP)
    try:
        window.clock.run_for("00:15")
        expect(sheet).to_have_count(0)
        window.clock.run_for("00:10")
        expect(sheet).to_contain_text("does not answer just now")
        assert is_covered(window)
        window.keyboard.press("Escape")
        assert is_covered(window)
    finally:
        os.kill(alone.pid, signal.SIGCONT)
    window.clock.run_for("00:06")
    expect(sheet).to_have_count(0)
    expect(note).to_be_visible()

    window.route("**/still-here", lambda route: route.fulfill(status=204))
    window.clock.fast_forward("15:01")
    expect(sheet).to_contain_text("Nothing was done here for a while")
    window.mouse.click(200, 400)
    expect(sheet).to_have_count(0)

    window.unroute("**/still-here")
    window.route("**/still-here", lambda route: route.fulfill(status=403))
    window.clock.run_for("00:06")
    expect(sheet).to_contain_text("may not be shown here any more")
    assert is_covered(window)


def is_covered(page: Page) -> bool:
    """Return whether nothing but the cover can be seen or reached."""
    on_top = "document.elementFromPoint(innerWidth / 2, innerHeight / 2).id === 'rapport-cover'"
    return bool(page.evaluate(f"{on_top} && document.body.inert"))
