"""Where the search stands: what a stage is follows from steps and notes, and who is next."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from data.advice.search_stage import (
    asked_therapists,
    moved_on,
    next_step_words,
    search_stage,
    search_stages,
    step_line,
    steps_in_order,
)
from data.model.record import new_id
from data.model.records import Records
from data.model.search_step import NextStep, SearchStep, SearchStepKind
from data.model.therapist import Therapist, open_next_step
from tests.rig.people import a_note, a_therapist

TODAY = date(2026, 3, 20)


def instant(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def step(kind: SearchStepKind, day: int, words: str = "", written: int = 0) -> SearchStep:
    on = date(2026, 3, day)
    at = instant(date(2026, 3, written or day))
    return SearchStep(id=new_id(), kind=kind, on=on, written_at=at, words=words)


def planned(what: str, on: date | None = None, written: int = 1) -> NextStep:
    return NextStep(what=what, on=on, written_at=instant(date(2026, 3, written)))


def somebody(name: str = "Linden", *steps: SearchStep, **more: Any) -> Therapist:
    return a_therapist(name, **{"status": "considering", "search_steps": steps} | more)


def stage(*steps: SearchStep) -> str:
    return search_stage(somebody("Linden", *steps), ()).words


def test_the_newest_step_says_where_it_stands() -> None:
    assert stage() == "not asked yet"
    assert stage(step("written to", 3)) == "asked on 3 March 2026, no answer yet"
    assert stage(step("answered", 5), step("called", 3)) == "answered on 5 March 2026"
    waiting = step("waiting list", 6, "about three months")
    assert stage(waiting) == "on the waiting list since 6 March 2026: about three months"
    assert stage(waiting, step("refused", 9)) == "said no on 9 March 2026"
    assert stage(step("refused", 9), step("called", 10)).startswith("asked on 10 March")


def test_an_appointment_to_come_counts_from_the_day_it_was_made() -> None:
    made = step("first appointment", 28, written=10)
    assert stage(step("called", 9), made) == "first appointment on 28 March 2026"
    assert stage(made, step("refused", 12)) == "said no on 12 March 2026"


def test_a_first_call_that_is_noted_moves_the_person_on() -> None:
    linden = somebody("Linden", step("called", 3), next_step=planned("Call", date(2026, 3, 8), 4))
    call = a_note(linden, date(2026, 3, 8), kind="first call", written_at=instant(TODAY))
    assert search_stage(linden, ()).next_step == linden.next_step
    after = search_stage(linden, [call])
    assert after.words == "first call on 8 March 2026"
    assert after.next_step is None
    assert moved_on(linden, call) == linden


def test_a_session_that_is_noted_ends_the_search_for_them() -> None:
    linden = somebody()
    after = moved_on(linden, a_note(linden, date(2026, 3, 12)))
    assert (after.status, after.began) == ("trying", date(2026, 3, 12))
    gone = linden.model_copy(update={"status": "ended"})
    assert moved_on(gone, a_note(linden)) == gone


def test_what_to_do_in_own_words_stays_until_it_is_taken_off() -> None:
    later = step("called", 9)
    assert open_next_step(somebody("A", later, next_step=planned("Call")), ()) is None
    assert open_next_step(somebody("A", next_step=planned("Call")), ()) == planned("Call")
    insurer = planned("Ask the insurer")
    assert open_next_step(somebody("A", later, next_step=insurer), ()) == insurer


def test_who_is_next_comes_first() -> None:
    people = (
        somebody("said no", step("refused", 3)),
        somebody("waits", step("waiting list", 3)),
        somebody("no answer", step("written to", 3)),
        somebody("ahead", next_step=planned("Call", TODAY + timedelta(days=3))),
        somebody("answered", step("answered", 3)),
        somebody("new"),
        somebody("overdue", step("called", 1), next_step=planned("Call", date(2026, 3, 18), 2)),
        somebody("today", step("called", 1), next_step=planned("Call", TODAY, 2)),
        somebody("seen", status="trying"),
    )
    order = [stage.therapist.name for stage in search_stages(Records(therapists=people), TODAY)]
    assert order == [
        *("overdue", "today", "new", "ahead", "answered", "no answer", "waits", "said no"),
    ]


def test_what_to_do_next_is_said_with_its_day() -> None:
    assert next_step_words(planned("Call"), TODAY) == "Call"
    assert next_step_words(planned("Call", TODAY), TODAY) == "Call, today"
    assert next_step_words(planned("Call", date(2026, 3, 2)), TODAY) == "Call on 2 March 2026"


def test_whom_one_asked_is_listed_by_the_first_day_with_every_step() -> None:
    steps = (step("refused", 9, "no place"), step("written to", 2))
    later, first = somebody("later", step("called", 4)), somebody("first", *steps)
    assert asked_therapists(Records(therapists=(later, somebody("new"), first))) == [first, later]
    assert [step_line(each) for each in steps_in_order(first)] == [
        "2 March 2026: written to",
        "9 March 2026: said no, no place",
    ]
