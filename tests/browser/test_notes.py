"""Notes, as they are written every week: with taps, changed, jotted and sorted, from memory."""

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view, in_two_views
from tests.browser.steps import answered, choice, go, press, said, save, text_of_note
from tests.rig.people import a_note, a_profile, a_therapist, needs
from tests.rig.server import Server

MAPLE = a_therapist("Maple")
TEN = ("pace", "directness", "challenge", "lead", "depth", "focus", "practice", "talk")
TEN_NEEDS = needs(**dict.fromkeys(TEN, (3, 6)), heard=(6, 10), goals=(6, 10))


@pytest.fixture
def filled_vault(vault: Vault) -> Vault:
    """Somebody with one therapist, two needs and one note."""
    profile = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)))
    note = a_note(MAPLE, text="As it was.", helped="The silence.")
    vault.take(Records(therapists=(MAPLE,), notes=(note,), need_profiles=(profile,)))
    return vault


def all_sixes(page: Page) -> list[Locator]:
    """Return the place 6 of ten ratings: five are asked for at first, the others with a click."""
    sixes = page.get_by_role("radio", name="6", exact=True)
    expect(sixes).to_have_count(5)
    press(page, "Rate 5 more")
    expect(sixes).to_have_count(10)
    return sixes.all()


@in_one_view
def test_a_text_and_ten_ratings_take_less_than_a_minute(
    page: Page, server: Server, vault: Vault
) -> None:
    """Taps like a thumb: one at a time, each waiting until the program has answered the last."""
    vault.take(Records(therapists=(MAPLE,), need_profiles=(a_profile(needs=TEN_NEEDS),)))
    go(page, f"{server.url}/write", "Write a note")
    begun = time.monotonic()
    text_of_note(page).click()
    page.keyboard.type("She asked twice. I said no, and that was that.", delay=20)
    sixes = all_sixes(page)
    for rated, six in enumerate(sixes, start=1):
        box = six.bounding_box()
        assert box
        assert box["height"] >= 44, "too small for a thumb"
        assert box["width"] >= 32, "eleven stand on one line"
        six.click()
        expect(page.get_by_text("6, nearer:")).to_have_count(rated)
    save(page)
    seconds, taps = time.monotonic() - begun, 1 + len(sixes) + 2
    print(f"\na text and {len(sixes)} ratings: {taps} taps, {seconds:.1f} seconds")
    assert len(vault.records().notes[0].ratings) == 10
    assert seconds < 60


@in_one_view
def test_taps_quicker_than_the_program_are_all_kept(
    page: Page, server: Server, vault: Vault
) -> None:
    vault.take(Records(therapists=(MAPLE,), need_profiles=(a_profile(needs=TEN_NEEDS),)))
    go(page, f"{server.url}/write", "Write a note")
    for six in all_sixes(page):
        six.click()
    save(page)
    assert [rating.value for rating in vault.records().notes[0].ratings] == [6] * 10


@in_two_views
def test_a_note_is_changed_deleted_and_brought_back(
    page: Page, server: Server, filled_vault: Vault
) -> None:
    go(page, f"{server.url}/notes", "Notes")
    page.get_by_role("button", name="Session with Maple").click()
    page.get_by_role("link", name="Change", exact=True).click()
    expect(text_of_note(page)).to_have_value("As it was.")
    text_of_note(page).fill("As it is now.")
    choice(page, "How was the pace", "7").click()
    pace = page.locator("[class*=st-key-rating-]").filter(has_text="Pace")
    expect(pace.get_by_role("radio", name="too much")).to_be_enabled()
    pace.get_by_role("radio", name="too much").click()
    save(page)
    page.get_by_role("link", name="Your notes").click()
    expect(page.get_by_role("button", name="Session with Maple")).to_contain_text("As it is now.")
    expect(page.get_by_text("Helped: The silence.")).to_be_visible()
    expect(page.get_by_text("Pace 7")).to_be_visible()
    press(page, "Delete")
    said(page, "Deleted.")
    expect(page.get_by_text("As it is now.")).to_have_count(0)
    press(page, "Undo")
    said(page, "It is back.")
    expect(page.get_by_role("button", name="Session with Maple")).to_contain_text("As it is now.")


@in_two_views
def test_a_jot_now_and_sorted_later(page: Page, server: Server, filled_vault: Vault) -> None:
    go(page, server.url, "Where you stand")
    page.get_by_role("link", name="Jot a line").click()
    page.get_by_label("Jot it down.").fill("Ten to four.")
    save(page)
    page.get_by_role("link", name="Your notes").click()
    page.get_by_role("button", name="Jot").first.click()
    page.get_by_role("link", name="Change", exact=True).click()
    expect(text_of_note(page)).to_have_value("Ten to four.")
    choice(page, "What was it?", "a session").click()
    expect(page.get_by_text("Where were they, on the whole?")).to_be_visible()
    page.get_by_role("combobox", name="About whom?").click()
    page.get_by_role("option", name="Maple").click()
    answered(page)
    save(page)
    assert {(note.kind, note.therapist) for note in filled_vault.records().notes} == {
        ("session", MAPLE.id)
    }


@in_two_views
def test_from_memory(page: Page, server: Server, filled_vault: Vault) -> None:
    go(page, f"{server.url}/write", "Write a note")
    choice(page, "What was it?", "from memory").click()
    page.get_by_label("About how many sessions?").fill("30")
    text_of_note(page).fill("Long ago, and kind.")
    save(page)
    note = next(note for note in filled_vault.records().notes if note.kind == "from memory")
    assert (note.sessions, note.text) == (30, "Long ago, and kind.")
