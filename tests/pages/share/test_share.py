"""The Share page: steps, a preview that is the file, and nothing in it unasked."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.model.records import Records
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, labels, opened, press, texts
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

SHOW = "Show it as they will see it"
MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")


@pytest.fixture
def filled_vault(vault: Vault) -> Vault:
    """Two therapists with a note each, two needs."""
    notes = (
        a_note(MAPLE, text="First. Anna came too. Last.", ratings=ratings(pace=5)),
        a_note(BIRCH, ratings=ratings(pace=9)),
    )
    profile = a_profile(needs=needs(pace=(3, 6), heard=(6, 10)))
    vault.take(Records(therapists=(MAPLE, BIRCH), notes=notes, need_profiles=(profile,)))
    return vault


def share(app: AppTest | None = None) -> AppTest:
    page = opened(app or another_window(), "share.py")
    assert not page.exception
    return page


def tap(app: AppTest, key: str, value: Any) -> AppTest:
    at(app, f"share/{key}").set_value(value).run()
    assert not app.exception
    return app


def page_in(app: AppTest) -> str:
    """Return the page that is previewed."""
    (frame,) = app.get("iframe")
    return str(frame.proto.srcdoc)


def test_without_needs_it_says_the_next_step(app: AppTest) -> None:
    assert "choose what you need first" in texts(share(app))
    assert SHOW not in labels(app)


def test_there_is_no_file_before_it_was_looked_at(filled_vault: Vault) -> None:
    app = share()
    assert not app.get("download_button")
    press(app, SHOW)
    assert len(app.get("download_button")) == 1
    assert "Maple" in page_in(app)
    assert "Birch" in page_in(app)


def test_another_choice_asks_for_another_look(filled_vault: Vault) -> None:
    app = press(share(), SHOW)
    tap(app, "therapists", [str(MAPLE.id)])
    assert not app.get("download_button")
    press(app, SHOW)
    assert "Birch" not in page_in(app)


def test_only_a_stretch_of_time_is_shared_where_that_is_chosen(filled_vault: Vault) -> None:
    filled_vault.save(a_note(MAPLE, date(2020, 1, 1), ratings=ratings(pace=1)))
    app = press(share(), SHOW)
    assert "Made from the notes" not in page_in(app)
    tap(app, "since", date(2020, 1, 2))
    assert not app.get("download_button"), "another choice asks for another look"
    assert "Made from the notes from January 2020." in page_in(press(app, SHOW))
    tap(app, "time", "All of it")
    assert "Made from the notes" not in page_in(press(app, SHOW))
    tap(app, "since", date(2020, 5, 1))
    at(app, "share/until").set_value(date(2020, 4, 1)).run()
    assert "ends before it begins" in texts(app)


def test_another_note_asks_for_another_look(filled_vault: Vault) -> None:
    app = press(share(), SHOW)
    filled_vault.save(a_note(MAPLE, ratings=ratings(pace=1)))
    app.run()
    assert not app.get("download_button")


def test_for_the_next_therapist_nobody_is_in_it(filled_vault: Vault) -> None:
    app = press(tap(share(), "audience", "next therapist"), SHOW)
    assert "Maple" not in page_in(app)
    assert "Pace" in page_in(app)


def test_no_words_of_a_note_are_in_it_unless_they_were_chosen(filled_vault: Vault) -> None:
    app = press(share(), SHOW)
    assert "Anna" not in page_in(app)
    note = next(note for note in filled_vault.records().notes if "Anna" in note.text)
    tap(app, "notes", [str(note.id)])
    press(app, SHOW)
    assert "First." in page_in(app)
    assert "Anna" not in page_in(app)
    tap(app, f"from {note.id}", (2, 2))
    assert "1 word in it may be a name: Anna" in texts(app)
    press(app, SHOW)
    assert "Anna came too." in page_in(app)
    assert "Last." not in page_in(app)


def test_what_was_chosen_is_there_after_a_reload(filled_vault: Vault) -> None:
    tap(tap(share(), "by", "Sam"), "dimensions", ["heard"])
    app = share()
    assert at(app, "share/by").value == "Sam"
    assert at(app, "share/dimensions").value == ["heard"]


def test_with_nothing_chosen_there_is_nothing_to_look_at(filled_vault: Vault) -> None:
    app = tap(share(), "dimensions", [])
    assert "Nothing is chosen yet" in texts(app)
    assert SHOW not in labels(app)


def test_names_can_be_left_out(filled_vault: Vault) -> None:
    app = press(tap(share(), "naming", "letter"), SHOW)
    assert "Maple" not in page_in(app)
    assert "Therapist A" in page_in(app)


def test_the_example_can_be_shared(vault: Vault) -> None:
    vault.take(example_records())
    app = press(share(), SHOW)
    assert len(page_in(app)) > 50_000


def test_another_reader_chosen_together_with_something_else_sees_no_rival(
    filled_vault: Vault,
) -> None:
    app = share()
    at(app, "share/audience").set_value("current therapist")
    at(app, "share/naming").set_value("initials")
    app.run()
    press(app, SHOW)
    assert len(at(app, "share/therapists").value) == 1


def test_what_another_window_deletes_is_left_out(filled_vault: Vault) -> None:
    first = filled_vault.records().notes_of(MAPLE.id)[0]
    app = tap(share(), "notes", [str(first.id)])
    filled_vault.remove(first, revision=1)
    at(app, "share/naming").set_value("letter")
    at(app, "share/notes").set_value([str(first.id)])
    assert not app.run().exception
    assert "Anna" not in page_in(press(app, SHOW))


def test_a_name_that_comes_together_with_the_tap_is_on_the_page_that_is_shown(
    filled_vault: Vault,
) -> None:
    """Leaving the field sends the name with the tap; the page of before is not asked for."""
    app = share()
    at(app, "share/by").set_value("Sam")
    press(app, SHOW)
    assert "Sam" in page_in(app)
