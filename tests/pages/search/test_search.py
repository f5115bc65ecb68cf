"""Where the search stands: one tap a step, who is next, the next session, a list to print."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from components.notes import form_state
from data.advice.search_stage import moved_on
from data.model.fee import Fee
from data.model.next_session import NextSession
from data.model.note import Note
from data.model.record import new_id, now
from data.model.records import Records
from data.model.search_step import NextStep
from data.model.therapist import Therapist
from tests.pages.conftest import another_window, at, lines_to_more, mine, opened, press, said, texts
from tests.pages.window import unfold
from tests.rig.people import a_note, a_step, a_therapist

TODAY = date.today()


def asked(name: str = "Linden", **more: object) -> Therapist:
    return mine().save(a_therapist(name, **{"status": "considering"} | more)).record


def now_there(therapist: Therapist) -> Therapist:
    return mine().get(Therapist, therapist.id).record


def the_search(app: AppTest, **address: str) -> AppTest:
    return opened(app, "search.py", **address)


def test_a_name_and_a_tap_are_enough(app: AppTest) -> None:
    the_search(app)
    assert "You are not asking anybody right now." in texts(app)
    for name in ("Linden", "Alder"):
        at(app, "search-new").set_value(name).run()
    assert {who.name: who.status for who in mine().records().therapists} == {
        "Linden": "considering",
        "Alder": "considering",
    }
    press(app, "I wrote")
    linden = next(who for who in mine().records().therapists if who.search_steps)
    assert [(step.kind, step.on) for step in linden.search_steps] == [("written to", TODAY)]
    assert "2 people: 1 not asked yet, 1 no answer yet." in texts(app)


def test_a_second_tap_goes_to_the_same_person_though_somebody_else_is_next_now(
    app: AppTest,
) -> None:
    linden, alder = asked("Linden"), asked("Alder")
    press(press(the_search(app), "I wrote"), "They answered")
    assert [step.kind for step in now_there(linden).search_steps] == ["written to", "answered"]
    assert now_there(alder).search_steps == ()


def test_what_to_do_next_and_when_takes_two_taps(app: AppTest) -> None:
    linden = asked(search_steps=(a_step("written to", TODAY),))
    press(press(the_search(app), "Call"), "In a week")
    planned = now_there(linden).next_step
    assert planned
    assert (planned.what, planned.on) == ("Call", TODAY + timedelta(days=7))
    press(app, "I called")
    assert "**Next:** nothing yet" in texts(app)


def test_a_step_can_be_dated_worded_and_taken_out(app: AppTest) -> None:
    linden = asked(search_steps=(step := a_step("waiting list", TODAY),))
    key = f"search/{linden.id}/{step.id}"
    yesterday = TODAY - timedelta(days=1)
    words = f"step:{linden.id}:{step.id}/0/line/"
    at(the_search(app), words).set_value("about three\tmonths").run()
    assert "it must stand on one line" in said(app)[0]
    at(app, words).set_value("about three months").run()
    at(app, f"{key}/on/{TODAY}").set_value(yesterday).run()
    (changed,) = now_there(linden).search_steps
    assert (changed.words, changed.on) == ("about three months", yesterday)
    assert "On the waiting list since" in texts(app)
    press(app, "Take out")
    assert now_there(linden).search_steps == ()


def test_a_fee_keeps_to_the_currency_one_uses(app: AppTest) -> None:
    asked("Maple", status="trying", fee=Fee(amount=Decimal(62), currency="£"))
    linden = asked()
    at(the_search(app), f"fee:{linden.id}/0/line/").set_value("95,50").run()
    assert now_there(linden).fee == Fee(amount=Decimal("95.50"), currency="£")
    at(app, f"fee:{linden.id}/1/line/£ 95.50").set_value("80 to 100").run()
    assert "it must be one amount" in said(app)[0]
    assert at(app, f"fee:{linden.id}/1/line/£ 95.50").value == "80 to 100"
    assert now_there(linden).fee == Fee(amount=Decimal("95.50"), currency="£")


def test_what_cannot_be_saved_is_still_in_its_field_after_a_reload(app: AppTest) -> None:
    linden = asked(search_steps=(step := a_step("called", TODAY),))
    typed = {
        f"fee:{linden.id}": "80 to 100",
        f"step:{linden.id}:{step.id}": "on\ttwo lines",
        f"next-step:{linden.id}": "write to \x07 them",
        "search-new": "linden ",
    }
    the_search(app)
    fields = {key: key if key == "search-new" else f"{key}/0/line/" for key in typed}
    for draft_key, text in typed.items():
        at(app, fields[draft_key]).set_value(text).run()
        if draft_key == "search-new":
            assert "already have a therapist with that code name" in said(app)[0]
    again = the_search(another_window())
    assert {key: at(again, fields[key]).value for key in typed} == typed
    for field in fields.values():
        at(again, field).set_value("Alder" if field == "search-new" else "").run()
    anew = the_search(another_window(), who=str(linden.id))
    assert at(again, "search-new").value == ""
    assert {at(anew, field).value for field in fields.values()} == {""}


def next_session_open(app: AppTest) -> AppTest:
    folds = [fold.label for fold in the_search(app).expander]
    return unfold(app, next(label for label in folds if label.startswith("Next session")))


def test_a_session_is_planned_field_by_field(app: AppTest) -> None:
    linden = asked()
    key = f"next-session/{linden.id}"
    day = TODAY + timedelta(days=3)
    at(next_session_open(app), f"{key}/on/None").set_value(day).run()
    at(app, f"{key}/at/None").set_value(time(17)).run()
    at(app, f"{key}/weeks/None").set_value(1).run()
    assert now_there(linden).next_session == NextSession(on=day, at=time(17), weeks=1)
    assert f"Every week, {day:%A}s 17:00" in texts(app)
    (made,) = now_there(linden).search_steps
    assert (made.kind, made.on) == ("first appointment", day)
    press(app, "None planned")
    assert now_there(linden).next_session is None
    assert now_there(linden).search_steps == ()
    assert "Not asked yet." in texts(app)


def test_other_first_appointments_stay_when_one_is_planned_moved_and_forgotten(
    app: AppTest,
) -> None:
    there = (a_step("first appointment", date(2026, 3, 2)), a_step("answered", date(2026, 3, 1)))
    another = a_step("first appointment", date(2026, 4, 2), "with the other practice")
    linden = asked(search_steps=(*there, another))
    key, day = f"next-session/{linden.id}", TODAY + timedelta(days=3)
    at(next_session_open(app), f"{key}/on/None").set_value(day).run()
    made = now_there(linden).search_steps[-1]
    assert now_there(linden).search_steps == (*there, another, made)
    later = day + timedelta(days=1)
    at(app, f"{key}/on/{day}").set_value(later).run()
    moved = made.model_copy(update={"on": later})
    assert now_there(linden).search_steps == (*there, another, moved)
    press(app, "None planned")
    assert now_there(linden).search_steps == (*there, another)


def test_the_first_appointment_that_took_place_stays_when_none_is_planned(app: AppTest) -> None:
    yesterday = TODAY - timedelta(days=1)
    steps = (a_step("first appointment", yesterday),)
    linden = asked(search_steps=steps, next_session=NextSession(on=yesterday))
    press(next_session_open(app), "None planned")
    assert now_there(linden).next_session is None
    assert now_there(linden).search_steps == steps


@pytest.mark.parametrize(
    ("day", "at_time", "sentence"),
    [
        (date(2027, 3, 28), time(2, 30), "there is no 28 March 2027, 02:30"),
        (date(2026, 3, 29), time(2, 30), "there is no 29 March 2026, 02:30"),
        (date(2027, 10, 31), time(2, 30), "That time comes twice then"),
        (date(2027, 3, 21), time(2, 30), "On 28 March 2027 the clocks leave that time out"),
    ],
)
def test_a_time_that_the_clocks_leave_out_is_refused_and_nothing_lost(
    app: AppTest, day: date, at_time: time, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zoneinfo import ZoneInfo

    from components.next_session import plan_form

    monkeypatch.setattr(plan_form, "timezone", lambda: ZoneInfo("Europe/Berlin"))
    linden = asked(next_session=NextSession(on=day, at=time(17), weeks=1))
    field = f"next-session/{linden.id}/at/17:00:00"
    at(next_session_open(app), field).set_value(at_time).run()
    assert sentence in said(app)[0]
    planned = now_there(linden).next_session
    assert planned
    assert planned.at == (time(17) if "there is no" in sentence else at_time)
    if sentence.startswith("On "):
        later = "Every week, Sundays 02:30. On 28 March 2027 the clocks leave that time out"
        assert any(caption.value.startswith(later) for caption in app.caption), "said before, too"


def test_a_list_to_print_names_nobody_until_that_is_chosen(app: AppTest) -> None:
    steps = (a_step("written to", date(2026, 3, 2)), a_step("refused", date(2026, 3, 9), "full"))
    asked("Linden", search_steps=steps)
    asked("Alder", search_steps=(a_step("called", date(2026, 3, 3)),))
    the_search(app, view="list")
    paper = [text.value for text in app.text if "1. " in text.value or "2. " in text.value]
    assert len(paper) == 2
    assert "2 March 2026: written to\n    9 March 2026: said no" in paper[0]
    assert "Linden" not in paper[0]
    assert "full" not in paper[0]
    at(app, "search-named").set_value(True)
    at(app, "search-worded").set_value(True).run()
    assert any(text.value.startswith("1. Linden\n") for text in app.text)
    assert any("said no, full" in text.value for text in app.text)
    at(app, "search-which").set_value("Who could not take me").run()
    assert not any("Alder" in text.value for text in app.text)


def test_five_hundred_in_the_search_are_a_page_as_quick_as_with_few(app: AppTest) -> None:
    steps = (a_step("written to", TODAY),)
    people = tuple(
        a_therapist(f"No. {number}", status="considering", search_steps=steps)
        for number in range(500)
    )
    mine().take(Records(therapists=people))
    the_search(app)
    assert "500 people: 500 no answer yet." in texts(app)
    rows = [button for button in app.button if str(button.key).startswith("search-row/")]
    assert len(rows) == 20


def test_home_says_who_is_next_until_it_is_left_out(app: AppTest) -> None:
    planned = NextStep(what="Call", on=TODAY, written_at=now())
    asked(search_steps=(a_step("called", TODAY - timedelta(days=1)),), next_step=planned)
    opened(app, "home.py")
    assert "Your search, " in lines_to_more(app)
    press(app, "Leave out")
    assert "Your search" not in lines_to_more(app)
    press(the_search(app), "Say on Home who is next")
    opened(app, "home.py")
    assert "Your search, " in lines_to_more(app)


def test_home_and_the_page_to_print_follow_the_next_session(app: AppTest) -> None:
    day = TODAY + timedelta(days=2)
    maple = asked("Maple", status="trying", next_session=NextSession(on=day, at=time(17)))
    mine().save(a_note(maple, TODAY - timedelta(days=5), text="Well."))
    opened(app, "home.py")
    links = [link.proto.label for link in app.get("page_link")]
    assert any(f"{day:%A}" in label and "17:00" in label for label in links)
    opened(app, "to_print.py")
    assert f"{day:%A}, {day.day}" in texts(app)
    opened(app, "speak_up.py")
    assert f"{day:%A}, {day.day}" in texts(app)


def test_a_note_begins_with_the_day_of_the_session(app: AppTest) -> None:
    yesterday = TODAY - timedelta(days=1)
    asked("Birch", status="trying")
    maple = asked("Maple", status="trying", next_session=NextSession(on=yesterday))
    opened(app, "write.py")
    assert at(app, "note:new/date").value == yesterday
    assert at(app, "note:new/therapist").value == maple.id


def test_with_a_session_noted_somebody_leaves_the_search(app: AppTest) -> None:
    linden = asked(search_steps=(a_step("called", TODAY),))
    opened(app, "write.py", who=str(linden.id))
    at(app, "note:new/text").set_value("It was calm.")
    press(app, "Save")
    assert said(app)[0] == "Saved. Linden: seeing, since this session."
    assert now_there(linden).status == "trying"
    the_search(app)
    assert "You are not asking anybody right now." in texts(app)


def test_a_therapist_changed_in_another_window_does_not_speak_against_a_saved_note(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    linden = asked()

    def changed_meanwhile(therapist: Therapist, note: Note) -> Therapist:
        saved = mine().get(Therapist, therapist.id)
        mine().save(saved.record.model_copy(update={"details": "elsewhere"}), saved.revision)
        return moved_on(therapist, note)

    monkeypatch.setattr(form_state, "moved_on", changed_meanwhile)
    opened(app, "write.py", who=str(linden.id))
    at(app, "note:new/text").set_value("It was calm.")
    press(app, "Save")
    assert said(app) == ["Saved."]
    assert [note.text for note in mine().records().notes] == ["It was calm."]
    assert now_there(linden).details == "elsewhere"


def test_with_a_first_call_noted_somebody_moves_on_in_the_search(app: AppTest) -> None:
    planned = NextStep(what="Call", on=TODAY, written_at=now())
    linden = asked(search_steps=(a_step("answered", TODAY),), next_step=planned)
    assert "**Next:** Call, today" in texts(the_search(app))
    mine().save(a_note(linden, TODAY, kind="first call", text="Kind.", written_at=now()))
    the_search(app)
    assert "First call on" in texts(app)
    assert "**Next:** nothing yet" in texts(app)


def test_somebody_else_is_chosen_by_the_address_and_nobody_by_a_wrong_one(app: AppTest) -> None:
    asked("Alder")
    linden = asked("Linden")
    the_search(app, who=str(linden.id))
    assert "Linden" in [header.value for header in app.header]
    the_search(app, who=str(new_id()))
    assert "Alder" in [header.value for header in app.header]
