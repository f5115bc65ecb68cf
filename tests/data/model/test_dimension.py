"""The dimensions of the vocabulary, in order, with all the words a page needs."""

import re
from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from data.errors import BadRecord
from data.model.dimension import (
    Dimension,
    OwnDimension,
    Renamed,
    WordedRange,
    Wording,
    built_in,
    known_dimensions,
)
from data.model.need import check_profile
from data.model.records import Records
from tests.rig.people import a_goal, a_profile, needs

VOCABULARY = """
| pace | two-sided | waits for me | pushes me on |
| directness | two-sided | lets me find it | tells me straight |
| disagreement | one-sided | takes it badly | welcomes it and works it through |
| attunement | one-sided | misses when it is too much | notices and eases off |
| heard | one-sided | judged | heard and respected |
| challenge | two-sided | comforts | confronts |
| lead | two-sided | I lead | they lead |
| depth | two-sided | stays with thoughts | goes into strong feelings |
| focus | two-sided | the past | now and next |
| practice | two-sided | nothing between sessions | a lot to do between sessions |
| talk | two-sided | mostly listens | talks a lot |
| goals | one-sided | pulling different ways | agreed on what we work on |
| background | one-sided | has to be taught who I am | understands where I come from |
| dependable | one-sided | late, unclear, hard to reach | on time, clear, reachable |
| trust | going, one-sided | I stay guarded | I can say anything |
| perspective | going, one-sided | going round in circles | seeing it in a new light |
| progress | going, one-sided | nothing changes | life gets better |
"""
ALL = tuple(built_in().values())

each = pytest.mark.parametrize("dimension", ALL, ids=lambda dimension: dimension.key)
both_kinds = pytest.mark.parametrize("kind", ["two-sided", "one-sided"])


def _own(**more: Any) -> OwnDimension:
    given = {"key": "own-silences", "name": "Silences", "kind": "two-sided"}
    return OwnDimension(**given | {"low_end": "fills them", "high_end": "lets them stand"} | more)


def _words(of: Dimension) -> dict[str, list[str]]:
    sides = [of.raise_too_little, *filter(None, [of.raise_too_much])]
    return {
        "names": [of.name],
        "ends": [of.low_end, of.high_end],
        "middles": [of.middle],
        "anchors": [*of.anchors],
        "sides": [of.too_little, *filter(None, [of.too_much])],
        "questions": [of.ask_need, of.ask_rating, of.ask_call],
        "ways to raise it": [words for side in sides for words in (side.mild, side.plain)],
        "choices": [choice.words for choice in of.choices],
    }


def test_an_own_goal_is_one_sided_and_no_need_can_be_about_it() -> None:
    with pytest.raises(ValidationError, match="goal"):
        a_goal(kind="two-sided")
    goal = a_goal()
    assert goal.key not in known_dimensions((goal,), ())
    assert Records(dimensions=(goal,)).scales()[goal.key].going
    profile = a_profile(needs=needs(**{goal.key: (6, 10)}))
    with pytest.raises(BadRecord):
        check_profile(profile, known_dimensions((goal,), ()))


def test_the_sides_of_a_need_of_one_s_own_are_said_by_its_ends() -> None:
    """It said "too far to the low end", which told nothing."""
    silences = _own().whole()
    assert silences.too_little == "too near “fills them”"
    assert silences.too_much == "too near “lets them stand”"
    long = _own(low_end="l" * 60, high_end="h" * 60).whole()
    assert long.too_little == f"too near “{'l' * 60}”"


def test_the_built_in_dimensions_are_those_of_the_vocabulary() -> None:
    rows = [
        f"| {key} | {'going, ' * dimension.going}{dimension.kind} | "
        f"{dimension.low_end} | {dimension.high_end} |"
        for key, dimension in built_in().items()
    ]
    assert rows == VOCABULARY.strip().splitlines()


def test_the_first_four_are_offered_first() -> None:
    first = [entry.key for entry in ALL if entry.first]
    assert first == ["pace", "directness", "disagreement", "attunement"] == list(built_in())[:4]


@each
def test_no_word_is_left_out(dimension: Dimension) -> None:
    for words in _words(dimension).values():
        assert all(text.strip() == text != "" for text in words)
    assert all(text.endswith("?") for text in _words(dimension)["questions"])
    assert all(re.search(r"[.?]$", entry) for entry in _words(dimension)["ways to raise it"])


