"""A first call: the questions are printed alone, and their answers become a note."""

from playwright.sync_api import Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, choice, go, nothing_sideways, save
from tests.rig.people import a_profile, a_therapist, needs
from tests.rig.server import Server

HAZEL = a_therapist("Hazel", status="considering")
PROFILE = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)), must_haves=("heard",))


@in_one_view
def test_from_the_questions_to_the_note(page: Page, server: Server, vault: Vault) -> None:
    vault.take(Records(therapists=(HAZEL,), need_profiles=(PROFILE,)))
    go(page, f"{server.url}/first-call", "A first call")
    expect(page.get_by_text("do you wait for me or give me a push?")).to_be_visible()
    nothing_sideways(page)
    choice(page, "How was the pace", "4").click()
    expect(page.get_by_role("radio", name="right", exact=True, disabled=False)).to_have_count(1)
    save(page)
    assert [note.kind for note in vault.records().notes] == ["first call"]


@in_one_view
def test_the_questions_are_printed_alone(page: Page, server: Server, vault: Vault) -> None:
    vault.take(Records(therapists=(HAZEL,), need_profiles=(PROFILE,)))
    go(page, f"{server.url}/first-call", "A first call")
    answered(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("do you wait for me or give me a push?")).to_be_visible()
    for text in ("A must-have.", "What did they say?", "Hazel", "Home"):
        expect(page.get_by_text(text, exact=True).first).to_be_hidden()
    page.emulate_media(media="null")
    expect(page.get_by_text("A must-have.")).to_be_visible()
