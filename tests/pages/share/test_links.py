"""Links on the Share page: made of what was looked at, shown once, listed, rested and ended."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from data.errors import LinksUnreachable
from data.model.records import Records
from data.model.share import Terms
from data.settings import read_settings
from data.sharing.link_passphrase import is_phrase
from data.sharing.link_store import Readers
from data.sharing.seal import unseal
from data.sharing.token import door_of
from data.vault.vault import Vault
from data.vault_path import readers_path
from tests.pages.conftest import another_window, at, labels, opened, press, said, texts
from tests.pages.therapist.therapist_window import click, page_of
from tests.pages.window import as_it_stands
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

SHOW = "Show it as they will see it"
MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")
FIRST = a_note(MAPLE, text="First. Last.", ratings=ratings(pace=5))


@pytest.fixture(autouse=True)
def links_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_LINKS", "true")


@pytest.fixture
def filled_vault(vault: Vault) -> Vault:
    """Two therapists with a note each, and a need."""
    notes = (FIRST, a_note(BIRCH, ratings=ratings(pace=9)))
    profile = a_profile(needs=needs(pace=(3, 6)))
    vault.take(Records(therapists=(MAPLE, BIRCH), notes=notes, need_profiles=(profile,)))
    return vault


def share() -> AppTest:
    return opened(another_window(), "share.py")


def tap(app: AppTest, key: str, value: object) -> AppTest:
    at(app, key).set_value(value).run()
    assert not app.exception
    return app


def as_link(**terms: object) -> AppTest:
    app = tap(share(), "share-way/way", "link")
    for name, value in terms.items():
        tap(app, f"share-way/{name}", value)
    return press(app, SHOW)


def link_in(app: AppTest) -> str:
    (code,) = app.code
    return str(code.value)


def read(link: str) -> str:
    """Return what a reader of this link gets."""
    token = link.partition("#")[2]
    page = Readers(read_settings()).look(door_of(token))
    assert page is not None
    opened_page = unseal(page.sealed, token, page.version)
    assert opened_page is not None
    return opened_page.decode()


def test_a_link_is_made_of_the_page_that_was_looked_at_and_shown_once(filled_vault: Vault) -> None:
    app = as_link(words="Robin", days=7, openings=3)
    (frame,) = app.get("iframe")
    press(app, "Make the link")
    link = link_in(app)
    assert link.startswith("http")
    assert "/s#" in link
    assert read(link) == frame.proto.srcdoc
    end = re.search(r"It can be opened until ([^<]*\(UTC[^)]*\)), unless", read(link))
    assert end
    assert "It is shown only now" in texts(app)
    press(app, "I have it")
    assert end[1] in texts(app), "its owner is told the same moment"
    assert not app.code
    assert "Robin" in texts(app)
    assert "3 openings left" in texts(app)
    (made,) = filled_vault.shares()
    assert made.terms == Terms(words="Robin", days=7, openings=3)


def test_there_is_no_link_before_it_was_looked_at(filled_vault: Vault) -> None:
    app = tap(share(), "share-way/way", "link")
    assert "Make the link" not in labels(app)
    press(app, SHOW)
    assert "Make the link" in labels(app)
    tap(app, "share-way/days", 90)
    assert "Make the link" not in labels(app), "the page says another day now"
    assert not app.get("download_button")


def test_a_passphrase_goes_with_it_and_is_kept_nowhere_here(filled_vault: Vault) -> None:
    app = as_link()
    at(app, "share-way/phrase").set_value("short").run()
    press(app, "Make the link")
    assert "at least 8 characters" in texts(app)
    assert filled_vault.shares() == ()
    at(app, "share-way/phrase").set_value("seven quiet kettles").run()
    press(app, "Make the link")
    assert "Tell them the passphrase by another way" in texts(app)
    page = Readers(read_settings()).look(filled_vault.shares()[0].door)
    assert page is not None
    assert is_phrase("seven quiet kettles", page.phrase)
    assert "kettles" not in filled_vault.drafts.text("share-way")
    assert app.session_state["share-way/phrase"] == ""


def test_paused_ended_and_how_often_it_was_opened(filled_vault: Vault) -> None:
    app = press(as_link(), "Make the link")
    door, readers = filled_vault.shares()[0].door, Readers(read_settings())
    page = readers.look(door)
    assert page is not None
    readers.count([page])
    readers.note_wrong(door)
    app = share()
    assert "Opened 1 time, last on" in app.expander[0].label
    assert "1 wrong passphrase" in app.expander[0].label
    press(app, "Pause")
    assert said(app) == ["Nobody can open it now."]
    assert "Paused, until" in texts(app)
    assert readers.look(door) is None
    press(app, "Go on")
    assert readers.look(door) is not None
    press(app, "End")
    assert readers.look(door) is None
    assert "Ended: 1 link" in [expander.label for expander in app.expander]
    assert "End" not in labels(app)


def test_all_of_them_end_at_once(filled_vault: Vault) -> None:
    for _ in range(2):
        press(as_link(), "Make the link")
    press(share(), "End all of them")
    assert all(other.ended_at for other in filled_vault.shares())


def test_renewed_the_same_link_shows_what_was_looked_at_then(filled_vault: Vault) -> None:
    link = link_in(press(as_link(words="Robin"), "Make the link"))
    app = press(share(), "Renew")
    tap(app, "share/therapists", [str(MAPLE.id)])
    press(app, SHOW)
    assert "Birch" in read(link)
    press(app, "Put it behind the link")
    assert said(app) == ["The same link opens this page now."]
    assert "Birch" not in read(link)
    assert "Maple" in read(link)
    assert len(filled_vault.shares()) == 1
    assert "Put it behind the link" not in labels(app)


def test_one_that_ended_meanwhile_is_not_renewed(filled_vault: Vault) -> None:
    press(as_link(), "Make the link")
    app = press(press(share(), "Renew"), SHOW)
    press(share(), "End")
    press(app, "Put it behind the link")
    assert "Something was changed since you looked at it" in texts(app)
    press(press(app, SHOW), "Put it behind the link")
    assert "has ended meanwhile" in texts(app)
    assert "Leave it as it is" not in labels(app)
    assert "Make the link" in labels(app)


def test_renewing_can_be_left(filled_vault: Vault) -> None:
    press(as_link(), "Make the link")
    app = press(share(), "Renew")
    assert "Leave it as it is" in labels(app)
    press(app, "Leave it as it is")
    assert "Leave it as it is" not in labels(app)


def test_whoever_comes_as_localhost_hears_that_a_link_opens_here_only(filled_vault: Vault) -> None:
    assert "on this computer only" in texts(share())


def test_the_address_of_the_server_is_in_the_link(
    filled_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_ADDRESS", "https://notes.example.org")
    app = as_link()
    assert "on this computer only" not in texts(app)
    assert link_in(press(app, "Make the link")).startswith("https://notes.example.org/s#")


def test_switched_off_there_are_files_only(
    filled_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_LINKS", "false")
    app = share()
    assert "Links are off here" in texts(app)
    assert len(press(app, SHOW).get("download_button")) == 1
    assert not readers_path(read_settings().home).exists()


def test_a_note_that_a_link_shows_is_not_deleted_without_asking(filled_vault: Vault) -> None:
    press(as_link(words="Robin"), "Make the link")
    app = press(opened(another_window(), "notes.py"), "Delete")
    assert "1 link that you gave away (Robin) will end with it." in [w.value for w in app.warning]
    assert len(filled_vault.records().notes) == 2
    press(app, "Keep the note")
    assert not app.warning
    press(press(app, "Delete"), "Yes, delete it")
    assert len(filled_vault.records().notes) == 1
    assert Readers(read_settings()).look(filled_vault.shares()[0].door) is None


def test_a_therapist_whom_a_link_shows_ends_it_by_being_deleted(filled_vault: Vault) -> None:
    press(as_link(words="Robin"), "Make the link")
    app = click(page_of(MAPLE), "Delete Maple")
    assert "(Robin) will end with it" in texts(app)
    click(app, "Yes, delete Maple")
    assert Readers(read_settings()).look(filled_vault.shares()[0].door) is None


def test_words_are_followed_from_the_picture(filled_vault: Vault) -> None:
    app = share()
    tap(app, "share/notes", [str(FIRST.id)])
    press(app, SHOW)
    (frame,) = app.get("iframe")
    assert '<a href="#words-1">' in frame.proto.srcdoc
    assert 'id="words-1"' in frame.proto.srcdoc


@pytest.mark.parametrize("key", ["share-way/words", "share/by"])
def test_what_no_record_can_keep_is_said_and_not_kept(filled_vault: Vault, key: str) -> None:
    app = tap(share(), "share-way/way", "link")
    tap(app, key, "a bell \x07 in it")
    assert "This was not saved" in texts(app)
    press(press(app, SHOW), "Make the link")
    (made,) = filled_vault.shares()
    assert (made.terms.words, made.choice.by) == ("", "")


def test_where_links_cannot_be_read_it_says_so_and_a_file_is_still_to_be_had(
    filled_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(as_link(words="Robin"), "Make the link")

    def gives_way(*_: object) -> None:
        raise LinksUnreachable

    monkeypatch.setattr(Readers, "page_state", gives_way)
    app = share()
    assert "does not answer" in texts(app)
    tap(app, "share-way/way", "file")
    assert len(press(app, SHOW).get("download_button")) == 1
    app = press(opened(another_window(), "notes.py"), "Delete")
    assert "does not answer" in texts(app)
    assert len(filled_vault.records().notes) == 2
    assert "does not answer" in texts(click(page_of(MAPLE), "Delete Maple"))


def test_with_links_switched_off_those_there_can_be_ended_and_not_renewed(
    filled_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(as_link(), "Make the link")
    monkeypatch.setenv("RAPPORT_LINKS", "false")
    app = share()
    assert "Renew" not in labels(app)
    press(app, "End")
    assert Readers(read_settings()).look(filled_vault.shares()[0].door) is None


def test_a_second_click_makes_no_second_link(filled_vault: Vault) -> None:
    app = as_link()
    before = as_it_stands(app)
    first = link_in(press(app, "Make the link"))
    app._tree = before
    assert link_in(press(app, "Make the link")) == first
    assert len(filled_vault.shares()) == 1


def test_what_was_typed_just_before_the_click_counts(filled_vault: Vault) -> None:
    """A field that is left by the tap on the button tells its value together with that tap."""
    app = as_link()
    at(app, "share-way/openings").set_value(1)
    at(app, "share-way/words").set_value("Robin")
    press(app, "Make the link")
    (made,) = filled_vault.shares()
    assert made.terms == Terms(words="Robin", openings=1)
    assert Readers(read_settings()).page_state(made.door).left == 1


def test_another_end_chosen_just_before_the_click_has_to_be_looked_at(filled_vault: Vault) -> None:
    app = as_link()
    at(app, "share-way/days").set_value(90)
    press(app, "Make the link")
    assert "Look at it once more" in texts(app)
    assert filled_vault.shares() == ()


def test_blanks_are_no_passphrase(filled_vault: Vault) -> None:
    app = as_link()
    at(app, "share-way/phrase").set_value(" " * 9).run()
    press(app, "Make the link")
    assert "Tell them the passphrase" not in texts(app)
    assert not filled_vault.shares()[0].by_phrase


def test_of_many_openings_the_newest_are_listed_and_the_rest_counted(filled_vault: Vault) -> None:
    app = as_link()
    press(app, "Make the link")
    token = link_in(app).partition("#")[2]
    readers = Readers(read_settings())
    page = readers.look(door_of(token))
    assert page
    readers.count([page] * 60)
    press(app, "I have it")
    lines = [element.value for element in app.text]
    assert sum(line.endswith(": opened") for line in lines) == 50
    assert "and 10 before" in lines
