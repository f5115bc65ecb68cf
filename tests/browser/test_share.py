"""Sharing a file: chosen, looked at, saved, and read by somebody else without a network."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from components.shared_page.render import render
from data.example import example_records
from data.model.record import LONGEST_TEXT
from data.model.records import Records
from data.model.share import Passage
from data.sharing.presets import usual_choice
from data.sharing.shared_view import shared_view
from data.vault.vault import Vault
from tests.browser.conftest import DESK, PHONE, in_one_view
from tests.browser.steps import answered, choice, go, nothing_sideways, press, said
from tests.browser.test_axe import TOO_SMALL, found
from tests.components.shared_page.test_render import HOSTILE
from tests.rig.people import TODAY, a_note, a_profile, a_therapist, needs, ratings
from tests.rig.server import Server


@pytest.fixture(scope="module")
def example_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it is shared with a friend, as a file."""
    records = example_records()
    note = next(note for note in records.notes if note.text)
    passage = Passage(note=note.id, start=0, end=len(note.text))
    usual = usual_choice("partner or friend", records)
    chosen = usual.model_copy(update={"by": "Sam", "passages": (passage,)})
    return saved_file(
        render(shared_view(records, chosen, TODAY)), tmp_path_factory.mktemp("shared")
    )


def saved_file(page: bytes, folder: Path) -> Path:
    file = folder / "notes.html"
    file.write_bytes(page)
    return file


