"""A first call: questions chosen from one's needs, and room for what they said."""

from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.model.dimension import built_in
from data.model.note import Rating
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, opened, press, texts
from tests.rig.people import a_profile, a_therapist, needs

ASKS = {key: entry.ask_call for key, entry in built_in().items()}


def on_the_page(app: AppTest) -> list[str]:
    """Return which questions are asked, by their dimension."""
    sentences = texts(opened(app, "first_call.py"))
    return [key for key, question in ASKS.items() if question in sentences]


def test_without_needs_it_asks_the_first_ones_and_says_the_next_steps(app: AppTest) -> None:
    assert len(on_the_page(app)) == 3
    links = {link.label for link in app.page_link}
    assert {"Choose what you need", "Add somebody"} <= links


def test_what_is_asked_is_chosen_and_its_range_not_shown(app: AppTest, vault: Vault) -> None:
    vault.save(a_profile(needs=needs(pace=(3, 6), heard=(6, 10)), must_haves=("heard",)))
    assert on_the_page(app) == ["pace", "heard"]
    assert "A must-have." in texts(app)
    assert "gentle push" not in texts(app)
    at(app, "call-questions").set_value(["pace"]).run()
    assert ASKS["heard"] not in texts(app)
    assert ASKS["pace"] in texts(app)


def test_the_answers_become_a_note_of_a_first_call(app: AppTest, vault: Vault) -> None:
    vault.save(a_profile(needs=needs(pace=(3, 6), heard=(6, 10))))
    vault.save(a_therapist("Birch"))
    hazel = vault.save(a_therapist("Hazel", status="considering")).record
    opened(app, "first_call.py")
    at(app, "note:call/value/pace").set_value(5).run()
    press(app, "Save")
    assert not app.exception
    (note,) = vault.records().notes
    assert (note.kind, note.therapist) == ("first call", hazel.id)
    assert note.ratings == (Rating(dimension="pace", value=5),)
    assert "half as sure as a session" in texts(app)
    press(app, "Another call")
    assert at(app, "note:call/value/pace").value is None


def test_what_was_saved_elsewhere_is_not_said_here(app: AppTest, vault: Vault) -> None:
    vault.save(a_therapist("Birch"))
    opened(app, "write.py")
    at(app, "note:new/go_back").set_value("yes").run()
    press(app, "Save")
    assert "half as sure" not in texts(opened(app, "first_call.py"))


def test_in_the_example_the_must_haves_come_first(vault: Vault) -> None:
    records = example_records()
    vault.take(records)
    profile = records.needs_now()
    assert profile
    found = on_the_page(another_window())
    assert set(profile.must_haves) <= {*found, *(k for k in profile.must_haves if k not in ASKS)}


def test_whom_the_address_names_is_asked_about(app: AppTest, vault: Vault) -> None:
    linden = vault.save(a_therapist("Linden", status="considering")).record
    vault.save(a_therapist("Alder", status="considering"))
    opened(app, "first_call.py", who=str(linden.id))
    assert at(app, "note:call/therapist").value == linden.id
