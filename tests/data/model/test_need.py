"""Needs and profiles: what they may say, and what counts in fit."""

from typing import Any

import pytest
from pydantic import ValidationError

from data.errors import BadRecord
from data.model.dimension import OwnDimension, built_in, known_dimensions
from data.model.need import Need, check_profile
from tests.rig.people import a_profile, needs


def test_a_need_may_be_a_single_step() -> None:
    assert Need(dimension="pace", low=4, high=4).importance == 2


def test_a_need_with_low_above_high_is_refused() -> None:
    with pytest.raises(ValidationError, match="the low end of the range lies above its high end"):
        Need(dimension="pace", low=5, high=4)


@pytest.mark.parametrize(
    "change", [{"low": -1}, {"high": 11}, {"importance": 0}, {"importance": 3}]
)
def test_a_need_outside_the_scale_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Need.model_validate({"dimension": "pace", "low": 3, "high": 6} | change)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"needs": needs(pace=(3, 6)) + needs(pace=(4, 6))}, "answered twice"),
        ({"do_not_mind": ("pace",)}, "answered twice"),
        ({"do_not_know": ("pace",)}, "answered twice"),
        ({"do_not_mind": ("lead",), "do_not_know": ("lead",)}, "answered twice"),
        ({"must_haves": ("pace", "pace")}, "must-have is named twice"),
        ({"must_haves": ("lead",)}, "must-have needs a range"),
        ({"going_in": ("trust",)}, "put into fit needs a range"),
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        a_profile(**change)


def test_at_most_three_needs_are_must_haves() -> None:
    four = ("pace", "lead", "depth", "talk")
    ranges = needs(**dict.fromkeys(four, (3, 6)))
    assert a_profile(needs=ranges, must_haves=four[:3]).must_haves == four[:3]
    with pytest.raises(ValidationError):
        a_profile(needs=ranges, must_haves=four)


def test_a_profile_may_be_empty() -> None:
    assert a_profile(needs=()).in_fit(built_in()) == ()


def test_a_dimension_left_out_has_no_need() -> None:
    profile = a_profile(do_not_mind=("lead",), do_not_know=("talk",))
    assert profile.need("pace") == profile.needs[0]
    assert [profile.need(key) for key in ("lead", "talk", "heard")] == [None, None, None]


def test_how_it_is_going_stays_outside_fit_unless_put_in() -> None:
    ranges = needs(pace=(3, 6), trust=(7, 10), progress=(5, 10))
    outside = a_profile(needs=ranges)
    inside = a_profile(needs=ranges, going_in=("progress",))
    assert [need.dimension for need in outside.in_fit(built_in())] == ["pace"]
    assert [need.dimension for need in inside.in_fit(built_in())] == ["pace", "progress"]


def test_a_need_on_a_deleted_dimension_is_outside_fit() -> None:
    need = Need(dimension="own-gone", low=0, high=10)
    assert a_profile(needs=(need,)).in_fit(built_in()) == ()


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"needs": needs(pace=(3, 6), peace=(3, 6))}, "needs[1].dimension", "no such dimension"),
        ({"needs": needs(heard=(6, 9))}, "needs[0].high", "ends at 10"),
        ({"do_not_mind": ("lead", "peace")}, "do_not_mind[1]", "no such dimension"),
        ({"do_not_know": ("peace",)}, "do_not_know[0]", "no such dimension"),
    ],
)
def test_a_profile_that_does_not_suit_the_dimensions_is_refused(
    change: dict[str, Any], where: str, what: str
) -> None:
    with pytest.raises(BadRecord, match=what) as caught:
        check_profile(a_profile(**change), built_in())
    assert caught.value.where == where


def test_a_profile_may_speak_of_own_dimensions() -> None:
    own = OwnDimension(
        key="own-rain", name="Rain", kind="one-sided", low_end="none", high_end="plenty"
    )
    profile = a_profile(
        needs=needs(heard=(6, 10), trust=(7, 10)),
        going_in=("trust",),
        do_not_mind=("lead",),
        do_not_know=("own-rain",),
    )
    check_profile(profile, known_dimensions((own,), ()))
    with pytest.raises(BadRecord, match="no such dimension"):
        check_profile(profile, built_in())
