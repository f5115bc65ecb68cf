"""Moments in two taps and one's own part: kept as they are tapped, saved with the note."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.model.moment import Moment, OwnPart
from data.model.note import Note
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, opened, press, texts
from tests.rig.people import a_jot, a_note, a_therapist

MAPLE = a_therapist("Maple")


@pytest.fixture
def filled_vault(vault: Vault) -> Vault:
    vault.save(MAPLE)
    return vault


def tap(app: AppTest, key: str, value: object) -> AppTest:
    at(app, f"note:new/{key}").set_value(value).run()
    assert not app.exception
    return app


def test_a_moment_takes_two_taps(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["disagreed"])
    tap(app, "moment/disagreed/they", "explained")
    press(app, "Save")
    (note,) = filled_vault.records().notes
    assert note.moments == (Moment(kind="disagreed", they="explained"),)


def test_everything_about_a_moment_can_be_said(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["let down", "felt heard"])
    tap(app, "moment/let down/they", "nothing")
    tap(app, "moment/let down/settled", "not yet")
    tap(app, "moment/let down/me", "closed up")
    at(app, "note:new/moment/let down/words").set_value("Eleven minutes.").run()
    press(app, "Save")
    assert filled_vault.records().notes[0].moments == (
        Moment(kind="let down", they="nothing", settled="not yet", me="closed up",
               words="Eleven minutes."),
        Moment(kind="felt heard"),
    )  # fmt: skip


def test_taps_that_arrive_together_with_save_are_saved(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["pushed"])
    at(app, "note:new/moment/pushed/they").set_value("listened")
    at(app, "note:new/moment/pushed/words").set_value("Ring him now.")
    at(app, "note:new/moments").set_value(["pushed", "repaired"])
    at(app, "note:new/open").set_value(0)
    at(app, "note:new/unsaid").set_value("Stop.")
    press(app, "Save")
    (note,) = filled_vault.records().notes
    assert note.moments == (
        Moment(kind="pushed", they="listened", words="Ring him now."),
        Moment(kind="repaired"),
    )
    assert note.own_part == OwnPart(open=0, unsaid="Stop.")
    assert filled_vault.drafts.text("note:new") == ""


def test_a_moment_survives_a_reload(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["disagreed", "pushed"])
    tap(app, "moment/pushed/settled", "no")
    at(app, "note:new/moment/pushed/words").set_value("Half a sent").run()
    tap(app, "open", 7)
    again = opened(another_window(), "write.py")
    assert at(again, "note:new/moments").value == ["disagreed", "pushed"]
    assert at(again, "note:new/moment/pushed/settled").value == "no"
    assert at(again, "note:new/moment/pushed/words").value == "Half a sent"
    assert at(again, "note:new/open").value == 7


def test_a_moment_can_be_taken_back(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["disagreed", "pushed"])
    tap(app, "moments", ["pushed"])
    press(app, "Save")
    assert [moment.kind for moment in filled_vault.records().notes[0].moments] == ["pushed"]


def test_the_same_can_happen_twice(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["disagreed"])
    tap(app, "moment/disagreed/they", "gave way")
    press(app, "Once more: I disagreed")
    tap(app, "moment/disagreed 2/they", "brushed it off")
    press(app, "Save")
    they = [moment.they for moment in filled_vault.records().notes[0].moments]
    assert they == ["gave way", "brushed it off"]


def test_nothing_is_asked_about_settling_what_was_good(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py")
    tap(app, "moments", ["felt heard"])
    with pytest.raises(KeyError):
        at(app, "note:new/moment/felt heard/settled")


def test_a_jot_has_no_moments(app: AppTest, filled_vault: Vault) -> None:
    opened(app, "write.py", kind="jot")
    with pytest.raises(KeyError):
        at(app, "note:jot/moments")
    assert "Your part" not in texts(app)


def test_editing_another_field_changes_no_moment(app: AppTest, filled_vault: Vault) -> None:
    moments = (
        Moment(kind="disagreed", settled="yes", me="closed up", me_later="changed my mind",
               asked_again=date(2026, 10, 8)),
        Moment(kind="disagreed", words="twice"),
        Moment(kind="felt heard", settled="yes"),
    )  # fmt: skip
    note = a_note(MAPLE, moments=moments, own_part=OwnPart(open=3, tried="It."))
    filled_vault.save(note)
    opened(app, "write.py", note=str(note.id))
    at(app, f"note:{note.id}/go_back").set_value("yes").run()
    press(app, "Save")
    assert filled_vault.get(Note, note.id).record == note.model_copy(update={"go_back": "yes"})


def test_in_a_conflict_what_differs_between_you_is_shown(app: AppTest, filled_vault: Vault) -> None:
    note = a_note(MAPLE, text="as it was")
    filled_vault.save(note)
    opened(app, "write.py", note=str(note.id))
    at(app, f"note:{note.id}/value/pace").set_value(8).run()
    other = {"moments": (Moment(kind="pushed", they="nothing"),), "own_part": OwnPart(open=2)}
    filled_vault.save(note.model_copy(update=other), revision=1)
    sentences = texts(press(app, "Save"))
    assert "I felt pushed: they did nothing" in sentences
    assert "Open: 2 of 10" in sentences


def test_the_list_of_notes_tells_them_and_finds_them(app: AppTest, filled_vault: Vault) -> None:
    moment = Moment(kind="let down", they="nothing", settled="not yet", words="Eleven minutes.")
    filled_vault.save(a_note(MAPLE, moments=(moment,), own_part=OwnPart(unsaid="The lamp.")))
    for number in range(6):
        filled_vault.save(a_jot(f"Number {number}."))
    opened(app, "notes.py", note=str(filled_vault.records().notes[0].id))
    sentence = "Between you: I felt let down: they did nothing, not settled yet: “Eleven minutes.”"
    assert sentence in texts(app)
    for words in ("eleven", "LAMP"):
        at(app, "notes-words").set_value(words).run()
        assert "1 of 7 notes" in texts(app)
