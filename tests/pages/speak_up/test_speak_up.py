"""From what one sees to words, onto the list, into a note; and none of it to who is unsafe."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.session import today
from components.speak_up.safety_hint import SIGN
from data.example import example_records
from data.model.moment import Moment, OwnPart
from data.model.note import Note
from data.model.record import new_id
from data.model.therapist import Therapist
from data.model.to_say import Said, ToSay
from data.vault.vault import Vault
from tests.pages.conftest import another_window, at, labels, mine, opened, press, texts
from tests.pages.therapist.therapist_window import HOSTILE, now_saved, saved
from tests.pages.window import as_it_stands, unfold
from tests.rig.people import THEN, a_note, a_profile, needs, ratings

DAY = date(2026, 1, 1)


def of(who: Therapist, *moments: Moment, **more: Any) -> Note:
    return mine().save(a_note(who, moments=moments, **more)).record


def speak_up(who: Therapist | None = None) -> AppTest:
    return opened(another_window(), "speak_up.py", **({"who": str(who.id)} if who else {}))


def pushed_five_times(who: Therapist) -> None:
    mine().save(a_profile(needs=needs(pace=(3, 6))))
    for week in range(5):
        mine().save(a_note(who, DAY + timedelta(days=7 * week), ratings=ratings(pace=10)))


def in_words(app: AppTest) -> AppTest:
    return unfold(app, "Put it into words")


def test_without_anybody_it_says_so() -> None:
    assert "Nobody is here yet." in texts(speak_up())
    saved(status="ended")
    assert "There is nobody here you are with" in texts(speak_up())


def test_with_nothing_to_say_that_is_an_answer(vault: Vault) -> None:
    sentences = texts(speak_up(saved()))
    assert "Nothing is on your list." in sentences
    assert "Nothing stands out right now." in sentences


def test_a_gap_becomes_words_one_chose_and_changed() -> None:
    who = saved()
    pushed_five_times(who)
    app = speak_up(who)
    assert "Pace: too pushy" in texts(app)
    assert "From 5 notes." in texts(app)
    app = in_words(app)
    (key,) = {
        str(button.key).rsplit("/", 1)[0] for button in app.button if "Keep for" in button.label
    }
    mild = at(app, f"{key}:mildly").value
    assert "Could we slow down and pause now and then?" in mild
    at(app, f"{key}/how").set_value("plainly").run()
    assert "I have felt pushed." in at(app, f"{key}:plainly").value
    at(app, f"{key}:plainly").set_value("Slower, please.").run()
    press(app, "Keep for next time")
    assert "Kept. It is on your list for next time." in texts(app)
    (wish,) = now_saved(who).to_say
    assert (wish.words, wish.dimension, wish.said_on) == ("Slower, please.", "pace", None)
    app = speak_up(who)
    assert "Slower, please." in texts(app)
    assert "Pace: too pushy" not in texts(app), "it is on the list by now"


def test_what_was_typed_survives_a_reload_and_a_look_at_the_other_way() -> None:
    who = saved()
    note = of(who, Moment(kind="let down", settled="no"))
    draft_key = f"say:{who.id}:{note.id}:let down"
    app = in_words(speak_up(who))
    at(app, f"{draft_key}:mildly").set_value("Half a sent").run()
    at(app, f"{draft_key}/how").set_value("plainly").run()
    app = in_words(speak_up(who))
    assert at(app, f"{draft_key}:mildly").value == "Half a sent"


def test_two_clicks_keep_it_once() -> None:
    who = saved()
    of(who, Moment(kind="let down", settled="no"))
    app = in_words(speak_up(who))
    before = as_it_stands(app)
    press(app, "Keep for next time")
    app._tree = before
    press(app, "Keep for next time")
    assert len(now_saved(who).to_say) == 1


def test_what_was_said_already_is_not_on_the_list() -> None:
    who = saved()
    of(who, Moment(kind="let down", settled="no"))
    app = press(in_words(speak_up(who)), "I have said it")
    assert now_saved(who).to_say[0].said_on == today()
    assert "Nothing is on your list." in texts(app)
    assert f"Said on {today().day}" in texts(unfold(app, "What became of it"))


def test_empty_words_are_one_sentence_and_stay() -> None:
    who = saved()
    note = of(who, Moment(kind="let down", settled="no"))
    app = in_words(speak_up(who))
    at(app, f"say:{who.id}:{note.id}:let down:mildly").set_value("  ")
    press(app, "Keep for next time")
    assert "it needs some words" in texts(app)
    assert now_saved(who).to_say == ()


def test_all_that_was_left_unsaid_can_be_moved_to_the_list() -> None:
    who = saved()
    of(who, own_part=OwnPart(unsaid=HOSTILE))
    app = unfold(speak_up(who), "Left unsaid: 1 note")
    press(app, "Put it on my list")
    assert [entry.words for entry in now_saved(who).to_say] == [HOSTILE]
    assert HOSTILE in [text.value for text in app.text]
    assert "Left unsaid: 1 note" not in [expander.label for expander in app.expander]


def listed(**more: Any) -> tuple[Therapist, ToSay]:
    given: dict[str, Any] = {"id": new_id(), "written_at": THEN, "words": "Slower, please."}
    wish = ToSay(**given | more)
    return saved(to_say=(wish,)), wish


def test_it_can_be_let_go() -> None:
    who, wish = listed()
    press(speak_up(who), "Let it go")
    assert now_saved(who).to_say == (wish.model_copy(update={"let_go_on": today()}),)


def test_kept_words_can_be_changed() -> None:
    who, wish = listed(dimension="pace")
    app = unfold(speak_up(who), "Change the words")
    assert at(app, f"reword:{who.id}:{wish.id}").value == "Slower, please."
    at(app, f"reword:{who.id}:{wish.id}").set_value("A little slower, please.").run()
    press(app, "Save")
    assert now_saved(who).to_say == (wish.model_copy(update={"words": "A little slower, please."}),)
    assert at(app, f"reword:{who.id}:{wish.id}").value == "A little slower, please."


def test_half_changed_words_are_there_after_a_reload_and_can_be_left() -> None:
    who, wish = listed()
    at(unfold(speak_up(who), "Change the words"), f"reword:{who.id}:{wish.id}").set_value(
        "Slo"
    ).run()
    app = speak_up(who)
    assert at(app, f"reword:{who.id}:{wish.id}").value == "Slo"
    press(app, "Leave them as they are")
    assert at(app, f"reword:{who.id}:{wish.id}").value == "Slower, please."
    assert now_saved(who).to_say == (wish,)


def test_changed_words_that_say_nothing_are_not_saved() -> None:
    who, wish = listed()
    app = unfold(speak_up(who), "Change the words")
    at(app, f"reword:{who.id}:{wish.id}").set_value("  ")
    press(app, "Save")
    assert "it needs some words" in texts(app)
    assert now_saved(who).to_say == (wish,)


def test_words_changed_in_another_window_are_not_overwritten() -> None:
    who, wish = listed()
    here = unfold(speak_up(who), "Change the words")
    there = unfold(speak_up(who), "Change the words")
    at(there, f"reword:{who.id}:{wish.id}").set_value("Theirs.")
    press(there, "Save")
    at(here, f"reword:{who.id}:{wish.id}").set_value("Mine.")
    press(here, "Save")
    assert "changed in another window" in texts(here)
    assert "Theirs." in texts(here)
    assert at(here, f"reword:{who.id}:{wish.id}").value == "Mine."
    assert [it.words for it in now_saved(who).to_say] == ["Theirs."]
    press(here, "Save")  # with both in sight
    assert [it.words for it in now_saved(who).to_say] == ["Mine."]


def test_the_note_asks_whether_it_was_said_and_how_it_was_taken(vault: Vault) -> None:
    who, wish = listed(dimension="pace")
    app = opened(another_window(), "write.py", who=str(who.id))
    assert "Slower, please." in texts(app)
    at(app, f"note:new/said/{wish.id}/how").set_value("said it").run()
    at(app, f"note:new/said/{wish.id}/they").set_value("listened")
    press(app, "Save")
    (note,) = vault.records().notes
    assert note.said == (Said(what=wish.id, how="said it", they="listened"),)
    sentences = texts(unfold(speak_up(who), "What became of it"))
    assert "they listened" in sentences
    assert "Nothing is on your list." in sentences
    again = opened(another_window(), "write.py", who=str(who.id))
    assert "What you wanted to say" not in texts(again)
    change = opened(another_window(), "write.py", note=str(note.id))
    assert at(change, f"note:{note.id}/said/{wish.id}/they").value == "listened"


def test_not_yet_leaves_it_on_the_list(vault: Vault) -> None:
    who, wish = listed()
    app = opened(another_window(), "write.py", who=str(who.id))
    at(app, f"note:new/said/{wish.id}/how").set_value("not yet").run()
    press(app, "Save")
    assert vault.records().notes[0].said == (Said(what=wish.id, how="not yet"),)
    assert "Slower, please." in texts(speak_up(who))


def test_what_was_for_somebody_else_does_not_come_along(vault: Vault) -> None:
    who, wish = listed()
    birch = saved("Birch")
    app = opened(another_window(), "write.py", who=str(who.id))
    at(app, f"note:new/said/{wish.id}/how").set_value("said it").run()
    at(app, "note:new/therapist").set_value(birch.id).run()
    at(app, "note:new/value/pace").set_value(5).run()
    press(app, "Save")
    assert vault.records().notes[0].said == ()


def test_after_two_more_notes_it_says_what_changed() -> None:
    who, wish = listed(dimension="pace")
    values = [9, 9, 9, 9, 4, 4, 4]
    for week, value in enumerate(values):
        said = (Said(what=wish.id, how="said it"),) if week == 3 else ()
        day = DAY + timedelta(days=7 * week)
        mine().save(a_note(who, day, ratings=ratings(pace=value), said=said))
    sentences = texts(unfold(speak_up(who), "What became of it"))
    assert "Pace before: about 9, likely " in sentences
    assert "Since then: about 4, likely " in sentences
    assert "goes with this change" in sentences
    assert "because" not in sentences


def write(who: Therapist, *moments: str, unsaid: str = "") -> AppTest:
    app = opened(another_window(), "write.py", who=str(who.id))
    at(app, "note:new/moments").set_value(list(moments)).run()
    if unsaid:
        at(app, "note:new/unsaid").set_value(unsaid)
    return press(app, "Save")


@pytest.mark.parametrize("kind", ["hard to hear", "let down", "disagreed"])
def test_right_after_a_hard_note_two_sentences_are_offered(kind: str) -> None:
    app = write(who := saved(), kind)
    assert "Say it now?" in texts(app)
    note = mine().records().notes[0]
    field = at(app, f"say:{who.id}:{note.id}:{kind}:mildly")
    assert field.value.count(". ") + field.value.count("? ") == 1, "two sentences"
    press(app, "Keep for next time")
    assert now_saved(who).to_say[0].moment == kind
    assert "Say it now?" not in texts(app)


@pytest.mark.parametrize("kind", ["felt heard", "pushed", "repaired"])
def test_nothing_is_asked_right_after_another_note(kind: str) -> None:
    assert "Say it now?" not in texts(write(saved(), kind))


def test_what_was_left_unsaid_is_offered_for_next_time() -> None:
    app = write(who := saved(), unsaid="That I left early.")
    assert "Left unsaid" in texts(app)
    press(app, "Keep for next time")
    assert "“That I left early.”" in now_saved(who).to_say[0].words


def test_who_does_not_feel_safe_gets_no_wording_but_the_way_to_safety() -> None:
    who = saved()
    app = write(who, "let down")
    press(app, "I do not feel safe with them")
    assert [warning_sign.sign for warning_sign in now_saved(who).warning_signs] == [SIGN]
    assert "Say it now?" not in texts(app)
    assert "You owe nobody an explanation" in texts(app)
    page = speak_up(who)
    assert "You owe nobody an explanation" in texts(page)
    assert "Worth saying next" not in texts(page)
    links = [link.proto.page for link in page.get("page_link")]
    assert links.count("safety") == 1, "here; the menu has its own"
    press(page, "Take this mark back")
    assert now_saved(who).warning_signs == ()
    assert "Worth saying next" in texts(page)


def test_the_example_has_something_to_say(app: AppTest, vault: Vault) -> None:
    vault.take(example_records())
    opened(app, "speak_up.py")
    assert at(app, "who").options == ["Maple", "Hazel"]
    assert labels(app).count("Let it go") == 0
    assert (
        len([expander for expander in app.expander if expander.label == "Put it into words"]) <= 3
    )
