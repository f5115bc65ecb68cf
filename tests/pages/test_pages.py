"""What holds on every page: an empty vault, the example beside it, an archive brought along."""

from datetime import date, timedelta
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.menu import ENTRIES, MENU, MenuEntry
from components.notes.draft import NoteDraft
from data.example import example_records
from data.model.archive import write_archive
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, labels, opened, press, texts
from tests.pages.window import frame
from tests.rig.people import TODAY, a_jot, a_note, a_profile, a_therapist, ratings

PAGES = [
    *("home.py", "notes.py", "fit.py", "more.py", "write.py", "my_data.py", "bring.py"),
    *("paste.py", "needs.py", "therapists.py", "therapist.py", "safety.py"),
    *("speak_up.py", "stay_or_go.py", "to_print.py", "goals.py"),
]
OWN_LINK = {"home": "Home", "notes": "Notes", "fit": "Fit", "more": "More", "safety": "Safety"}
NAMED_OTHERWISE = {"home"}
"""Home of an empty vault begins with what it is for."""
MAPLE = next(person for person in example_records().therapists if person.name == "Maple")
LOOK_AROUND = "Look around with example data"


@cache
def on_an_empty_vault(page: str) -> AppTest:
    """Open a page once for all that is only read from it."""
    return opened(another_window(), page)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_vault_opens_and_says_something(page: str) -> None:
    assert len(texts(on_an_empty_vault(page))) > 20


@pytest.mark.parametrize("page", PAGES)
def test_safety_and_the_menu_are_one_tap_away(page: str) -> None:
    links = frame(on_an_empty_vault(page)).links
    assert {"Home", "Notes", "Fit", "More", "Safety", "Write a note", "+ Note"} == set(links)


def test_the_example_is_marked_on_every_page(app: AppTest) -> None:
    press(app.run(), LOOK_AROUND)
    for page in PAGES:
        if page != "safety.py":
            marked = frame(opened(app, page)).data["example"] or ""
            assert "You are looking at example data" in marked, page


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.address)
def test_the_menu_is_lit_for_every_page_and_says_which_it_is(entry: MenuEntry) -> None:
    app = on_an_empty_vault(entry.file)
    lit = {name: how for name, how in frame(app).links.items() if how}
    here = [name for name, how in lit.items() if how == "page"]
    assert set(here) == {
        "write": {"Write a note", "+ Note"},
        **{address: {title} for address, title in OWN_LINK.items()},
    }.get(entry.address, set())
    above = {name for name, how in lit.items() if how == "true"}
    menu = OWN_LINK.get(entry.menu)
    assert above == ({menu} if menu and entry.menu != entry.address else set())
    # Two names for one page: the menu said “To print”, the page “A page to print”.
    if entry.address not in NAMED_OTHERWISE:
        headings = [*(title.value for title in app.title), *_headings(app)]
        assert headings[0] == entry.title


def _headings(app: AppTest) -> list[str]:
    return [
        line[2:] for text in app.markdown for line in text.value.splitlines() if line[:2] == "# "
    ]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.back], ids=str)
def test_every_page_below_another_has_its_way_back(entry: MenuEntry) -> None:
    first = on_an_empty_vault(entry.file).get("page_link")[0].proto
    above = next(other for other in ENTRIES if other.address == entry.back)
    assert (first.page, first.label) == (above.address, f"← {above.title}")


def test_more_names_every_page_that_the_menu_does_not_with_a_line_of_help(app: AppTest) -> None:
    links = {link.proto.page for link in opened(app, "more.py").get("page_link")}
    below = {entry.address for entry in ENTRIES if entry.address not in {*MENU, "write"}}
    assert below - {"therapist"} <= links
    for entry in ENTRIES:
        assert bool(entry.help) == bool(entry.group)
        assert entry.help in texts(app)


def test_an_address_in_the_example_opened_first_shows_it_filled(app: AppTest, vault: Vault) -> None:
    app.query_params["example"] = "1"
    assert "Maple" in texts(opened(app, "therapist.py", who=str(MAPLE.id)))
    assert vault.records().therapists == ()


