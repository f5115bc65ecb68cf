"""What somebody looking over one's shoulder, or a hostile text, gets to see: nothing."""

import re

from playwright.sync_api import Page, expect

from data.model.records import Records
from data.vault.vault import Vault
from tests.browser.conftest import in_one_view
from tests.browser.steps import answered, go
from tests.rig.people import a_note, a_profile, a_therapist
from tests.rig.server import Server

PAGES = {
    "/": "Where you stand",
    "/notes": "Notes",
    "/fit": "Too early to say",
    "/needs": "My needs",
    "/write": "Write",
}
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    " ![](https://e.invalid/x.png) [here](javascript:alert(1)) \u202eabc\u202c :red[x] $x$"
)


@in_one_view
def test_one_key_or_tap_hides_the_screen(page: Page, server: Server) -> None:
    go(page, server.url, "See how well a therapist fits")
    blank = page.get_by_role("dialog", name=re.compile("Hidden"))
    expect(page.get_by_role("button", name="Hide")).to_be_visible()  # the key came with it
    page.keyboard.press("Escape")
    expect(blank).to_be_visible()
    size = blank.bounding_box()
    assert size
    assert page.viewport_size
    assert (size["width"], size["height"]) == tuple(page.viewport_size.values())
    page.keyboard.press("Escape")
    expect(blank).to_have_count(0)
    page.get_by_role("button", name="Hide").click()
    expect(blank).to_be_visible()
    blank.click()
    expect(blank).to_have_count(0)


@in_one_view
def test_hostile_texts_are_shown_as_typed_and_load_nothing(
    page: Page, server: Server, vault: Vault
) -> None:
    """The page's own watch fails this test when anything is asked for from elsewhere."""
    who = a_therapist("<b>M</b> ![](https://e.invalid/y.png)"[:60])
    note = a_note(who, text=HOSTILE, worked_on=HOSTILE)
    vault.take(Records(therapists=(who,), notes=(note,), need_profiles=(a_profile(),)))
    for path, title in PAGES.items():
        go(page, server.url + path, title)
        painted = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        page.evaluate(painted)
        expect(page).to_have_title("Notes")
        assert page.locator("img[src*=invalid]").count() == 0
    page.goto(f"{server.url}/therapist?who={who.id}")
    # A sign that nobody sees keeps an address from becoming a link.
    name = who.name.replace("//", "\u2060//")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    answered(page)
    go(page, f"{server.url}/notes", "Notes")
    page.get_by_role("button", name="Session with").first.click()
    expect(page.get_by_text("<script>document.title='owned'</script>").last).to_be_visible()
