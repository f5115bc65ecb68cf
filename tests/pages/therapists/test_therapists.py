"""Therapists: the list, and adding somebody."""

from datetime import date

import pytest

from data.example import example_records
from tests.pages.conftest import another_window, labels, mine, press, said, texts
from tests.pages.therapist.therapist_window import (
    HOSTILE,
    calm,
    click,
    field,
    page_of,
    saved,
    the_list,
    type_in,
)
from tests.rig.people import a_jot, a_note


def test_an_empty_list_says_the_next_step() -> None:
    app = the_list()
    assert "Nobody is here yet." in texts(app)
    assert "A nickname is enough. No real name is needed." in texts(app)


def test_present_ones_come_first_each_with_notes_and_last_day() -> None:
    for name, status in (("A", "ended"), ("B", "considering"), ("C", "trying"), ("D", "staying")):
        saved(name, status=status)
    note = a_note(mine().records().therapists[3], date(2026, 9, 3))
    mine().save(note)
    mine().save(a_jot(therapist=note.therapist, date=date(2026, 10, 2)))
    app = the_list()
    names = [link.value for link in app.page_link if link.value.startswith("**")]
    assert names == ["**D**", "**C**", "**B**", "**A**"]
    assert [text.value for text in app.text] == [
        "staying · 1 note, 1 jot, the last on 2 October 2026",
        "seeing · no notes yet",
        "thinking about · no notes yet",
        "ended · no notes yet",
    ]


def test_each_name_leads_to_a_page_by_id() -> None:
    who = saved("Maple")
    link = next(link for link in the_list().page_link if link.value == "**Maple**")
    assert link.proto.query_string == f"who={who.id}"


def test_a_name_full_of_signs_is_shown_as_typed_everywhere() -> None:
    name = HOSTILE[:60]
    who = saved(name)
    app = the_list()
    assert name in [text.value for text in app.text]
    link = next(link for link in app.page_link if link.value.startswith("**"))
    assert link.value.replace("\\", "").replace("\u2060", "") == f"**{name[:31]}…**"
    assert "![" not in link.value
    app = page_of(who)
    assert app.title[0].value.replace("\\", "").replace("\u2060", "") == name
    assert "![" not in app.title[0].value
    for label in [link.value for link in app.page_link] + labels(app):
        assert "![" not in label
        assert "<script" not in label.replace("\\<", "")


def test_somebody_is_added_with_a_nickname_alone() -> None:
    app = type_in(the_list(), name="Maple")
    app = click(app, "Add")
    assert "Maple is added" in texts(app)
    (who,) = mine().records().therapists
    assert (who.name, who.status) == ("Maple", "trying")
    assert field(app, "name").value == ""
    assert mine().drafts.text("therapist:new") == ""


def test_the_status_is_chosen_by_a_pill() -> None:
    app = type_in(the_list(), name="Maple", status="considering")
    click(app, "Add")
    assert mine().records().therapists[0].status == "considering"


def test_two_impatient_clicks_add_one() -> None:
    app = type_in(the_list(), name="Maple")
    late = next(button for button in app.button if button.label == "Add")
    click(app, "Add")
    late.click()
    calm(app.run())
    assert len(mine().records().therapists) == 1
    assert not app.error


def test_a_name_that_is_taken_is_said_and_kept() -> None:
    saved("Maple")
    app = click(type_in(the_list(), name=" maple ", status="staying"), "Add")
    assert "you already have a therapist with that code name" in texts(app)
    assert field(app, "name").value == " maple "
    assert field(app, "status").value == "staying"
    assert len(mine().records().therapists) == 1
    click(type_in(app, name="Maple the second"), "Add")
    assert len(mine().records().therapists) == 2


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "nul\x00"])
def test_a_name_that_cannot_be_is_one_sentence(name: str) -> None:
    app = click(type_in(the_list(), name=name), "Add")
    assert said(app)[0].startswith("This was not saved. “Code name”: ")
    assert field(app, "name").value == name
    assert mine().records().therapists == ()


def test_a_half_typed_nickname_survives_a_reload_and_a_restart() -> None:
    type_in(the_list(), name="Map", status="staying")
    again = the_list()
    assert field(again, "name").value == "Map"
    assert field(again, "status").value == "staying"
    click(again, "Add")
    assert field(the_list(), "name").value == ""


def test_two_windows_may_add_two_people() -> None:
    first = type_in(the_list(), name="Map")
    second = the_list()
    click(type_in(first, name="Maple"), "Add")
    click(type_in(second, name="Birch"), "Add")
    assert {therapist.name for therapist in mine().records().therapists} == {"Maple", "Birch"}


def test_a_draft_that_no_longer_reads_is_dropped() -> None:
    mine().drafts.keep("therapist:new", '{"nickname": 3}')
    assert field(the_list(), "name").value == ""
    who = saved()
    mine().drafts.keep(f"therapist:{who.id}", "not even JSON")
    assert field(page_of(who), "name").value == "Maple"


def test_everybody_of_the_example_is_listed() -> None:
    app = another_window()
    press(app.run(), "Look around with example data")
    app.switch_page("therapists.py").run()
    names = [link.value for link in app.page_link if "**" in link.value]
    assert len(names) == len(example_records().therapists)
