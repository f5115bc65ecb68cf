"""Finding leaves notes out and does nothing else to them."""

from datetime import date
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.model.dimension import OwnDimension
from data.model.fee import read_fee
from data.model.moment import OwnPart
from data.model.note import Note
from data.model.note_search import (
    GOAL_FIELDS,
    NOTE_FIELDS,
    THERAPIST_FIELDS,
    find,
    find_goals,
    find_therapists,
    where_found,
)
from data.model.record import LONGEST_TEXT, new_id, now
from data.model.search_step import NextStep
from data.model.therapist import Expectation, LookAgain, Practicality, WarningSign
from data.model.to_say import ToSay
from tests.rig.people import a_goal, a_jot, a_note, a_step, a_therapist

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")

texts = some.text(some.sampled_from("aAbBßẞéÉ \n"), max_size=8)
sessions = some.builds(
    lambda who, kind, **written: a_note(who, kind=kind, **written),
    some.sampled_from([MAPLE, BIRCH]),
    some.sampled_from(["session", "first call", "from memory"]),
    text=texts,
    worked_on=texts,
    helped=texts,
    did_not_help=texts,
    agreed=texts,
    take_along=texts,
)
jots = texts.filter(str.strip).map(a_jot)
collections = some.lists(sessions | jots, max_size=8)
questions = some.fixed_dictionaries(
    {
        "words": texts,
        "therapist": some.sampled_from([None, MAPLE.id, BIRCH.id]),
        "kind": some.sampled_from([None, "session", "first call", "from memory", "jot"]),
    }
)


@given(collections, questions)
def test_what_is_found_was_there_in_the_same_order(
    notes: list[Note], question: dict[str, Any]
) -> None:
    found = find(notes, **question)
    left = iter(notes)
    assert all(any(note is entry for entry in left) for note in found)


@given(collections, questions)
def test_who_and_what_kind_are_taken_at_their_word(
    notes: list[Note], question: dict[str, Any]
) -> None:
    question = question | {"words": ""}
    found = find(notes, **question)
    who, kind = question["therapist"], question["kind"]
    expected = [n for n in notes if who in (None, n.therapist) and kind in (None, n.kind)]
    assert list(found) == expected


@given(collections, questions)
def test_finding_again_changes_nothing(notes: list[Note], question: dict[str, Any]) -> None:
    found = find(notes, **question)
    assert find(found, **question) == found


@given(collections, questions)
def test_each_condition_narrows_what_the_others_found(
    notes: list[Note], question: dict[str, Any]
) -> None:
    step = find(notes, question["words"])
    step = find(step, therapist=question["therapist"])
    assert find(step, kind=question["kind"]) == find(notes, **question)


@given(collections, texts, texts)
def test_all_words_have_to_occur(notes: list[Note], some_words: str, more: str) -> None:
    both = find(notes, f"{some_words} {more}")
    assert both == find(find(notes, some_words), more)


@given(collections, texts)
def test_upper_and_lower_case_are_the_same(notes: list[Note], words: str) -> None:
    assert find(notes, words) == find(notes, words.lower()) == find(notes, words.casefold())


@given(collections)
def test_asking_nothing_finds_everything(notes: list[Note]) -> None:
    assert find(notes, " \n ") == tuple(notes)


@pytest.mark.parametrize(
    "where", ["text", "worked_on", "helped", "did_not_help", "agreed", "take_along"]
)
def test_words_are_looked_for_in_everything_written(where: str) -> None:
    note = a_note(MAPLE).model_copy(update={where: "She asked about my brother."})
    assert find([note], "BROTHER asked") == (note,)
    assert find([note], "brother sister") == ()


def test_words_may_stand_in_different_texts_but_none_runs_across_two() -> None:
    note = a_note(MAPLE, text="slow", worked_on="motion")
    assert find([note], "motion slow") == (note,)
    assert find([note], "slowmotion") == ()


def test_a_letter_typed_in_two_ways_is_the_same() -> None:
    note = a_jot("Cafe\u0301 with Birch")
    assert find([note], "caf\u00e9") == (note,)


