"""Several people on one server, in a browser each, with a provider that is really there."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.sign_in.allow_list import list_file
from tests.browser.steps import answered, go, nothing_sideways, press
from tests.rig.provider import make_known, provider, settings
from tests.rig.server import Server, free_port, started

PEOPLE: Final = ("alice", "bob", "charlie")
REFUSED: Final = "This is not yours to see."
PAGES: Final = {"": "", "fit": "Fit", "my-data": "My data", "share": "Share", "notes": "Notes"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("several")


@pytest.fixture(scope="module")
def vouching(folder: Path) -> Iterator[str]:
    with provider(folder) as url:
        for name in (*PEOPLE, "dora"):
            make_known(url, name)
        make_known(url, "eve", email="alice@example.org", email_verified=False)
        make_known(url, "ahead", iat=int(time.time()) + 600)
        make_known(url, "grouped", email="", groups=[str(uuid4()) for _ in range(99)] + ["circle"])
        yield url


@pytest.fixture(scope="module")
def hosted(folder: Path, vouching: str) -> Iterator[Server]:
    """A server on which three people may come in."""
    home = folder / "home"
    home.mkdir()
    list_file(home).write_text("\n".join(f"{name}@example.org" for name in PEOPLE))
    port = free_port()
    with started(folder, env=settings(vouching, port), port=port) as server:
        yield server


@pytest.fixture
def browsers(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser of their own for each, on a phone."""
    size = {"width": 390, "height": 844}
    opened = {name: browser.new_context(viewport=size) for name in (*PEOPLE, "dora")}  # type: ignore[arg-type]
    yield opened
    for entry in opened.values():
        entry.close()


