"""One therapist: everything asked is kept while one types, and saved once."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from data.example import example_records
from data.model.therapist import Practicality, Therapist, WarningSign
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault
from tests.pages.conftest import another_window, mine, press, said, texts
from tests.pages.therapist.therapist_window import (
    HOSTILE,
    calm,
    click,
    field,
    now_saved,
    page_of,
    saved,
    type_in,
)
from tests.pages.window import frame


@pytest.mark.parametrize("who", ["", "nonsense", str(UUID(int=7)), "../../etc/passwd", "0" * 400])
def test_nobody_there_is_one_sentence_and_a_way_back(who: str) -> None:
    app = page_of(who)
    assert "There is no such therapist here." in texts(app)
    assert "Back to your therapists" in [link.value for link in app.page_link]


def test_the_address_may_name_nobody() -> None:
    app = another_window()
    app.switch_page("therapist.py").run()
    assert "There is no such therapist here." in texts(calm(app))


def test_everything_asked_is_saved() -> None:
    who = saved()
    app = type_in(
        page_of(who),
        name="Maple II",
        status="considering",
        what_for=["trauma", "a loss"],
        setting="couple",
        began=date(2026, 3, 19),
        details="Room over the shop.\n\nSecond floor.",
        suits__0="yes",
        words__0="62",
        suits__3="no",
        expects="Somebody who says it.",
        fears="A whiteboard.",
        mood=0,
    )
    app = click(app, "Save")
    assert "Saved." in texts(app)
    now = now_saved(who)
    assert (now.name, now.status, now.setting) == ("Maple II", "considering", "couple")
    assert now.what_for == ("trauma", "a loss")
    assert now.began == date(2026, 3, 19)
    assert now.details == "Room over the shop.\n\nSecond floor."
    assert now.practicalities == (
        Practicality(name="Cost", suits=True, words="62"),
        Practicality(name="Language", suits=False),
    )
    assert now.expectation
    assert (now.expectation.expects, now.expectation.fears) == (
        "Somebody who says it.",
        "A whiteboard.",
    )
    assert now.expectation.mood == 0
    assert mine().drafts.text(f"therapist:{who.id}") == ""


def test_saving_changes_what_was_typed_and_nothing_else() -> None:
    (maple,) = (
        therapist for therapist in example_records().therapists if therapist.name == "Maple"
    )
    sign = WarningSign(sign="Asked me to keep it secret", noticed=date(2026, 5, 1))
    who = mine().save(maple.model_copy(update={"warning_signs": (sign,)})).record
    click(type_in(page_of(who), details="New."), "Save")
    assert now_saved(who) == who.model_copy(update={"details": "New."})


def test_own_words_join_what_for() -> None:
    who = saved()
    app = type_in(page_of(who), own_what_for="  after Dad   died ")
    assert field(app, "own_what_for").value == ""
    assert field(app, "what_for").value == ["after Dad died"]
    app = type_in(app, what_for=["after Dad died", "a loss"], own_what_for=HOSTILE[:60])
    click(app, "Save")
    assert now_saved(who).what_for == ("after Dad died", "a loss", HOSTILE[:60])
    assert f"for after Dad died, a loss, {HOSTILE[:60]}" in texts(page_of(who))


def test_words_still_in_the_field_are_saved_too() -> None:
    who = saved()
    app = page_of(who)
    field(app, "own_what_for").set_value("sleep")
    field(app, "details").set_value("Second floor.")
    click(app, "Save")
    assert now_saved(who).what_for == ("sleep",)
    assert now_saved(who).details == "Second floor."


def test_ctrl_enter_saves_what_stands_in_the_field() -> None:
    who = saved()
    field(page_of(who), "details").set_value("Second floor.").press_ctrl_enter()
    assert now_saved(who).details == "Second floor."


def test_the_end_of_somebody_is_not_typed_by_a_key() -> None:
    who = saved()
    app = click(page_of(who), "End with Maple")
    field(app, "end_reason").set_value("Moved.").press_ctrl_enter()
    assert now_saved(who) == who
    assert "Saved." not in said(app)
    assert field(page_of(who), "end_reason").value == "Moved."


def test_what_for_that_looks_alike_breaks_nothing() -> None:
    who = saved(what_for=("a  b", "a b", "a b", "😀 x", "*"))
    app = page_of(who)
    click(type_in(app, details="x"), "Save")
    assert now_saved(who).details == "x"


def test_an_own_practicality_is_added_answered_and_taken_out() -> None:
    who = saved()
    app = type_in(page_of(who), own_practicality="Stairs")
    app = type_in(app, suits__5="no", words__5="three flights", own_practicality="stairs ")
    click(app, "Save")
    stairs = Practicality(name="Stairs", suits=False, words="three flights")
    assert now_saved(who).practicalities == (stairs,)
    app = type_in(page_of(who), own_practicality="Parking")
    app = click(app, "Save")
    assert len(now_saved(who).practicalities) == 2
    next(button for button in app.button if button.label == "Take out").click()
    click(calm(app.run()), "Save")
    assert [practicality.name for practicality in now_saved(who).practicalities] == ["Parking"]


def test_taking_one_out_leaves_the_others_answers_with_them() -> None:
    rows = [Practicality(name=f"Own {n}", suits=n % 2 == 0, words=str(n)) for n in range(4)]
    who = saved(practicalities=tuple(rows))
    app = page_of(who)
    [button for button in app.button if button.label == "Take out"][1].click()
    app = click(calm(app.run()), "Save")
    assert now_saved(who).practicalities == (rows[0], rows[2], rows[3])
    assert [field(app, f"words-{at}").value for at in (5, 6, 7)] == ["0", "2", "3"]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"name": "  "}, "“Code name”: it must not be empty"),
        ({"details": "x" * 100_001}, "“Anything else”: it is too long"),
        ({"words__0": "x" * 201}, "“Practicalities”: it is too long"),
        ({"expects": "x" * 100_001}, "“What do you expect?”: it is too long"),
    ],
)
def test_what_cannot_be_saved_is_one_sentence_and_stays(answers: dict[str, Any], says: str) -> None:
    who = saved()
    app = click(type_in(page_of(who), fears="Kept.", **answers), "Save")
    assert says in texts(app)
    assert now_saved(who) == who
    assert field(app, "fears").value == "Kept."
    assert field(page_of(who), "fears").value == "Kept."


def test_a_name_that_is_taken_stays_typed() -> None:
    saved("Birch")
    who = saved("Maple")
    app = click(type_in(page_of(who), name="BIRCH"), "Save")
    assert "you already have a therapist with that code name" in texts(app)
    assert field(app, "name").value == "BIRCH"
    assert now_saved(who).name == "Maple"


def test_what_was_typed_survives_a_reload_and_says_so() -> None:
    who = saved()
    app = type_in(page_of(who), details="Half a sent", mood=7, suits__1="no", own_what_for="sleep")
    assert "Not saved yet. It is kept for you." in texts(app)
    again = page_of(who)
    assert "Not saved yet. It is kept for you." in texts(again)
    assert field(again, "details").value == "Half a sent"
    assert field(again, "mood").value == 7
    assert field(again, "suits-1").value == "no"
    assert field(again, "what_for").value == ["sleep"]
    again = click(again, "Save")
    assert "Not saved yet" not in texts(again)
    assert now_saved(who).details == "Half a sent"


def test_what_was_typed_is_there_after_a_look_at_another_page() -> None:
    who = saved()
    app = type_in(page_of(who), details="Half a sent")
    app.switch_page("therapists.py").run()
    app.switch_page("therapist.py")
    app.query_params["who"] = str(who.id)
    assert field(calm(app.run()), "details").value == "Half a sent"


def test_undo_puts_back_what_was_saved() -> None:
    who = saved(details="As saved.")
    app = click(type_in(page_of(who), details="No."), "Undo")
    assert field(app, "details").value == "As saved."
    assert mine().drafts.text(f"therapist:{who.id}") == ""
    assert "Not saved yet" not in texts(app)


def test_two_impatient_clicks_save_once() -> None:
    who = saved()
    app = type_in(page_of(who), details="Once.")
    click(app, "Save")
    before = mine().get(Therapist, who.id).revision
    click(app, "Save")
    assert mine().get(Therapist, who.id).revision == before
    assert not app.error


def test_warning_signs_stand_before_everything_else() -> None:
    signs = tuple(
        WarningSign(sign=s, noticed=date(2026, 5, 1)) for s in ("Touched me", HOSTILE[:60])
    )
    app = page_of(saved(warning_signs=signs))
    lines = [text.value for text in app.text]
    assert lines[0] == "Warning sign, 1 May 2026: Touched me"
    assert lines[1] == f"Warning sign, 1 May 2026: {HOSTILE[:60]}"
    drawn = [element.type for element in app.main if element.type in ("text", "title", "heading")]
    assert drawn[0] == "text"
    assert len([link for link in app.page_link if link.value == "Safety"]) == 2
    assert "Safety" in frame(app).links


@pytest.fixture
def example() -> Vault:
    vault = open_vault(read_settings(), LOCAL, example=True)
    vault.take(example_records())
    return vault


def test_every_therapist_of_the_example_has_a_page(example: Vault) -> None:
    therapists = example.records().therapists
    assert [page_of(who, example="1").title[0].value for who in therapists] == [
        who.name for who in therapists
    ]


def test_what_is_typed_in_the_example_is_not_seen_outside(example: Vault) -> None:
    mine().take(example_records())
    who = mine().records().therapists[0]
    app = type_in(page_of(who, example="1"), details="Only in the example")
    press(app, "Leave the example")
    app.query_params["who"] = str(who.id)
    assert field(calm(app.run()), "details").value == who.details
    assert field(page_of(who), "details").value == who.details
