"""Pasting several notes: nothing is lost, and nothing saved twice."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.errors import VaultFull
from data.vault.vault import Vault
from tests.pages.conftest import press, said
from tests.pages.paste.paste_window import THREE, opened, pasted, save, saved_notes, text
from tests.pages.window import as_it_stands
from tests.rig.people import a_therapist

MAPLE = a_therapist("Maple")


def test_clicking_twice_saves_once(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted(THREE, "Maple")
    before = as_it_stands(app)
    save(app)
    app._tree = before  # the browser had not drawn the answer yet, and sends all it shows again
    save(app)
    assert len(vault.records().notes) == 3
    assert said(app) in (["3 notes saved."], [])
    assert not text(opened()).value


def test_saving_the_same_text_again_on_purpose_changes_nothing(vault: Vault) -> None:
    app = save(pasted(THREE))
    text(app).set_value(THREE).run()
    assert said(save(app)) == ["3 notes saved."]
    assert len(vault.records().notes) == 3


def test_the_same_text_with_another_decision_makes_other_notes(vault: Vault) -> None:
    vault.save(MAPLE)
    app = save(pasted(THREE))
    text(app).set_value(THREE).run()
    app.selectbox(key="paste-whom").select("Maple").run()
    assert said(save(app)) == ["3 notes saved."]
    assert len(vault.records().notes) == 6


def test_two_windows_save_once(vault: Vault) -> None:
    window = pasted(THREE)
    other = opened()
    assert [said(save(window)), said(save(other))] == [["3 notes saved."], ["3 notes saved."]]
    assert len(vault.records().notes) == 3


def test_what_two_windows_decided_differently_is_not_overwritten(vault: Vault) -> None:
    vault.save(MAPLE)
    window = pasted(THREE)
    other = opened()
    other.selectbox(key="paste-whom").select("Maple").run()
    save(window)
    assert "changed in another window" in said(save(other))[0]
    assert {note.kind for note in vault.records().notes} == {"jot"}
    assert text(other).value == THREE


def test_after_saving_the_page_is_empty_here_and_in_a_new_session(vault: Vault) -> None:
    assert not text(save(pasted(THREE))).value
    assert not text(opened()).value
    assert vault.drafts.text("paste") == ""


def test_everything_is_there_again_after_a_reload(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted(f"No date.\n{THREE}", "Maple")
    app.segmented_control(key="paste-kind").set_value("from memory").run()
    app.date_input[0].set_value(date(2025, 1, 1)).run()
    app.toggle[1].set_value(True).run()
    again = opened()
    assert text(again).value == f"No date.\n{THREE}"
    assert again.selectbox(key="paste-whom").value == MAPLE.id
    assert [toggle.value for toggle in again.toggle] == [False, True, False, False]
    save(again)
    assert saved_notes(vault)[0] == ("from memory", date(2025, 1, 1), "No date.")
    assert len(vault.records().notes) == 3


def test_what_was_pasted_before_a_reload_goes_with_what_is_saved_after_it(vault: Vault) -> None:
    pasted(THREE)
    again = opened()
    text(again).set_value(THREE[:-2]).run()
    save(again)
    assert vault.drafts.of("paste") == ()


def test_the_text_stays_while_one_visits_another_page(vault: Vault) -> None:
    app = pasted(THREE)
    app.switch_page("notes.py").run()
    app.switch_page("paste.py").run()
    assert text(app).value == THREE


def test_a_draft_that_no_longer_reads_is_dropped(vault: Vault) -> None:
    vault.drafts.keep("paste", '{"text": 1}')
    assert not text(opened()).value


def test_correcting_the_text_keeps_what_was_decided_about_the_rest(vault: Vault) -> None:
    app = pasted("05/03/2025: one\n06/03/2025: two\n07/03/2025: three")
    app.date_input[0].set_value(date(2025, 5, 3)).run()
    app.toggle[1].set_value(True).run()
    text(app).set_value(
        "04/03/2025: new\n05/03/2025: one\n06/03/2025: two\n07/03/2025: three, and more"
    ).run()
    assert app.date_input[1].value == date(2025, 5, 3)
    assert [toggle.value for toggle in app.toggle] == [False, False, True, False]


def test_a_text_changed_since_the_preview_is_looked_at_first(vault: Vault) -> None:
    app = pasted(THREE)
    text(app).set_value("2025-03-31: other")
    save(app)
    assert "The text has changed since" in said(app)[0]
    assert saved_notes(vault) == []
    save(app)
    assert [note.text for note in vault.records().notes] == ["other"]


def test_decisions_that_arrive_together_with_save_are_taken(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted(f"05/03/2025: which day?\n{THREE}")
    app.selectbox(key="paste-whom").select("Maple")
    app.date_input[0].set_value(date(2025, 5, 3))
    app.toggle[1].set_value(True)
    assert said(save(app)) == ["3 notes saved."]
    assert {note.kind for note in vault.records().notes} == {"session"}
    assert sorted(day for _, day, _ in saved_notes(vault)) == [
        *(date(2025, 4, 7), date(2025, 5, 1), date(2025, 5, 3)),
    ]


def test_a_text_emptied_while_saving_saves_nothing(vault: Vault) -> None:
    app = pasted(THREE)
    text(app).set_value("")
    assert said(save(app)) == []
    assert saved_notes(vault) == []


def test_the_keyboard_shows_the_notes_and_saves_nothing_unseen(vault: Vault) -> None:
    app = opened()
    text(app).set_value(THREE).press_ctrl_enter()
    assert app.button(key="paste-save").label == "Save 3 notes"
    assert saved_notes(vault) == []


def test_leaving_out_the_last_note_while_saving_is_said(vault: Vault) -> None:
    app = pasted("2025-03-31: late")
    app.toggle[0].set_value(True)
    assert "There is nothing to save: all of it is left out." in said(save(app))
    assert saved_notes(vault) == []


def test_a_piece_too_long_for_a_note_is_one_sentence(vault: Vault) -> None:
    app = pasted("2025-03-30: short\n2025-03-31: " + "x" * 100_001)
    assert len(said(app)) == 1
    assert said(app)[0].startswith("One note is longer than 100,000 characters")
    assert app.button(key="paste-save").disabled
    app.toggle[1].set_value(True).run()
    save(app)
    assert [note.text for note in vault.records().notes] == ["short"]


def test_a_sign_no_file_can_keep_is_one_sentence_and_loses_nothing(vault: Vault) -> None:
    app = save(pasted("2025-03-31: a\x00b"))
    assert "null character" in said(app)[0]
    assert text(app).value == "2025-03-31: a\x00b"
    assert saved_notes(vault) == []


def test_a_full_disk_is_one_sentence_and_loses_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = pasted(THREE)

    def full(*_: Any) -> None:
        raise VaultFull

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "take", full)
        assert "disk is full" in said(save(app))[0]
    assert text(app).value == THREE
    assert said(save(app)) == ["3 notes saved."]


def test_a_therapist_deleted_meanwhile_loses_nothing(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted(THREE, "Maple")
    vault.remove(MAPLE, 1)
    assert "deleted in another window" in said(save(app))[0]
    assert text(app).value == THREE
    assert saved_notes(vault) == []
    assert app.selectbox == [] or app.selectbox(key="paste-whom").value is None
    save(app)
    assert {kind for kind, _, _ in saved_notes(vault)} == {"jot"}


def in_the_example(app: AppTest) -> AppTest:
    app.switch_page("home.py").run()
    press(app, "Look around with example data")
    app.switch_page("paste.py").run()
    return app


def test_what_is_typed_for_oneself_never_shows_in_the_example(vault: Vault) -> None:
    app = in_the_example(pasted(THREE))
    assert not text(app).value
    text(app).set_value("2025-03-31: only for show").run()
    press(app, "Leave the example")
    assert text(app).value == THREE
    save(app)
    assert len(vault.records().notes) == 3


def test_typing_in_the_example_while_leaving_it_does_not_touch_the_own_text(vault: Vault) -> None:
    pasted(THREE)
    app = in_the_example(opened())
    text(app).set_value("2025-03-31: only for show")
    press(app, "Leave the example")
    assert text(app).value == THREE
    assert text(opened()).value == THREE