def test_signs_mean_nothing_but_themselves() -> None:
    note = a_jot("50% (.*) [a]")
    assert find([note], ".* [a]") == (note,)
    assert find([note], "5.%") == ()


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"details": "near the Harbour"}, "details"),
        ({"what_for": ("harbour",)}, "what for"),
        ({"expectation": Expectation(written_at=now(), expects="a harbour")}, "what you expected"),
        (
            {"expectation": Expectation(written_at=now(), fears="no harbour")},
            "what you were afraid of",
        ),
        (
            {"to_say": (ToSay(id=new_id(), written_at=now(), words="The harbour."),)},
            "things to say",
        ),
        ({"practicalities": (Practicality(name="Harbour"),)}, "practical things"),
        (
            {"practicalities": (Practicality(name="Fee", words="less, by the harbour"),)},
            "practical things",
        ),
        ({"fee": read_fee("95,50 harbour")}, "the fee"),
        (
            {"warning_signs": (WarningSign(sign="a", noticed=date(2026, 1, 1), words="harbour"),)},
            "warning signs",
        ),
        ({"search_steps": (a_step("answered", date(2026, 1, 1), "a harbour"),)}, "the search"),
        ({"next_step": NextStep(what="a harbour", written_at=now())}, "what to do next"),
        ({"look_again": LookAgain(would_stay_if="a harbour")}, "when to look again"),
        ({"end_reason": "the harbour"}, "why it ended"),
    ],
)
def test_what_is_written_about_a_therapist_is_found_and_where(
    changed: dict[str, Any], where: str
) -> None:
    there = MAPLE.model_copy(update=changed)
    assert find_therapists([BIRCH, there], "HARBOUR") == (there,)
    assert where_found(there, THERAPIST_FIELDS, "harbour") == (where,)
    assert find_therapists([there], "") == ()


@pytest.mark.parametrize(
    ("goal", "where"),
    [
        (a_goal("Harbour"), "the goal"),
        (a_goal(low_end="no harbour"), "the words for its ends"),
        (a_goal(high_end="a harbour"), "the words for its ends"),
    ],
)
def test_own_goals_are_found_and_where(goal: OwnDimension, where: str) -> None:
    no_goal = goal.model_copy(update={"key": "own-harbour", "goal": False})
    assert find_goals([a_goal(), no_goal, goal], "HARBOUR") == (goal,)
    assert where_found(goal, GOAL_FIELDS, "harbour") == (where,)
    assert find_goals([goal], "") == ()


def test_where_the_words_are_is_said() -> None:
    note = a_note(MAPLE, text="slow", helped="walking slowly", own_part=OwnPart(tried="to walk"))
    assert where_found(note, NOTE_FIELDS, "walk") == ("what helped", "your part")
    assert where_found(note, NOTE_FIELDS, "slow walk") == ("", "what helped", "your part")


def test_days_leave_out_what_lies_outside_and_keep_what_reaches_in() -> None:
    long = a_note(MAPLE, date(2026, 3, 1)).model_copy(update={"until": date(2026, 4, 30)})
    notes = [a_note(MAPLE, date(2026, 2, 1)), long, a_note(MAPLE, date(2026, 5, 1))]
    assert find(notes, since=date(2026, 4, 1)) == tuple(notes[1:])
    assert find(notes, until=date(2026, 3, 1)) == tuple(notes[:2])
    assert find(notes, since=date(2026, 4, 30), until=date(2026, 4, 30)) == (long,)


def test_finding_takes_time_in_proportion() -> None:
    def seconds(letters: int) -> float:
        note = a_jot("a" * letters)
        begin = process_time()
        for _ in range(20):
            find([note], "aaaaab")
        return process_time() - begin

    def quickest(letters: int) -> float:  # other work of the machine only ever adds
        return min(seconds(letters) for _ in range(3))

    assert quickest(LONGEST_TEXT) < 50 * max(quickest(LONGEST_TEXT // 10), 0.002)
