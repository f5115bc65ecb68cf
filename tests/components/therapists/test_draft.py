"""What is typed about a therapist, without a browser: drafts and their rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from components.therapists.draft import TherapistAnswers, TherapistDraft
from data.errors import BadRecord, DateAhead
from data.model.therapist import Expectation, Practicality, Therapist, WarningSign
from data.vault.record_tables import StoredRecord
from tests.rig.people import THEN, TODAY, a_therapist


def draft_of(who: Therapist, **typed: Any) -> TherapistDraft:
    return TherapistDraft.of(StoredRecord(who, 1)).typing(typed)


def test_answers_stand_for_the_record_both_ways() -> None:
    who = a_therapist(
        status="ended",
        details="Room over the shop.",
        what_for=("a loss",),
        setting="couple",
        began=date(2026, 1, 1),
        ended=date(2026, 2, 1),
        end_reason="Moved.",
        practicalities=(
            Practicality(name="Cost", suits=True, words="62"),
            Practicality(name="Stairs"),
        ),
        expectation=Expectation(written_at=THEN, expects="Brisk.", mood=0),
        warning_signs=(WarningSign(sign="Kept a secret", noticed=date(2026, 1, 5)),),
    )
    draft = draft_of(who)
    assert draft.changed() == frozenset()
    assert draft.therapist(who, (), TODAY) == who
    fresh = a_therapist(name="-", id=who.id)
    again = draft.therapist(fresh, TherapistAnswers.model_fields, TODAY)
    assert again.model_copy(update={"expectation": None, "warning_signs": ()}) == who.model_copy(
        update={"expectation": None, "warning_signs": ()}
    )
    assert TherapistDraft.model_validate_json(draft.model_dump_json()) == draft


@pytest.mark.parametrize("field", ["began", "ended"])
def test_no_day_lies_ahead(field: str) -> None:
    who = a_therapist()
    draft = draft_of(who, **{field: TODAY + timedelta(days=1)})
    with pytest.raises(DateAhead):
        draft.therapist(who, [field], TODAY)
    assert draft.therapist(who, ["details"], TODAY) == who
    today = draft_of(who, **{field: TODAY})
    assert getattr(today.therapist(who, [field], TODAY), field) == TODAY


def test_a_day_ahead_that_an_archive_brought_stops_nothing_else() -> None:
    who = a_therapist(began=TODAY + timedelta(days=400))
    assert draft_of(who, details="x").therapist(who, ["details"], TODAY).details == "x"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "“Code name”"),
        ("what_for", ("x" * 61,), "“What for?”"),
        ("what_for", tuple("abcdefghijklmnopqrstuvw"), "“What for?”: there are too many"),
        ("end_reason", "\x00", "“Why, if you like”"),
        ("fears", "\x00", "“What do you fear?”"),
        ("began", date(1850, 1, 1), "“Began on”"),
    ],
)
def test_a_broken_rule_names_the_field_as_the_form_does(field: str, value: Any, says: str) -> None:
    who = a_therapist()
    with pytest.raises(BadRecord) as broken:
        draft_of(who, **{field: value}).therapist(who, [field], TODAY)
    assert says in broken.value.sentence


def test_a_usual_practicality_without_an_answer_is_not_noted_an_own_one_is() -> None:
    who = a_therapist(practicalities=(Practicality(name="Stairs"),))
    draft = draft_of(who)
    assert [row.name for row in draft.typed.practicalities] == [
        "Cost",
        "Distance",
        "Online",
        "Language",
        "Times",
        "Stairs",
    ]
    assert draft.therapist(who, ["practicalities"], TODAY) == who


def test_usual_practicalities_are_known_however_they_are_written() -> None:
    twice = (Practicality(name="cost", suits=True), Practicality(name="COST", suits=False))
    who = a_therapist(practicalities=twice)
    draft = draft_of(who)
    assert len(draft.typed.practicalities) == 6
    assert set(draft.therapist(who, ["practicalities"], TODAY).practicalities) == set(twice)


def test_the_expectation_keeps_the_time_at_which_it_was_typed() -> None:
    expected = Expectation(written_at=THEN, expects="Brisk.")
    who = a_therapist(expectation=expected)
    assert draft_of(who, details="x").therapist(who, ["details"], TODAY).expectation == expected
    typed = draft_of(who, fears="Simple.")
    assert typed.expected_at
    changed = typed.therapist(who, ["fears"], TODAY).expectation
    assert changed
    assert (changed.expects, changed.fears, changed.written_at) == (
        "Brisk.",
        "Simple.",
        typed.expected_at,
    )
    assert typed.typing({"details": "x"}).expected_at == typed.expected_at


def test_what_was_saved_is_unsaved_no_longer_and_the_rest_stays_typed() -> None:
    who = a_therapist()
    draft = draft_of(who, details="x", fears="y")
    now = draft.therapist(who, ["fears"], TODAY)
    after = draft.onto(StoredRecord(now, 2), done=["fears"])
    assert after.changed() == {"details"}
    assert after.revision == 2


def test_only_what_was_asked_here_is_a_conflict() -> None:
    who = a_therapist()
    draft = draft_of(who, details="x")
    sign = WarningSign(sign="Kept a secret", noticed=date(2026, 1, 5))
    assert (
        draft.following(StoredRecord(who.model_copy(update={"warning_signs": (sign,)}), 2)).revision
        == 2
    )
    assert (
        draft.following(StoredRecord(who.model_copy(update={"setting": "group"}), 2)).revision == 1
    )
