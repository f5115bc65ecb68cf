"""What became of what one wanted to say, and what changed since, seen from now."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data.advice.follow_up import change, outcomes, still_to_say
from data.fit.notes_belief import know
from data.model.dimension import built_in
from data.model.note import Note
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import Therapist, WarningSign
from data.model.to_say import Said, ToSay
from tests.rig.people import a_note, a_therapist, ratings

DAY = date(2026, 1, 1)


def to_say(at: int = 0, **more: Any) -> ToSay:
    then = datetime(2026, 1, 1, 12, at, tzinfo=UTC)
    given: dict[str, Any] = {"id": new_id(), "written_at": then, "words": f"Number {at}."}
    return ToSay(**given | more)


def told_in(note: Note, to_say: ToSay, **more: Any) -> Note:
    given: dict[str, Any] = {"what": to_say.id, "how": "said it"}
    return note.model_copy(update={"said": (Said(**given | more),)})


def test_it_is_open_until_a_note_says_that_it_was_said() -> None:
    sentence, another = to_say(0), to_say(1)
    who = a_therapist(to_say=(another, sentence))
    first = a_note(who, DAY)
    assert still_to_say(who, [first]) == (sentence, another)
    not_yet = told_in(first, sentence, how="not yet")
    assert still_to_say(who, [not_yet]) == (sentence, another)
    said = told_in(a_note(who, DAY + timedelta(days=7)), sentence, they="listened")
    again = told_in(a_note(who, DAY + timedelta(days=14)), sentence, they="nothing")
    done, _ = outcomes(who, [not_yet, said, again])
    assert (done.said_on, done.they) == (said.date, "listened"), "the first time counts"
    assert still_to_say(who, [not_yet, said, again]) == (another,)


def test_what_was_sent_or_let_go_is_off_the_list() -> None:
    who = a_therapist(to_say=(to_say(0, said_on=DAY), to_say(1, let_go_on=DAY), to_say(2)))
    assert [entry.words for entry in still_to_say(who, [])] == ["Number 2."]
    assert [outcome.said_on for outcome in outcomes(who, [])] == [DAY, None, None]


@pytest.mark.parametrize(
    "more",
    [{"status": "ended"}, {"warning_signs": (WarningSign(sign="A sign", noticed=DAY),)}],
)
def test_nothing_is_left_to_say_to_who_is_gone_or_unsafe(more: dict[str, Any]) -> None:
    assert still_to_say(a_therapist(to_say=(to_say(),), **more), []) == ()


def after(values: list[int], said_at: int) -> tuple[Records, Therapist]:
    sentence = to_say(dimension="pace")
    who = a_therapist(to_say=(sentence,))
    notes = [
        a_note(who, DAY + timedelta(days=7 * at), ratings=ratings(pace=value))
        for at, value in enumerate(values)
    ]
    notes[said_at] = told_in(notes[said_at], sentence)
    return Records(therapists=(who,), notes=tuple(notes)), who


def changed(values: list[int], said_at: int) -> Any:
    records, who = after(values, said_at)
    (outcome,) = outcomes(who, records.notes_of(who.id))
    return change(know(records), who, outcome, list(built_in().values()))


def test_a_change_is_told_after_two_more_notes() -> None:
    assert changed([9, 9, 9, 9, 5], 3) is None
    found = changed([9, 9, 9, 9, 5, 5, 5], 3)
    assert found
    assert found.notes == 3
    assert found.before.evidence.day == DAY + timedelta(days=21), "the session itself is before"
    assert found.before.level > found.after.level + 1
    assert found.before.low <= found.before.level <= found.before.high
    assert found.is_clear


def test_more_of_the_same_is_no_change() -> None:
    found = changed([9, 9, 9, 9, 9, 9], 2)
    assert found
    assert not found.is_clear


def test_without_a_rating_before_there_is_nothing_to_compare() -> None:
    records, who = after([9, 9, 9], 0)
    (outcome,) = outcomes(who, records.notes_of(who.id))
    early = outcome.__class__(outcome.to_say, DAY - timedelta(days=1), None)
    assert change(know(records), who, early, list(built_in().values())) is None
    nowhere = outcome.__class__(to_say(), DAY, None)
    assert change(know(records), who, nowhere, list(built_in().values())) is None