def test_with_500_notes_every_page_opens(app: AppTest, vault: Vault) -> None:
    maple = a_therapist()
    first = date(2024, 1, 1)
    rated = ratings(pace=6, directness=7)
    notes = (a_note(maple, first + timedelta(at), ratings=rated) for at in range(500))
    vault.take(Records(therapists=(maple,), need_profiles=(a_profile(),), notes=tuple(notes)))
    for page in PAGES:
        opened(app, page, who=str(maple.id))
        assert len(list(app.main)) < 400, f"{page} draws far too much"


def test_safety_asks_for_nothing_in_the_vault(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    opened(app, "safety.py")
    monkeypatch.setenv("RAPPORT_HOME", "/proc/nowhere")
    assert "danger right now" in texts(opened(app, "safety.py"))


def test_the_example_is_left_by_one_click_and_never_mixed(app: AppTest, vault: Vault) -> None:
    press(app.run(), LOOK_AROUND)
    assert "Maple fits what you need" in texts(app)
    press(app, "Leave the example")
    assert "Everything stays on this computer" in texts(app)
    assert vault.records().notes == ()


def test_what_is_typed_in_the_example_stays_there(app: AppTest, vault: Vault) -> None:
    maple = a_therapist("My own Maple")
    vault.save(maple)
    draft = NoteDraft.begun(TODAY, maple.id, "first call")
    vault.drafts.keep("note:new", draft.model_dump_json(exclude_defaults=True))
    opened(app, "write.py")
    opened(app, "more.py")
    press(app, LOOK_AROUND)
    opened(app, "write.py")
    assert at(app, "note:new/kind").value == "session"
    at(app, "note:new/value/pace").set_value(9).run()
    press(app, "Leave the example")
    opened(app, "write.py")
    assert at(app, "note:new/kind").value == "first call"
    assert at(app, "note:new/value/pace").value is None


def test_the_example_survives_a_reload(app: AppTest) -> None:
    press(app.run(), LOOK_AROUND)
    again = another_window()
    again.query_params["example"] = "1"
    assert "Maple fits what you need" in texts(again.run())


def test_an_archive_goes_from_the_file_to_the_picture(app: AppTest, vault: Vault) -> None:
    opened(app, "my_data.py")
    app.file_uploader[0].upload("mine.json", write_archive(example_records()), "application/json")
    app.run()
    assert "44 new notes" in texts(app)
    assert vault.records().notes == ()
    press(app, "Bring it in")
    assert vault.records() == example_records()
    assert opened(app, "fit.py").get("vega_lite_chart")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "damaged or incomplete"),
        (b"{}", "not a Rapport archive"),
        (b'{"format": "rapport archive", "version": 99}', "Update Rapport"),
        (b'{"format": "rapport archive", "version": 1, "records": {"x": 1}}', "records.x"),
    ],
    ids=["damaged", "foreign", "newer", "unknown key"],
)
def test_a_bad_archive_is_one_sentence_and_changes_nothing(
    app: AppTest, content: bytes, says: str
) -> None:
    open_vault(read_settings(), LOCAL).save(a_jot())
    opened(app, "my_data.py")
    app.file_uploader[0].upload("mine.json", content, "application/json").run()
    assert says in texts(app)
    assert len(open_vault(read_settings(), LOCAL).records().notes) == 1


def test_an_archive_chosen_and_taken_back_does_nothing(app: AppTest) -> None:
    opened(app, "my_data.py")
    app.file_uploader[0].upload("mine.json", write_archive(example_records()), "application/json")
    app.run()
    app.file_uploader[0].clear().run()
    assert not app.error


def test_records_are_read_anew_after_each_change(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot("first"))
    opened(app, "notes.py")
    vault.save(a_jot("second"))
    drawn = texts(app.run()) + " ".join(labels(app))
    assert "first" in drawn
    assert "second" in drawn
