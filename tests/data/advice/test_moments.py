"""How moments went, counted; asked about a week later, once, and gently what is still open."""

from datetime import date, timedelta
from typing import Any

import pytest

from data.advice.moments import (
    FORTNIGHT,
    answered,
    happened,
    still_open,
    week_later,
    went_sentence,
    went_sentences,
)
from data.model.moment import Moment
from data.model.records import Records
from data.model.therapist import WarningSign
from tests.rig.people import TODAY, a_note, a_therapist

MAPLE = a_therapist("Maple")
SIGN = WarningSign(sign="I do not feel safe", noticed=date(2026, 10, 1))


def disagreed(settled: Any, day: date) -> Any:
    return a_note(MAPLE, day, moments=(Moment(kind="disagreed", settled=settled),))


def test_disagreements_are_counted_as_anybody_would() -> None:
    notes = [
        disagreed("yes", date(2026, 1, 1)),
        disagreed("no", date(2026, 3, 2)),
        disagreed("yes", date(2026, 4, 1)),
        disagreed("partly", date(2026, 5, 1)),
        disagreed("yes", date(2026, 6, 1)),
    ]
    assert went_sentence(happened(notes), "disagreed") == (
        "5 disagreements: 3 worked through, 1 partly, 1 open since March 2026."
    )


@pytest.mark.parametrize(
    ("settled", "says"),
    [
        ((None,), "1 disagreement: not said."),
        (("not yet", "no"), "2 disagreements: 2 open, one since January 2026."),
        (("not yet",), "1 disagreement: open since January 2026."),
        ((None, "yes"), "2 disagreements: 1 worked through, 1 not said."),
        ((), ""),
    ],
)
def test_few_and_unanswered_ones_are_told_too(settled: tuple[Any, ...], says: str) -> None:
    notes = [disagreed(entry, date(2026, 1 + at, 1)) for at, entry in enumerate(settled)]
    assert went_sentence(happened(notes), "disagreed") == says


def test_what_was_good_is_only_counted() -> None:
    moments = (Moment(kind="repaired", settled="yes"), Moment(kind="felt heard", settled="no"))
    found = happened([a_note(MAPLE, moments=moments)])
    assert went_sentences(found) == ["1 time you felt heard.", "1 repair."]


def records_with(moment: Moment, days_ago: int, who: Any = MAPLE) -> Records:
    note = a_note(who, TODAY - timedelta(days=days_ago), moments=(moment,))
    return Records(therapists=(who,), notes=(note,))


@pytest.mark.parametrize(("days", "asked"), [(6, False), (7, True), (60, True), (61, False)])
def test_what_i_did_with_it_is_asked_a_week_later(days: int, asked: bool) -> None:  # noqa: FBT001
    records = records_with(Moment(kind="pushed", me="closed up"), days)
    assert (week_later(records, TODAY) is not None) == asked


def test_it_is_asked_once_and_only_who_answered_before() -> None:
    again = Moment(kind="pushed", me="closed up", asked_again=TODAY)
    assert week_later(records_with(again, 8), TODAY) is None
    assert week_later(records_with(Moment(kind="pushed"), 8), TODAY) is None


@pytest.mark.parametrize(("days", "up"), [(13, False), (14, True), (900, True)])
def test_an_open_moment_is_brought_up_after_a_fortnight(days: int, up: bool) -> None:  # noqa: FBT001
    records = records_with(Moment(kind="let down", settled="not yet"), days)
    assert (still_open(records, TODAY) is not None) == up


def test_nothing_is_brought_up_about_what_is_over_or_unsafe() -> None:
    moment = Moment(kind="let down", settled="no", me="closed up")
    ended = a_therapist(status="ended")
    unsafe = a_therapist(warning_signs=(SIGN,))
    assert still_open(records_with(moment, 20, ended), TODAY) is None
    assert still_open(records_with(moment, 20, unsafe), TODAY) is None
    assert week_later(records_with(moment, 20, unsafe), TODAY) is None
    settled = moment.model_copy(update={"settled": "yes"})
    assert still_open(records_with(settled, 20), TODAY) is None


def test_the_one_that_is_open_longest_comes_first() -> None:
    notes = [disagreed("no", TODAY - FORTNIGHT - timedelta(days=at)) for at in (0, 9, 4)]
    records = Records(therapists=(MAPLE,), notes=tuple(notes))
    later = still_open(records, TODAY)
    assert later
    assert later.happened.note == notes[1].id


def test_an_answer_changes_one_moment_and_nothing_else() -> None:
    note = a_note(MAPLE, moments=tuple(Moment(kind="pushed", words=w) for w in "abc"))
    after = answered(note, 1, settled="yes")
    assert [moment.settled for moment in after.moments] == [None, "yes", None]
    assert after.model_copy(update={"moments": note.moments}) == note