@pytest.mark.parametrize("view", ["phone, light", "desk, dark"], indirect=True)
def test_from_the_choice_to_the_file_that_was_looked_at(
    page: Page, server: Server, vault: Vault, browser: Browser, tmp_path: Path
) -> None:
    vault.take(example_records())
    go(page, f"{server.url}/more", "More")
    page.get_by_role("link", name="Share", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Share")).to_be_visible()
    choice(page, "For whom?", "the therapist I see now").click()
    expect(page.get_by_text("Their own row alone")).to_be_visible()
    answered(page)
    press(page, "Show it as they will see it")
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", level=2, name="What is needed")).to_be_visible()
    nothing_sideways(page)
    with page.expect_download() as asked:
        page.get_by_role("button", name="Save the file").click()
    file = saved_file(asked.value.path().read_bytes(), tmp_path)
    reader = browser.new_context(offline=True, java_script_enabled=False)
    read = reader.new_page()
    read.goto(file.as_uri())
    expect(read.get_by_role("heading", level=2, name="What is needed")).to_be_visible()
    assert read.get_by_role("main").inner_text() == preview.get_by_role("main").inner_text()
    assert "Birch" not in read.content()
    reader.close()


def test_it_reads_well_everywhere_and_asks_for_nothing(
    browser: Browser, example_page: Path
) -> None:
    reader = browser.new_context()
    read = reader.new_page()
    asked: list[str] = []
    read.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    read.on("console", lambda message: complaints.append(message.text))
    read.goto(example_page.as_uri())
    for size in (PHONE, DESK):
        for scheme in ("light", "dark"):
            read.set_viewport_size(size)
            read.emulate_media(color_scheme=scheme)
            nothing_sideways(read)
            found = Axe().run(read).response["violations"]
            assert [entry["id"] for entry in found] == []
    read.get_by_text("The same figures as a table").click()
    expect(read.get_by_role("columnheader", name="Therapist")).to_be_visible()
    nothing_sideways(read)
    assert [text for text in asked if not text.startswith(("file:", "data:"))] == []
    assert complaints == []
    reader.close()


@in_one_view
def test_hostile_texts_run_nowhere(
    page: Page, server: Server, vault: Vault, browser: Browser, tmp_path: Path
) -> None:
    """In the preview, which lies inside the app, and in the file."""
    hazel = a_therapist(HOSTILE[1][:60])
    text = (" ".join(HOSTILE) + " and on" * LONGEST_TEXT)[:LONGEST_TEXT]
    note = a_note(hazel, text=text, ratings=ratings(pace=8))
    profile = a_profile(needs=needs(pace=(3, 6)))
    vault.take(Records(therapists=(hazel,), notes=(note,), need_profiles=(profile,)))
    go(page, f"{server.url}/share", "Share")
    page.get_by_label("What do you call yourself there?").fill(HOSTILE[0])
    page.get_by_label("What do you call yourself there?").press("Enter")
    answered(page)
    press(page, "Show it as they will see it")
    expect(page.frame_locator("iframe").get_by_text(HOSTILE[0]).first).to_be_visible()
    assert "run" not in page.title()
    everything = Passage(note=note.id, start=0, end=len(note.text))
    usual = usual_choice("other", vault.records())
    chosen = usual.model_copy(update={"by": HOSTILE[1], "passages": (everything,)})
    reader = browser.new_context()
    read = reader.new_page()
    asked: list[str] = []
    read.on("request", lambda request: asked.append(request.url))
    read.goto(saved_file(render(shared_view(vault.records(), chosen, TODAY)), tmp_path).as_uri())
    expect(read.get_by_role("main")).to_contain_text("document.title")
    assert read.title() == "Notes"
    assert [text for text in asked if not text.startswith(("file:", "data:"))] == []
    reader.close()


@pytest.mark.parametrize("view", ["phone, dark"], indirect=True)
def test_a_link_opens_for_its_reader_until_its_owner_ends_it(
    page: Page, server: Server, vault: Vault, browser: Browser
) -> None:
    """In two browsers that know nothing of each other."""
    vault.take(example_records())
    go(page, f"{server.url}/share", "Share")
    choice(page, "How do they get it?", "as a link").click()
    expect(page.get_by_text("on this computer only")).to_be_visible()
    answered(page)
    press(page, "Show it as they will see it")
    expect(page.get_by_role("button", name="Make the link")).to_be_visible()
    answered(page)
    assert found(page, only=("color-contrast", "label", "button-name", "image-alt")) == set()
    assert page.evaluate(TOO_SMALL) == []
    press(page, "Make the link")
    expect(page.get_by_text("It is shown only now.")).to_be_visible()
    nothing_sideways(page)
    assert found(page, only=("color-contrast", "button-name", "image-alt")) == set()
    assert page.evaluate(TOO_SMALL) == []
    link = page.get_by_test_id("stCode").inner_text().strip()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy to clipboard").click()
    assert page.evaluate("navigator.clipboard.readText()") == link
    press(page, "I have it")

    reader = browser.new_context(viewport=PHONE)
    read = reader.new_page()
    asked: list[tuple[str, str]] = []
    complaints: list[str] = []
    read.on(
        "request",
        lambda request: asked.append((request.method, request.url.removeprefix(server.url))),
    )
    read.on("console", lambda message: complaints.append(message.text))
    opens_by_a_tap(read, link, asked)
    assert asked[:2] == [("GET", "/s"), ("POST", "/s/open")]
    assert all(where.startswith("data:") for _, where in asked[2:])
    assert complaints == []
    assert reader.cookies() == []
    assert [entry["id"] for entry in Axe().run(read).response["violations"]] == []

    page.reload()
    expect(page.get_by_text("Opened 1 time")).to_be_visible()
    answered(page)
    press(page, "Pause")
    said(page, "Nobody can open it now.")
    reads_nothing(read, link)
    press(page, "Go on")
    said(page, "It can be opened again.")
    read.goto("about:blank")
    read.goto(link)
    read.get_by_role("button", name="Open it").click()
    expect(read.get_by_role("heading", level=2, name="What is needed")).to_be_visible()
    press(page, "End")
    said(page, "Ended. What was behind it is deleted; whoever opens the link sees nothing.")
    reads_nothing(read, link)
    reader.close()
    assert link.partition("#")[2] not in server.logged()


def opens_by_a_tap(read: Page, link: str, asked: list[tuple[str, str]]) -> None:
    """Open a link, and before that do nothing for as long as a preview looks at a page."""
    read.goto(link)
    expect(read.get_by_text("It opens when you tap the button.")).to_be_visible()
    read.wait_for_timeout(2_000)
    assert asked == [("GET", "/s")]
    assert read.get_by_label("The link").is_hidden()
    assert [entry["id"] for entry in Axe().run(read).response["violations"]] == []
    read.get_by_role("button", name="Open it").click()
    expect(read.get_by_role("heading", level=2, name="What is needed")).to_be_visible()
    moment = re.compile(r"until \d+ \w+ \d{4}, \d\d:\d\d \(UTC")
    expect(read.get_by_text(moment)).to_be_visible()


def reads_nothing(read: Page, link: str) -> None:
    """Without script too, by the box into which a link is pasted."""
    read.goto("about:blank")
    read.goto(link)
    read.get_by_role("button", name="Open it").click()
    expect(read.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    read.goto(link.partition("#")[0])
    read.get_by_label("The link").fill(link)
    read.get_by_role("button", name="Open it").click()
    expect(read.get_by_role("heading", name="This link opens nothing")).to_be_visible()
