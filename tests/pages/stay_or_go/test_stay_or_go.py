"""Stay or go: set when to look again, see what came; both ways are open, nothing is advised."""

from datetime import timedelta
from typing import Any

from streamlit.testing.v1 import AppTest

from components.session import today
from data.model.moment import Moment
from data.model.therapist import LookAgain, Practicality, Therapist, WarningSign
from tests.pages.conftest import another_window, at, mine, opened, press, texts
from tests.pages.therapist.therapist_window import HOSTILE, now_saved, saved
from tests.pages.window import unfold
from tests.rig.people import a_note, a_profile, ratings


def stay_or_go(who: Therapist) -> AppTest:
    return opened(another_window(), "stay_or_go.py", who=str(who.id))


def look(who: Therapist, name: str) -> Any:
    return f"look:{who.id}/0/{name}"


def test_after_so_many_more_sessions_and_what_would_make_me_stay() -> None:
    who = saved()
    mine().save(a_note(who))
    app = stay_or_go(who)
    assert "Nothing is written here yet." in texts(app)
    at(app, look(who, "sessions")).set_value(4)
    at(app, look(who, "on")).set_value(today() + timedelta(days=30))
    at(app, f"look:{who.id}").set_value(HOSTILE)
    press(app, "Save")
    assert now_saved(who).look_again == LookAgain(
        after_sessions=5, on=today() + timedelta(days=30), would_stay_if=HOSTILE
    )
    assert "After 5 sessions in all. 1 are noted so far." in texts(app)
    assert HOSTILE in [text.value for text in app.text]
    assert "It is time to look again." not in texts(app)
    for _ in range(4):
        mine().save(a_note(who))
    assert "It is time to look again." in texts(stay_or_go(who))


def test_what_was_typed_survives_a_reload() -> None:
    who = saved()
    app = stay_or_go(who)
    at(app, f"look:{who.id}").set_value("Half a sent").run()
    again = stay_or_go(who)
    assert at(again, f"look:{who.id}").value == "Half a sent"


def test_what_came_stands_beside_it_with_practicalities_as_yes_or_no() -> None:
    suits = (Practicality(name="Cost", suits=True), Practicality(name="Times", suits=False))
    who = saved(practicalities=suits, look_again=LookAgain(would_stay_if="It helps."))
    mine().save(a_profile())
    moment = Moment(kind="disagreed", settled="yes")
    mine().save(a_note(who, ratings=ratings(pace=5), go_back="yes", moments=(moment,)))
    sentences = texts(stay_or_go(who))
    for words in (
        "It helps.",
        "After one note, your one need looks right so far.",
        "Would you go back? yes 1",
        "1 disagreement: worked through.",
        "Cost: suits you",
        "Times: does not suit you",
        "Ending is as respectable as staying.",
    ):
        assert words in sentences


def test_staying_is_one_click() -> None:
    who = saved()
    app = press(stay_or_go(who), "Stay with Maple")
    assert now_saved(who).status == "staying"
    assert "Stay with Maple" not in [button.label for button in app.button]


def test_nothing_is_weighed_for_who_is_unsafe() -> None:
    who = saved(warning_signs=(WarningSign(sign="A sign", noticed=today()),))
    sentences = texts(stay_or_go(who))
    assert "You owe nobody an explanation" in sentences
    assert "What would make you stay" not in sentences


def test_what_has_helped_stands_below_whoever_it_was_with() -> None:
    who, birch = saved(), saved("Birch", status="ended")
    mine().save(a_note(birch, helped="The silence."))
    app = stay_or_go(who)
    assert "The silence." not in texts(app)
    assert "The silence." in texts(unfold(app, "What has helped: 1 note"))
