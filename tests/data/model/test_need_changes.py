"""What changed between versions of the needs, and which dimensions are asked about by now."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data.errors import BadRecord
from data.example import example_records
from data.model.dimension import OwnDimension, Renamed, built_in
from data.model.need import Importance, Need
from data.model.need_changes import (
    NOTHING,
    Answer,
    AnswerChange,
    answers,
    changes,
    hidden_keys,
    names_apart,
    offered,
    own_key,
    profile_of,
    versions,
    with_cards,
)
from data.model.note import Note, Rating
from data.model.record import new_id
from data.model.records import Records
from tests.rig.people import THEN, a_jot, a_note, a_profile, a_therapist, needs

FIRST = ("pace", "directness", "disagreement", "attunement")
GENTLE = Answer(said="range", low=3, high=6)
SILENCES = OwnDimension(
    key="own-silences", name="Silences", kind="two-sided", low_end="fills them", high_end="waits"
)


def notes(count: int, since: datetime = THEN) -> tuple[Note, ...]:
    maple = a_therapist()
    return tuple(a_note(maple, written_at=since + timedelta(days=at)) for at in range(count))


def records_of(count: int = 0, **more: Any) -> Records:
    return Records.model_construct(notes=notes(count), **more)


# --- answers and versions


def test_a_profile_says_four_different_things() -> None:
    profile = a_profile(
        needs=(Need(dimension="pace", low=3, high=6, importance=1),),
        must_haves=("pace",),
        do_not_mind=("focus",),
        do_not_know=("lead",),
    )
    said = answers(profile)
    assert said["pace"] == Answer(said="range", low=3, high=6, importance=1, must_have=True)
    assert said["focus"] == Answer(said="do not mind")
    assert said["lead"] == Answer(said="do not know")
    assert "heard" not in said


def test_before_the_first_profile_nothing_is_said() -> None:
    assert answers(None) == {}


def test_what_was_chosen_before_leaving_out_does_not_count() -> None:
    slip = Answer(said="do not mind", low=3, high=6, importance=1, must_have=True)
    assert slip.settled() == Answer(said="do not mind")


def test_an_answer_has_its_ends_in_order() -> None:
    with pytest.raises(ValidationError, match="above its high end"):
        Answer(said="range", low=7, high=3)


LEFT_OUT = st.sampled_from(("do not mind", "do not know"))
RANGES = st.builds(
    lambda ends, importance: Answer(
        said="range", low=min(ends), high=max(ends), importance=importance
    ),
    st.tuples(st.integers(0, 10), st.integers(0, 10)),
    st.sampled_from((1, 2)),
)
ANSWERS = st.dictionaries(
    st.sampled_from(list(built_in())), RANGES | st.builds(Answer, said=LEFT_OUT)
)


@given(ANSWERS)
def test_a_version_says_what_it_was_made_from(said: dict[str, Answer]) -> None:
    profile = profile_of(said, built_in().values(), new_id(), date(2026, 9, 1), THEN)
    assert answers(profile) == said
    assert changes(answers(profile), said) == ()


@given(ANSWERS, ANSWERS)
def test_changes_lead_from_one_version_to_the_next_and_back(
    before: dict[str, Answer], after: dict[str, Answer]
) -> None:
    there, back = changes(before, after), changes(after, before)
    answers = {entry.dimension: entry.after for entry in there}
    reached = {**before, **answers}
    assert {key: entry for key, entry in reached.items() if entry != NOTHING} == after
    assert {(entry.dimension, entry.before, entry.after) for entry in there} == {
        (entry.dimension, entry.after, entry.before) for entry in back
    }


def test_a_version_says_nothing_about_what_is_not_known() -> None:
    said = {"pace": GENTLE, "own-gone": GENTLE}
    profile = profile_of(said, built_in().values(), new_id(), date(2026, 9, 1), THEN)
    assert [need.dimension for need in profile.needs] == ["pace"]


def test_four_must_haves_are_refused_in_words() -> None:
    said = {key: GENTLE.model_copy(update={"must_have": True}) for key in FIRST}
    with pytest.raises(BadRecord, match="there are too many"):
        profile_of(said, built_in().values(), new_id(), date(2026, 9, 1), THEN)


def test_versions_come_newest_first_each_against_the_one_before() -> None:
    first = a_profile(since=date(2026, 1, 1))
    second = a_profile(since=date(2026, 2, 1), needs=needs(pace=(4, 7)))
    same_day = a_profile(
        since=date(2026, 2, 1),
        written_at=THEN + timedelta(hours=1),
        do_not_mind=("pace",),
        needs=(),
    )
    listed = versions([second, same_day, first])
    assert [entry.profile for entry in listed] == [same_day, second, first]
    assert [len(entry.changes) for entry in listed] == [1, 1, 1]
    to = Answer(said="range", low=4, high=7)
    assert listed[1].changes == (AnswerChange("pace", GENTLE, to),)
    assert listed[2].changes == (AnswerChange("pace", NOTHING, GENTLE),)


def test_importance_must_haves_and_what_counts_in_fit_are_changes_too() -> None:
    importance: Importance = 1
    for change in ({"importance": importance}, {"must_have": True}, {"in_fit": True}):
        after = GENTLE.model_copy(update=change)
        assert changes({"trust": GENTLE}, {"trust": after}) == (
            AnswerChange("trust", GENTLE, after),
        )


# --- what is offered


def test_a_newcomer_is_offered_the_first_four() -> None:
    assert offered(records_of()) == FIRST
    assert offered(records_of(2)) == FIRST


def test_two_more_are_offered_with_every_third_note() -> None:
    assert offered(records_of(3)) == (*FIRST, "heard", "challenge")
    assert offered(records_of(5)) == (*FIRST, "heard", "challenge")
    assert offered(records_of(6)) == (*FIRST, "heard", "challenge", "lead", "depth")


def test_jots_do_not_count() -> None:
    records = Records.model_construct(notes=(*notes(2), a_jot(), a_jot()))
    assert offered(records) == FIRST


def test_what_was_answered_by_then_is_not_offered_again() -> None:
    profile = a_profile(written_at=THEN, needs=needs(heard=(6, 10), lead=(3, 7)))
    assert offered(records_of(3, need_profiles=(profile,))) == (*FIRST, "challenge", "depth")


def test_answering_what_is_offered_does_not_bring_the_next_at_once() -> None:
    later = THEN + timedelta(days=30)
    profile = a_profile(written_at=later, needs=needs(heard=(6, 10), challenge=(3, 6)))
    assert offered(records_of(3, need_profiles=(profile,))) == (*FIRST, "heard", "challenge")


def test_in_the_end_all_are_offered() -> None:
    assert offered(records_of(21)) == tuple(built_in())
    assert offered(records_of(300)) == tuple(built_in())


def test_a_hidden_one_is_passed_over() -> None:
    hidden = (Renamed(key="heard", hidden=True), Renamed(key="pace", hidden=True))
    assert offered(records_of(3, renamed=hidden)) == (*FIRST[1:], "challenge", "lead")


def test_what_is_answered_or_one_s_own_has_a_card() -> None:
    records = records_of(dimensions=(SILENCES,))
    said = {"talk": GENTLE, "focus": Answer(said="do not mind")}
    keys = [with_card.key for with_card in with_cards(records, said, everything=False)]
    assert keys == [*FIRST, "focus", "talk", "own-silences"]
    assert len(with_cards(records, said, everything=True)) == len(built_in()) + 1


def test_a_hidden_one_has_a_card_only_with_a_range() -> None:
    hidden = (Renamed(key="heard", hidden=True), Renamed(key="pace", hidden=True))
    profile = a_profile(do_not_mind=("heard",))
    records = records_of(renamed=hidden, need_profiles=(profile,))
    keys = [with_card.key for with_card in with_cards(records, answers(profile), everything=True)]
    assert "pace" in keys
    assert "heard" not in keys


def test_a_hidden_one_keeps_its_card_while_its_range_is_being_taken_away() -> None:
    records = records_of(renamed=(Renamed(key="pace", hidden=True),), need_profiles=(a_profile(),))
    keys = [with_card.key for with_card in with_cards(records, {"pace": NOTHING}, everything=False)]
    assert "pace" in keys


def test_hidden_ones_are_built_in_or_one_s_own() -> None:
    own = SILENCES.model_copy(update={"hidden": True})
    records = records_of(renamed=(Renamed(key="pace", hidden=True),), dimensions=(own,))
    assert hidden_keys(records) == {"pace", "own-silences"}


# --- names and keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sense of humour", "own-sense-of-humour"),
        ("  Ça va?! ", "own-ca-va"),
        ("沈黙", "own-dimension"),
        ("Молчание", "own-dimension"),
        ("🌱", "own-dimension"),
        ("x" * 60, "own-" + "x" * 40),
        ("a" * 39 + " b", "own-" + "a" * 39),
    ],
)
def test_a_key_is_made_from_the_name(name: str, key: str) -> None:
    assert own_key(name, records_of()) == key
    own = SILENCES.model_dump() | {"key": key}
    assert OwnDimension(**own).key == key


def test_a_key_was_never_used_before() -> None:
    rated = Rating(dimension="own-silences-2", value=3)
    records = Records.model_construct(
        dimensions=(SILENCES,),
        notes=(a_note(a_therapist(), ratings=(rated,)),),
        need_profiles=(a_profile(do_not_know=("own-silences-3",)),),
    )
    assert own_key("Silences", records) == "own-silences-4"


@given(st.text(min_size=1, max_size=60))
def test_every_name_gets_a_key_that_can_be_kept(name: str) -> None:
    key = own_key(name, records_of())
    assert OwnDimension(**(SILENCES.model_dump() | {"key": key})).key == key


def test_two_of_one_name_are_told_apart_by_their_ends() -> None:
    dimensions = {"pace": built_in()["pace"], SILENCES.key: SILENCES.whole()}
    assert names_apart(dimensions) == {"pace": "Pace", "own-silences": "Silences"}
    dimensions[SILENCES.key] = SILENCES.model_copy(update={"name": "Pace"}).whole()
    assert names_apart(dimensions) == {
        "pace": "Pace (waits for me … pushes me on)",
        "own-silences": "Pace (fills them … waits)",
    }


def test_the_example_s_second_version_is_told_change_by_change() -> None:
    newest = versions(example_records().need_profiles)[0]
    assert newest.profile.written_at == datetime(2026, 6, 14, 17, 5, 30, tzinfo=UTC)
    found = {change.dimension: change for change in newest.changes}
    assert found["pace"].after == Answer(said="range", low=4, high=7)
    assert found["disagreement"].before.importance == 1
    assert found["disagreement"].after.must_have
    assert found["focus"].after.said == "do not mind"
    assert "directness" not in found
