"""Every dimension, side and moment has all its sentences; none blames, promises or diagnoses."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any, get_args

import pytest

from data.advice.texts import MomentWords, Phrasings, can_stay_open, is_open, kinds, words
from data.model.dimension import built_in
from data.model.moment import Moment, MomentKind

FORBIDDEN = (
    "because", "should have", "should", "must", "toxic", "bad therapist", "good therapist",
    "fault", "blame", "wrong with", "abus", "narciss", "diagnos", "disorder", "patient", "cure",
    "guarantee", "you made me", "you failed", "you did not", "your mistake",
)  # fmt: skip
NAMES = {
    "happened": {"When"},
    "felt": set[str](),
    "like": set[str](),
    "noted": {"words"},
    "only": {"name"},
}

each = pytest.mark.parametrize("kind", get_args(MomentKind))


def sentences(part: Any) -> Iterator[str]:
    """Every text in a part of the file."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for entry in part.values():
            yield from sentences(entry)


ALL = list(sentences(words().model_dump()))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@each
def test_every_kind_of_moment_has_all_its_sentences(kind: MomentKind) -> None:
    of: MomentWords = words().moment[kind]
    for text in sentences(of.model_dump()):
        assert text.strip() == text != ""
    assert of.dimension in built_in()


def test_kinds_are_offered_in_the_order_of_the_vocabulary() -> None:
    assert kinds() == tuple(words().moment) == get_args(MomentKind)


@pytest.mark.parametrize("of", [*words().moment.values(), words().unsaid])
def test_what_is_said_is_whole_sentences_that_begin_with_a_day(of: Phrasings) -> None:
    assert placeholders(of.happened) == {"When"}
    assert of.happened.startswith("{When}")
    for text in (of.happened, of.mild.felt, of.mild.like, of.plain.felt, of.plain.like):
        assert re.search(r"[.?]$", text)
    for text in (of.mild.felt, of.mild.like, of.plain.felt, of.plain.like):
        assert placeholders(text) == set()


def test_no_two_moments_share_what_is_said() -> None:
    said = [
        text
        for of in (*words().moment.values(), words().unsaid)
        for text in (of.happened, of.mild.felt, of.mild.like, of.plain.felt, of.plain.like)
    ]
    assert len(said) == len(set(said)) == 8 * 5


@pytest.mark.parametrize("text", ALL)
def test_no_forbidden_word_is_in_any_sentence(text: str) -> None:
    for word in FORBIDDEN:
        assert not re.search(rf"\b{word}", text.lower()), f"{word!r} in {text!r}"


@pytest.mark.parametrize("key", built_in())
def test_every_side_of_every_dimension_can_be_raised_in_two_ways(key: str) -> None:
    dimension = built_in()[key]
    sides = [dimension.raise_too_little]
    if dimension.kind == "two-sided":
        assert dimension.raise_too_much is not None
        sides.append(dimension.raise_too_much)
    for side in sides:
        assert len({side.mild, side.plain}) == 2
        for text in (side.mild, side.plain):
            assert re.search(r"[.?]$", text)
            assert not any(re.search(rf"\b{word}", text.lower()) for word in FORBIDDEN)


def test_the_two_ends_of_a_swing_are_named_in_both_ways() -> None:
    for text in (words().swings.mild, words().swings.plain):
        assert placeholders(text) == {"too_little", "too_much"}


@pytest.mark.parametrize("settled", ["partly", "no", "not yet", None])
def test_a_hard_moment_is_open_until_it_is_settled(settled: Any) -> None:
    for kind in filter(can_stay_open, kinds()):
        assert is_open(Moment(kind=kind, settled=settled))
        assert not is_open(Moment(kind=kind, settled="yes"))
    assert not is_open(Moment(kind="felt heard", settled=settled))
    assert not is_open(Moment(kind="repaired", settled=settled))
