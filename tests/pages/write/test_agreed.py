"""Agreed things: typed in a note, asked about once at the next, seen on Home and on paper."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from components.session import today
from data.model.agreed import AgreedAnswer
from data.model.note import Note
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, lines_to_more, opened, press, texts
from tests.pages.therapist.therapist_window import HOSTILE
from tests.rig.people import a_note, a_therapist

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")


def agreed(vault: Vault, days_ago: int = 7, words: str = "Write to my brother") -> Note:
    vault.save(MAPLE)
    note = a_note(MAPLE, today() - timedelta(days=days_ago), agreed=words, take_along="Slowly")
    vault.save(note)
    return note


def writing(**address: str) -> AppTest:
    return opened(another_window(), "write.py", who=str(MAPLE.id), **address)


def test_what_was_agreed_is_kept_and_survives_a_change(vault: Vault) -> None:
    vault.save(MAPLE)
    app = writing()
    at(app, "note:new/agreed").set_value(HOSTILE)
    at(app, "note:new/take_along").set_value("One thing\nand another")
    press(app, "Save")
    (note,) = vault.records().notes
    assert (note.agreed, note.take_along) == (HOSTILE, "One thing\nand another")
    app = opened(another_window(), "write.py", note=str(note.id))
    assert at(app, f"note:{note.id}/agreed").value == HOSTILE
    press(app, "Save")
    assert vault.records().notes == (note,)


def test_one_tap_says_what_became_of_it_and_then_it_is_quiet(vault: Vault) -> None:
    before = agreed(vault)
    app = writing()
    assert "Did you do it? Write to my brother" in lines_to_more(app)
    assert "Write to my brother" in texts(app)
    key = f"note:new/became/{before.id}"
    at(app, f"{key}/did").set_value("some of it").run()
    at(app, f"{key}/helped").set_value("it helped")
    press(app, "Save")
    note = vault.records().notes[-1]
    assert note.agreed_before == AgreedAnswer(note=before.id, did="some of it", helped="it helped")
    assert "Write to my brother" not in texts(writing())
    changed = opened(another_window(), "write.py", note=str(note.id))
    at(changed, f"note:{note.id}/became/{before.id}/did").set_value("did not")
    press(changed, "Save")
    last = vault.records().notes[-1].agreed_before
    assert last == AgreedAnswer(note=before.id, did="did not")


def test_an_answer_never_reaches_a_note_about_somebody_else(vault: Vault) -> None:
    before = agreed(vault)
    vault.save(BIRCH)
    app = writing()
    at(app, f"note:new/became/{before.id}/did").set_value("did it").run()
    at(app, "note:new/text").set_value("Something")
    at(app, "note:new/therapist").set_value(BIRCH.id).run()
    assert "Write to my brother" not in texts(app)
    press(app, "Save")
    note = next(note for note in vault.records().notes if note.therapist == BIRCH.id)
    assert note.agreed_before is None


def test_home_and_the_page_to_print_hold_it_until_the_next_note(app: AppTest, vault: Vault) -> None:
    note = agreed(vault, words=HOSTILE)
    app.run()
    assert "Agreed with Maple: " in lines_to_more(app)
    assert any(HOSTILE in text.value for text in app.text)
    paper = opened(another_window(), "to_print.py")
    assert f"paper/{MAPLE.id}/What we agreed {note.id}" in [box.key for box in paper.checkbox]
    vault.save(a_note(MAPLE, today(), text="Another"))
    assert "Agreed with" not in lines_to_more(another_window().run())


def test_the_reminder_is_off_for_ever_with_one_tap_and_comes_back_when_asked(
    app: AppTest, vault: Vault
) -> None:
    agreed(vault)
    press(app.run(), "Not on Home any more")
    assert "Agreed with" not in lines_to_more(app)
    again = another_window().run()
    assert "Agreed with" not in lines_to_more(again)
    press(writing(), "Show it on Home again")
    assert "Agreed with Maple: " in lines_to_more(another_window().run())


def test_a_note_shows_what_it_agreed_and_what_became_of_it(app: AppTest, vault: Vault) -> None:
    before = agreed(vault)
    answer = AgreedAnswer(note=before.id, did="did it", helped="a little")
    vault.save(note := a_note(MAPLE, today(), agreed_before=answer))
    said = texts(opened(app, "notes.py", note=str(note.id)))
    assert "What was agreed before: did it, a little" in said
    assert "Until next time: Write to my brother" in texts(
        opened(another_window(), "notes.py", note=str(before.id))
    )
    stay = opened(another_window(), "stay_or_go.py", who=str(MAPLE.id))
    assert "What has helped: 1 note" in [expander.label for expander in stay.expander]
