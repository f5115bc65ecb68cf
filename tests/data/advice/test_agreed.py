"""Agreed things: asked about once, at the next note, and gathered where they helped."""

from datetime import date, timedelta
from typing import Any

import pytest

from data.advice.agreed import WHILE, agreed_things, asked_about, until_next_time
from data.advice.stay_or_go import what_has_helped
from data.model.agreed import AgreedAnswer, DidHelp
from data.model.note import Note
from data.model.record import new_id
from data.model.records import Records
from tests.rig.people import a_note, a_therapist

MAPLE = a_therapist()


def day(number: int) -> date:
    return date(2026, 10, number)


def note(number: int, **more: Any) -> Note:
    return a_note(MAPLE, day(number), **more)


def answer(to: Note, helped: DidHelp | None = None) -> AgreedAnswer:
    return AgreedAnswer(note=to.id, did="did it", helped=helped)


FIRST = note(1, agreed="Write to my brother", take_along="Breathe out first")
SECOND = note(8)


def test_the_next_note_is_asked_about_what_the_one_before_agreed() -> None:
    assert asked_about([FIRST], None, day(8)) is FIRST
    assert asked_about([FIRST], None, day(1)) is FIRST
    assert asked_about([FIRST, SECOND], SECOND, day(8)) is FIRST


def test_it_is_asked_once_and_then_quiet() -> None:
    assert asked_about([FIRST, SECOND], None, day(15)) is None
    answered = note(8, agreed_before=answer(FIRST), agreed="Rest")
    assert asked_about([FIRST, answered], None, day(15)) is answered
    late = note(9)
    assert asked_about([FIRST, answered, late], late, day(9)) is answered


def test_a_note_that_answered_keeps_its_question_wherever_its_day_moves() -> None:
    answered = note(8, agreed_before=answer(FIRST))
    assert asked_about([FIRST, SECOND, answered], answered, day(20)) is FIRST
    gone = note(8, agreed_before=AgreedAnswer(note=new_id(), did="did it"))
    assert asked_about([FIRST, gone], gone, day(8)) is None


def test_nothing_is_asked_before_it_was_agreed_or_where_nothing_was() -> None:
    assert asked_about([FIRST], None, date(2026, 9, 1)) is None
    assert asked_about([note(1, agreed="  ")], None, day(8)) is None
    assert asked_about([], None, day(8)) is None


def test_until_next_time_means_until_another_note_or_eight_weeks() -> None:
    assert until_next_time([FIRST], day(1) + WHILE) is FIRST
    assert until_next_time([FIRST], day(1) + WHILE + timedelta(days=1)) is None
    assert until_next_time([FIRST, SECOND], day(9)) is None
    assert until_next_time([], day(9)) is None


def test_the_first_answer_counts_and_each_thing_has_its_own() -> None:
    answers = note(8, agreed="Rest", agreed_before=answer(FIRST, "it helped"))
    again = note(9, agreed_before=AgreedAnswer(note=FIRST.id, did="did not"))
    first, second = agreed_things([again, answers, FIRST])
    assert (first.note, first.answer) == (FIRST, answers.agreed_before)
    assert (second.note, second.answer) == (answers, None)


@pytest.mark.parametrize(
    ("helped", "gathered"),
    [("it helped", 1), ("a little", 1), ("it did not help", 0), (None, 0)],
)
def test_what_helped_is_gathered_with_what_has_helped(
    helped: DidHelp | None, gathered: int
) -> None:
    answers = note(8, agreed_before=answer(FIRST, helped), helped="The silence")
    found = what_has_helped(Records(therapists=(MAPLE,), notes=(FIRST, answers)))
    said = [(entry.text, entry.agreed) for entry in found]
    assert said == [("The silence", False), *[("Write to my brother", True)] * gathered]
