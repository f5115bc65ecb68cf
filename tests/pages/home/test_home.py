"""The first five minutes, step by step; afterwards where one stands."""

import pytest
from streamlit.testing.v1 import AppTest

from data.example import example_records
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, opened, press, texts
from tests.pages.window import frame
from tests.rig.people import a_jot, a_therapist, ratings


def go(app: AppTest, name: str, status: str) -> AppTest:
    """Walk to the four needs."""
    app.run()
    press(app, "No")
    at(app, "first-name").set_value(name).run()
    at(app, "first-status").set_value(status).run()
    return press(app, "Go on")


def past_needs(app: AppTest) -> AppTest:
    """Go on from one need to the next until there is none left."""
    for _ in range(4):
        press(app, "Go on")
    return app


def links(app: AppTest, label: str) -> list[object]:
    """Return the links that say so."""
    return [link for link in app.get("page_link") if link.proto.label == label]


def test_the_first_question_is_who_else_uses_this_computer(app: AppTest) -> None:
    sentences = texts(app.run())
    assert "Does anybody else use this computer?" in sentences
    assert "Everything stays on this computer." in sentences


def test_who_shares_a_computer_is_offered_the_lock_and_may_go_on_without(app: AppTest) -> None:
    app.run()
    press(app, "Yes")
    assert "Put a lock on it?" in texts(app)
    press(app, "Not now")
    assert "Who comes to mind?" in texts(app)


def test_the_offer_of_the_lock_leads_to_it(app: AppTest) -> None:
    app.run()
    press(app, "Yes")
    press(app, "Put a lock on")
    assert "There is no lock: whoever uses your account" in texts(app)
    assert "Who comes to mind?" in texts(another_window().run())


def test_five_steps_from_nothing_to_the_picture(app: AppTest, vault: Vault) -> None:
    go(app, "Maple", "seeing")
    assert [therapist.name for therapist in vault.records().therapists] == ["Maple"]
    assert "What is right for you?" in texts(app)
    at(app, "need-pace").set_value("3-6").run()
    press(press(app, "Go on"), "Go on")
    at(app, "need-disagreement").set_value("do not know").run()
    press(app, "Back")
    assert "Directness" in texts(app)
    press(press(press(app, "Go on"), "Go on"), "Go on")
    assert "How was it with Maple?" in texts(app)
    at(app, "note:first/value/pace").set_value(8).run()
    press(app, "Save")
    (note,) = vault.records().notes
    assert (note.kind, note.ratings) == ("from memory", ratings(pace=8))
    assert "Noted. Looking at this honestly is part of the work." in texts(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert {"Add somebody else", "Write a note about Maple"} <= {
        link.proto.label for link in app.get("page_link")
    }
    press(app, "Go to Home")
    assert "How was it with Maple?" in texts(app)
    assert links(app, "all notes")


def test_taps_that_arrive_together_with_go_on_are_taken(app: AppTest, vault: Vault) -> None:
    go(app, "Maple", "seeing")
    at(app, "need-pace").set_value("3-6")
    past_needs(app)
    at(app, "note:first/value/pace").set_value(8)
    press(app, "Save")
    assert vault.records().notes[0].ratings == ratings(pace=8)
    assert [need.dimension for need in vault.records().need_profiles[0].needs] == ["pace"]


def test_needs_can_all_be_left_out(app: AppTest, vault: Vault) -> None:
    go(app, "Maple", "seeing")
    past_needs(app)
    assert "How was it with Maple?" in texts(app)


@pytest.mark.parametrize("status", ["thinking about", "nobody yet"])
def test_who_has_tried_nobody_gets_questions_for_a_first_call(
    app: AppTest, vault: Vault, status: str
) -> None:
    go(app, "Hazel", status)
    past_needs(app)
    assert "When I get stuck, do you wait for me or give me a push?" in texts(app)
    press(app, "Go on")
    assert "Come back after the first call or session." in texts(app)


def test_nothing_is_asked_twice_after_a_reload(app: AppTest, vault: Vault) -> None:
    go(app, "Maple", "seeing")
    assert "What is right for you?" in texts(another_window().run())


def test_a_missing_nickname_or_answer_is_asked_for_kindly(app: AppTest, vault: Vault) -> None:
    app.run()
    press(app, "No")
    press(app, "Go on")
    assert "Choose how it is now" in texts(app)
    at(app, "first-status").set_value("seeing").run()
    press(app, "Go on")
    assert "A nickname is enough" in texts(app)
    assert vault.records().therapists == ()


def test_a_name_typed_before_nobody_yet_is_not_dropped(app: AppTest, vault: Vault) -> None:
    go(app, "Hazel", "nobody yet")
    (hazel,) = vault.records().therapists
    assert (hazel.name, hazel.status) == ("Hazel", "considering")


def test_each_step_begins_at_its_top(app: AppTest) -> None:
    app.run()
    begun = [frame(app).data["beginning"]]
    for label in ("Yes", "Not now", "Back", "No"):
        press(app, label)
        begun.append(frame(app).data["beginning"])
    assert len(set(begun)) == len(begun)


def test_home_is_home_once_somebody_was_added_or_an_archive_brought_in(
    app: AppTest, vault: Vault
) -> None:
    press(app.run(), "No")
    assert "Who comes to mind?" in texts(app)
    vault.save(a_therapist("Somebody"))
    assert "Where you stand" in texts(app.run())
    vault.take(example_records())
    assert "Maple fits what you need" in texts(app.run())


def test_the_first_answer_can_be_left_for_later(app: AppTest, vault: Vault) -> None:
    past_needs(go(app, "Maple", "seeing"))
    press(app, "Save")
    assert "There is nothing in it yet" in texts(app)
    press(app, "Go on without")
    assert "That is all for now." in texts(app)
    assert vault.records().notes == ()


def test_after_the_first_note_home_is_home(app: AppTest, vault: Vault) -> None:
    past_needs(go(app, "Maple", "seeing"))
    at(app, "note:first/value/pace").set_value(8).run()
    press(app, "Save")
    assert "This is what there is so far" in texts(app)
    assert "Where you stand" in texts(another_window().run())


def test_who_has_nobody_yet_gets_to_the_needs(app: AppTest, vault: Vault) -> None:
    go(app, "", "nobody yet")
    assert vault.records().therapists == ()
    assert "What is right for you?" in texts(app)


def test_with_notes_home_says_where_one_stands(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    sentences = texts(app.run())
    assert "Maple fits what you need: 10 of 11" in sentences
    assert "Aspen, Birch and Rowan have ended" in sentences
    assert links(app, "all notes")
    assert links(app, "4 jots to sort")
    for therapist in vault.records().therapists:
        assert links(app, f"**{therapist.name}**")


def test_who_began_with_a_jot_is_no_newcomer(app: AppTest, vault: Vault) -> None:
    vault.save(a_jot())
    assert links(app.run(), "1 jot to sort")


@pytest.mark.parametrize("page", ["more.py", "safety.py"])
def test_more_and_safety_open(app: AppTest, page: str) -> None:
    app.run()
    app.switch_page(page).run()
    assert not app.exception


def test_everybody_has_the_same_counts_as_on_fit(vault: Vault) -> None:
    """Home said “2 of 11” of somebody whom Fit calls “2 of 3 rated”."""
    vault.take(example_records())
    rows = " ".join(html.proto.body for html in opened(another_window(), "home.py").get("html"))
    heads = " ".join(html.proto.body for html in opened(another_window(), "fit.py").get("html"))
    for counts in ("10 of 11", "2 of 3 rated", "0 of 7 rated"):
        assert counts in rows
        assert counts in heads