@pytest.fixture(scope="module")
def lent(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for people who come one after the other: each new one loads everything anew."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def guest(lent: BrowserContext) -> BrowserContext:
    """The browser that is lent, with nothing in it of whoever came before."""
    for page in lent.pages:
        page.close()
    lent.clear_cookies()
    return lent


def sign_in(context: BrowserContext, server: Server, name: str) -> Page:
    """Walk from the first page to the provider and back."""
    page = context.new_page()
    page.goto(f"{server.url}/notes")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    nothing_sideways(page)
    press(page, "Sign in")
    page.get_by_placeholder("sub").first.fill(name)
    page.get_by_role("button", name="Authorize").click()
    expect(page).to_have_url(f"{server.url}/")
    answered(page)
    return page


def write(page: Page, server: Server, text: str) -> None:
    go(page, f"{server.url}/write?kind=jot", "Jot something down")
    page.get_by_role("textbox").fill(text)
    press(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_three_people_see_only_their_own(
    hosted: Server, browsers: dict[str, BrowserContext]
) -> None:
    pages = {name: sign_in(browsers[name], hosted, name) for name in PEOPLE}
    for name, page in pages.items():
        write(page, hosted, f"Only {name} may read this.")
    for name, page in pages.items():
        for path, title in PAGES.items():
            page.goto(f"{hosted.url}/{path}")
            if path:
                expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
            answered(page)
            for other in set(PEOPLE) - {name}:
                expect(page.get_by_text(f"Only {other} may read this.")).to_have_count(0)
        expect(page.get_by_text(f"Only {name} may read this.").first).to_be_visible()
        nothing_sideways(page)
    files_are_answered_to_their_owner(hosted, browsers, pages["alice"])
    signing_out_ends_every_window(hosted, browsers["bob"], pages["bob"])
    who_is_taken_off_the_list_is_out(hosted, pages["charlie"])
    assert "may read this" not in hosted.logged()


def files_are_answered_to_their_owner(
    server: Server, browsers: dict[str, BrowserContext], alice: Page
) -> None:
    """Ask for what alice takes along and brings in, with the cookies of everybody else."""
    go(alice, f"{server.url}/my-data", "My data")
    with alice.expect_download() as asked:
        press(alice, "Save an archive")
    archive = asked.value.url
    assert "/media/" in archive
    with alice.expect_request(lambda entry: "/upload_file/" in entry.url) as sent:
        alice.locator("input[type=file]").set_input_files(
            {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
        )
    upload = sent.value.url
    answered(alice)
    # Deleting asks for the sign of our own page too, and nothing is deleted before that.
    assert browsers["alice"].request.get(archive).status == 200
    assert browsers["alice"].request.delete(upload).text() != REFUSED
    for name in ("bob", "charlie", "dora"):
        assert browsers[name].request.get(archive).text() == REFUSED
        assert browsers[name].request.delete(upload).text() == REFUSED
        assert browsers[name].request.put(upload, multipart={"a": "b"}).text() == REFUSED
    assert httpx2.get(archive).text == REFUSED
    cookies = {cooky["name"]: cooky["value"] for cooky in browsers["alice"].cookies(server.url)}
    assert httpx2.get(archive, cookies=cookies).status_code == 200
    forged = {name: value[:-4] + "AAAA" for name, value in cookies.items()}
    assert httpx2.get(archive, cookies=forged).text == REFUSED
    pretended = {"X-Forwarded-User": "alice", "X-Forwarded-Email": "alice@example.org"}
    assert httpx2.get(archive, headers=pretended).text == REFUSED


def signing_out_ends_every_window(server: Server, context: BrowserContext, bob: Page) -> None:
    """Sign out in one window; the other one knows by itself, and so does the cookie from before."""
    other = context.new_page()
    go(other, f"{server.url}/notes", "Notes")
    cookies = context.cookies(server.url)
    go(bob, f"{server.url}/more", "More")
    press(bob, "Sign out")
    expect(bob.get_by_role("heading", name="End Session")).to_be_visible()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(other.get_by_text("Only bob may read this.")).to_have_count(0)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    other.goto(f"{server.url}/notes")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def who_is_taken_off_the_list_is_out(server: Server, charlie: Page) -> None:
    """Out of an open window, at the next step."""
    allowed = list_file(server.log.parent / "home")
    with on_the_list(allowed, allowed.read_text().replace("charlie@example.org", "")):
        charlie.get_by_role("link", name="Fit").click()
        expect(charlie.get_by_text("nobody has let you in here")).to_be_visible()
        expect(charlie.get_by_text("Only charlie may read this.")).to_have_count(0)


@contextmanager
def on_the_list(file: Path, text: str) -> Iterator[None]:
    before = file.read_text()
    file.write_text(text)
    yield
    file.write_text(before)


@pytest.mark.parametrize("name", ["dora", "eve"])
def test_who_was_not_invited_is_refused(hosted: Server, guest: BrowserContext, name: str) -> None:
    """Eve names alice's address; her provider has not checked it."""
    page = sign_in(guest, hosted, name)
    expect(page.get_by_text("nobody has let you in here")).to_be_visible()
    page.goto(f"{hosted.url}/safety")
    expect(page.get_by_text("danger right now")).to_be_visible()


def test_clocks_that_differ_are_said_in_place_of_the_sign_in_again(
    hosted: Server, guest: BrowserContext
) -> None:
    page = guest.new_page()
    page.goto(hosted.url)
    press(page, "Sign in")
    page.get_by_placeholder("sub").first.fill("ahead")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_text("two clocks differ by")).to_be_visible()
    assert "two clocks differ by" in hosted.logged()


def test_somebody_with_a_hundred_groups_comes_in(hosted: Server, guest: BrowserContext) -> None:
    allowed = list_file(hosted.log.parent / "home")
    with on_the_list(allowed, f"{allowed.read_text()}\ngroup: circle"):
        page = sign_in(guest, hosted, "grouped")
        write(page, hosted, "One of a hundred groups is on the list.")


def test_a_provider_that_is_away_is_said(
    hosted: Server, guest: BrowserContext, folder: Path
) -> None:
    """A server of its own, whose provider never answers; the others notice nothing."""
    port, nobody = free_port(), f"http://localhost:{free_port()}"
    with started(folder / "away", env=settings(nobody, port), port=port) as server:
        page = guest.new_page()
        page.goto(server.url)
        press(page, "Sign in")
        expect(page.get_by_text("The place where you sign in does not answer.")).to_be_visible()
        page.get_by_role("link", name="Try again").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
