"""Finding leaves notes out and does nothing else to them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.model.note import Note
from data.model.note_search import find
from tests.rig.people import a_jot, a_note, a_therapist

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