@pytest.mark.parametrize("of", list(_words(ALL[0])))
def test_no_two_dimensions_share_a_wording(of: str) -> None:
    texts = [text for dimension in ALL for text in _words(dimension)[of]]
    assert len(texts) == len(set(texts)) >= 17


@each
def test_nobody_is_blamed_or_ranked(dimension: Dimension) -> None:
    text = dimension.model_dump_json().lower()
    for word in ("because", "should have", "toxic", "bad therapist", "good therapist"):
        assert word not in text


@each
def test_the_choices_lie_on_the_scale_in_order(dimension: Dimension) -> None:
    lows = [choice.low for choice in dimension.choices]
    assert lows == sorted(set(lows))
    if dimension.kind == "two-sided":
        assert (lows[0], dimension.choices[-1].high) == (0, 10)
        assert all(next_.low <= entry.high for entry, next_ in pairwise(dimension.choices)), (
            "a hole"
        )
    else:
        assert {choice.high for choice in dimension.choices} == {10}


def test_only_a_two_sided_dimension_can_be_too_much() -> None:
    heard, pace = built_in()["heard"], built_in()["pace"]
    assert (heard.too_much, heard.raise_too_much) == (None, None)
    much = {"too_much": "too heard", "raise_too_much": Wording(mild="a", plain="b")}
    for wrong in (
        dict(heard) | much,
        dict(pace) | dict.fromkeys(much),
        dict(pace) | {"too_much": None},
    ):
        with pytest.raises(ValidationError, match="only a two-sided dimension"):
            Dimension(**wrong)


def test_a_choice_on_a_one_sided_dimension_ends_at_ten() -> None:
    choices = (WordedRange(words="some", low=0, high=9), *built_in()["heard"].choices[1:])
    with pytest.raises(ValidationError, match="ends at 10"):
        Dimension(**dict(built_in()["heard"]) | {"choices": choices})


@pytest.mark.parametrize("count", [2, 5])
def test_there_are_three_or_four_choices(count: int) -> None:
    choices = (built_in()["heard"].choices * 2)[:count]
    with pytest.raises(ValidationError, match="Tuple should have"):
        Dimension(**dict(built_in()["heard"]) | {"choices": choices})


def test_a_choice_has_its_low_end_below_its_high_end() -> None:
    assert WordedRange(words="just so", low=5, high=5).low == 5
    with pytest.raises(ValidationError, match="low end lies above"):
        WordedRange(words="gentle push", low=6, high=3)


@both_kinds
def test_an_own_dimension_can_do_all_that_a_built_in_one_can(kind: str) -> None:
    own = _own(kind=kind)
    whole = own.whole()
    for field in ("key", "name", "kind", "low_end", "high_end"):
        assert getattr(whole, field) == getattr(own, field)
    assert (whole.going, whole.first) == (False, False)
    assert all(text for words in _words(whole).values() for text in words)
    test_the_choices_lie_on_the_scale_in_order(whole)
    test_nobody_is_blamed_or_ranked(whole)


@pytest.mark.parametrize("key", ["silences", "Own-silences", "own", "x-own-silences"])
def test_the_key_of_an_own_dimension_says_so(key: str) -> None:
    with pytest.raises(ValidationError):
        _own(key=key)


@pytest.mark.parametrize("key", ["", "Pace", "pa ce", "pace-", "-pace", "pace\n", "päce", "x" * 61])
def test_a_key_is_short_and_plain(key: str) -> None:
    with pytest.raises(ValidationError):
        Renamed(key=key)


def test_all_that_somebody_knows_built_in_ones_first_under_their_names() -> None:
    renamed = (
        Renamed(key="pace", name="Tempo"),
        Renamed(key="heard", hidden=True),
        Renamed(key="talk", name="Chatter", hidden=True),
    )
    dimensions = known_dimensions((_own(),), renamed)
    assert list(dimensions) == [*built_in(), "own-silences"]
    assert dimensions["own-silences"] == _own().whole()
    changed = {
        key: dimensions[key].name for key, entry in built_in().items() if dimensions[key] != entry
    }
    assert changed == {"pace": "Tempo", "talk": "Chatter"}


def test_renaming_leaves_the_built_in_ones_alone() -> None:
    known_dimensions((), (Renamed(key="pace", name="Tempo"),))
    assert known_dimensions((), ()) == built_in()
    assert built_in()["pace"].name == "Pace"
