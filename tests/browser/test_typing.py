"""What is typed is kept: when the server dies, when one saves at once, when one types on."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.lock.keyfile import key_for
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault
from data.vault.sqlite import sqlite_engine
from data.vault.vault import Vault
from data.vault_path import vault_path
from tests.browser.conftest import in_one_view
from tests.browser.steps import go, press, said, text_of_note
from tests.rig.people import a_therapist
from tests.rig.server import Server, started

MAPLE = a_therapist("Maple")
WHO = f"/therapist?who={MAPLE.id}"
HALF = "Half a sentence that nobody may lose"
PLACES = {
    "/paste": ("Paste several notes", "Paste them here"),
    WHO: ("Maple", "Anything else"),
    "/write?kind=jot": ("Jot something down", "Jot it down."),
}

ASK_TO_SAVE = """field => {
  const keys = { key: "Enter", ctrlKey: true, bubbles: true };
  field.dispatchEvent(new KeyboardEvent("keydown", keys));
  return field.readOnly;
}"""


class Mortal:
    """A program that is killed and started again; what it kept is all that is left of it."""

    def __init__(self, folder: Path) -> None:
        open_vault(Settings(home=folder / "home"), LOCAL).save(MAPLE)
        close_vaults()
        self._folder = folder
        self._life = ExitStack()
        self.server = self._life.enter_context(started(folder))

    def dies(self) -> None:
        self.is_away()
        self.server = self._life.enter_context(started(self._folder))

    def is_away(self) -> None:
        os.killpg(self.server.pid, signal.SIGKILL)
        self.ends()

    def is_back(self) -> None:
        """Start it again where it was, so that the pages that are open find it."""
        self.server = self._life.enter_context(started(self._folder, port=self.server.port))

    def draft(self, key: str) -> str:
        """Return a draft as it lies in the vault, past the lock that keeps other programs out."""
        path = vault_path(self._folder / "home", LOCAL)
        engine = sqlite_engine(path, key_for(path))
        found = Vault(engine, LOCAL, path).drafts.text(key)
        engine.dispose()
        return found

    def ends(self) -> None:
        self._life.close()


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    program = Mortal(tmp_path_factory.mktemp("mortal"))
    yield program
    program.ends()


@in_one_view
def test_a_half_written_note_survives_the_server_s_death(
    page: Page, mortal: Mortal, view: str
) -> None:
    """Type on without a pause, do not leave the field, kill the server, start it, look again."""
    go(page, f"{mortal.server.url}/write", "Write a note")
    text_of_note(page).fill("")
    page.keyboard.type(f"{HALF} in {view}")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.keyboard.type(", and what comes without a pause", delay=140)  # for four seconds and more
    mortal.dies()
    go(page, f"{mortal.server.url}/write", "Write a note")
    expect(text_of_note(page)).to_have_value(re.compile(f"^{HALF} in {view}, and"))


@in_one_view
def test_what_is_typed_while_the_program_is_away_is_kept_when_it_is_back(
    page: Page, mortal: Mortal
) -> None:
    """Also after a note was saved in the same tab; and the first *Save* then saves all of it."""
    mortal.dies()
    go(page, f"{mortal.server.url}/write?kind=jot", "Jot something down")
    jot = page.get_by_label("Jot it down.")
    jot.fill("An earlier note")
    press(page, "Save")
    said(page, "Saved.")
    press(page, "Write another")
    expect(jot).to_have_value("")
    jot.click()
    page.keyboard.type("Before.")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    mortal.is_away()
    page.keyboard.type(" While it was away.")
    expect(page.get_by_text("Draft kept")).to_have_count(0)
    mortal.is_back()
    expect(page.get_by_text("Draft kept")).to_be_visible()
    expect(jot).to_have_value("Before. While it was away.")
    assert "Before. While it was away." in mortal.draft("note:jot")
    page.keyboard.type(" And after.")
    press(page, "Save")
    said(page, "Saved.")


@in_one_view
def test_so_does_every_other_half_written_text(page: Page, mortal: Mortal) -> None:
    for path, (title, label) in PLACES.items():
        go(page, mortal.server.url + path, title)
        if path == WHO:
            page.get_by_text("Details", exact=True).click()
        page.get_by_label(label).fill("")  # a journey before this one may have left a draft
        page.keyboard.type(HALF)
        expect(page.get_by_text("Draft kept")).to_be_visible()
    mortal.dies()
    for path, (title, label) in PLACES.items():
        go(page, mortal.server.url + path, title)
        expect(page.get_by_label(label)).to_have_value(HALF)


@in_one_view
def test_ctrl_enter_saves_what_stands_in_the_field(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.save(MAPLE)
    go(page, f"{server.url}/write", "Write a note")
    text_of_note(page).click()
    page.keyboard.type("With the keyboard")
    expect(page.get_by_text("Draft kept")).to_be_visible()
    page.keyboard.type(" alone.")
    page.keyboard.press("Control+Enter")
    said(page, "Saved.")
    assert vault.records().notes[0].text == "With the keyboard alone."


@in_one_view
def test_no_letter_goes_astray_while_it_is_saved(page: Page, server: Server, vault: Vault) -> None:
    """The field takes none until the answer is there, also where the answer is a refusal."""
    vault.save(MAPLE)
    go(page, f"{server.url}{WHO}", "Maple")
    page.get_by_text("Details", exact=True).click()
    name, more = page.get_by_label("Code name"), page.get_by_label("Anything else")
    name.fill("")
    more.click()
    page.keyboard.type("Kind")
    assert more.evaluate(ASK_TO_SAVE)
    expect(more).to_be_editable()
    expect(more).to_have_value("Kind")
    more.press("End")
    page.keyboard.type(" and slow")
    expect(more).to_have_value("Kind and slow")
    name.fill("Maple")
    more.click()
    page.keyboard.press("Control+Enter")
    said(page, "Saved.")
    assert vault.records().therapists[0].details == "Kind and slow"


@in_one_view
def test_saving_right_after_typing_saves_all_of_it(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.save(MAPLE)
    go(page, f"{server.url}/write", "Write a note")
    text_of_note(page).click()
    page.keyboard.type("The last word counts")
    press(page, "Save")
    said(page, "Saved.")
    assert vault.records().notes[0].text == "The last word counts"


@in_one_view
def test_what_is_typed_in_the_example_does_not_come_out_with_one(
    page: Page, server: Server, vault: Vault
) -> None:
    go(page, f"{server.url}/paste?example=1", "Paste several notes")
    field = page.get_by_label("Paste them here")
    field.fill("2025-03-31: only for show")
    expect(page.get_by_text("1 note in this text")).to_be_visible()
    press(page, "Leave the example")
    expect(page.get_by_text("Example data")).to_have_count(0)
    expect(field).to_have_value("")
    field.fill("2025-04-07: my own")
    expect(page.get_by_text("1 note in this text")).to_be_visible()
    assert "only for show" not in vault.drafts.text("paste")
