"""Pasting several notes: a preview as typed, what is asked about it, one button."""

from datetime import UTC, date, datetime, timedelta

import pytest

from components.imports.paste_draft import Pasted
from data.imports.pasted_text import named, split
from data.vault.vault import Vault
from tests.pages.conftest import said
from tests.pages.paste.paste_window import HOSTILE, THREE, opened, pasted, save, saved_notes
from tests.rig.people import a_therapist

MAPLE = a_therapist("Maple")
TODAY = datetime.now(UTC).date()


def test_an_empty_page_offers_nothing_to_save(vault: Vault) -> None:
    app = opened()
    app.button(key="paste-look").click().run()
    assert [button.key for button in app.button if str(button.key).startswith("paste")] == [
        "paste-look"
    ]
    assert saved_notes(vault) == []


def test_three_notes_are_previewed_as_typed(vault: Vault) -> None:
    app = pasted(THREE)
    assert [text.value for text in app.text] == ["She was late.", "We talked.", HOSTILE]
    days = [markdown.value for markdown in app.markdown]
    assert days[-3:] == ["**31 March 2025**", "**7 April 2025**", "**1 May 2025**"]
    assert app.button(key="paste-save").label == "Save 3 notes"
    assert saved_notes(vault) == []


def test_saved_for_nobody_yet_they_are_jots(vault: Vault) -> None:
    app = save(pasted(THREE))
    assert said(app) == ["3 notes saved."]
    assert saved_notes(vault) == [
        ("jot", date(2025, 3, 31), "She was late."),
        ("jot", date(2025, 4, 7), "We talked."),
        ("jot", date(2025, 5, 1), HOSTILE),
    ]
    assert [link.proto.page for link in app.page_link if link.value == "Your notes"] == ["notes"]


def test_saved_for_a_therapist_they_are_sessions(vault: Vault) -> None:
    vault.save(MAPLE)
    save(pasted(THREE, "Maple"))
    assert {(note.kind, note.therapist) for note in vault.records().notes} == {
        ("session", MAPLE.id)
    }
    assert vault.records().therapists == (MAPLE,)


def test_they_can_be_from_memory(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted(THREE, "Maple")
    app.segmented_control(key="paste-kind").set_value("from memory").run()
    save(app)
    assert {note.kind for note in vault.records().notes} == {"from memory"}


def test_notes_of_one_day_keep_the_order_of_the_paste(vault: Vault) -> None:
    save(pasted("\n".join(f"2025-03-31: part {at}" for at in range(30))))
    assert [note.text for note in vault.records().notes] == [f"part {at}" for at in range(30)]


def test_a_date_with_nothing_under_it_is_said_and_left_out(vault: Vault) -> None:
    app = pasted("2025-03-30\n2025-03-31\nShe was late.")
    assert "1 date with nothing under it: left out." in [caption.value for caption in app.caption]
    save(app)
    assert [note.text for note in vault.records().notes] == ["She was late."]


def test_a_piece_can_be_left_out_and_taken_in_again(vault: Vault) -> None:
    app = pasted(THREE)
    app.toggle[1].set_value(True).run()
    assert app.button(key="paste-save").label == "Save 2 notes"
    app.toggle[0].set_value(True).run()
    app.toggle[0].set_value(False).run()
    save(app)
    assert [note.text for note in vault.records().notes] == ["She was late.", HOSTILE]


def test_leaving_out_everything_leaves_nothing_to_save(vault: Vault) -> None:
    app = pasted("2025-03-31: late")
    app.toggle[0].set_value(True).run()
    assert said(app) == ["There is nothing to save: all of it is left out."]
    assert app.button(key="paste-save").disabled


def test_a_missing_date_is_asked_for(vault: Vault) -> None:
    vault.save(MAPLE)
    app = pasted("She was late.", "Maple")
    assert said(app) == ["1 note without a date yet: choose one, or leave it out."]
    assert app.button(key="paste-save").disabled
    app.date_input[0].set_value(date(2025, 3, 31)).run()
    save(app)
    assert saved_notes(vault) == [("session", date(2025, 3, 31), "She was late.")]


def test_a_jot_without_a_date_is_of_today(vault: Vault) -> None:
    save(pasted("Ring back on Monday."))
    assert abs((vault.records().notes[0].date - TODAY).days) <= 1


def test_an_ambiguous_date_is_asked_for_with_the_day_first(vault: Vault) -> None:
    app = pasted("05/03/2025: late")
    assert app.date_input[0].label == "Is it 5 March 2025 or 3 May 2025?"
    assert app.date_input[0].value == date(2025, 3, 5)
    app.date_input[0].set_value(date(2025, 5, 3)).run()
    save(app)
    assert saved_notes(vault) == [("jot", date(2025, 5, 3), "late")]


@pytest.mark.parametrize("given", [date(9000, 1, 1), date(1000, 1, 1)])
def test_a_day_that_cannot_be_locks_nobody_out(vault: Vault, given: date) -> None:
    """Chosen as today, then the clock or the time zone was put back; or sent by hand."""
    name = next(iter(named(split("Late.", TODAY))))
    vault.drafts.keep("paste", Pasted(text="Late.", days={name: given}).model_dump_json())
    save(opened())
    assert date(1900, 1, 1) <= vault.records().notes[0].date <= TODAY + timedelta(days=1)


def test_many_notes_are_previewed_page_by_page_and_saved_together(vault: Vault) -> None:
    app = pasted("\n".join(f"2025-03-31: part {at}" for at in range(45)))
    assert len(app.text) == 20
    app.toggle[0].set_value(True).run()
    app.pagination[0].select(3).run()
    assert [text.value for text in app.text] == [f"part {at}" for at in range(40, 45)]
    app.toggle[4].set_value(True).run()
    app.pagination[0].select(1).run()
    assert app.toggle[0].value
    save(app)
    assert len(vault.records().notes) == 43


def test_a_hostile_name_is_an_option_as_typed(vault: Vault) -> None:
    vault.save(a_therapist(HOSTILE[:60]))
    app = pasted(THREE)
    assert app.selectbox(key="paste-whom").options == [HOSTILE[:60]]
