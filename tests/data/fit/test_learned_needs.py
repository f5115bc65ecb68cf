"""Needs learned from what was right: when a range is offered, and which."""

from collections import Counter

import pytest

from data.fit.learned_needs import Learned, agrees, divided, learned
from data.fit.question import asked
from data.fit.report import report
from data.model.dimension import built_in
from data.model.need import Need
from data.model.note import Rating, Right
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist

RIGHT: dict[str, Right] = {"-": "too little", "=": "right", "+": "too much"}


def offers(answers: str, low: int, high: int, dimension: str = "pace") -> list[Learned]:
    """What "5= 6= 8+" offers: ratings, each with whether it was right."""
    given = Counter((int(answer[:-1]), RIGHT[answer[-1]]) for answer in answers.split())
    need = Need(dimension=dimension, low=low, high=high)
    return list(learned({dimension: given}, asked(a_profile(needs=(need,)), built_in())))


def divides(answers: str, low: int, high: int) -> bool:
    """Whether the answers on pace point different ways."""
    given = Counter((int(answer[:-1]), RIGHT[answer[-1]]) for answer in answers.split())
    question = asked(a_profile(needs=(Need(dimension="pace", low=low, high=high),)), built_in())
    found = divided({"pace": given}, question)
    assert not found or not learned({"pace": given}, question)
    return bool(found)


def offered(answers: str, low: int, high: int, dimension: str = "pace") -> tuple[int, int] | None:
    found = offers(answers, low, high, dimension)
    return (found[0].low, found[0].high) if found else None


@pytest.mark.parametrize("answer", [(2, "too little"), (3, "right"), (6, "right"), (7, "too much")])
def test_what_agrees_with_a_range(answer: tuple[int, Right]) -> None:
    assert agrees(answer, 3, 6)


@pytest.mark.parametrize(
    "answer",
    [
        (3, "too little"), (7, "too little"), (2, "right"), (7, "right"), (6, "too much"),
        (2, "too much"),
    ],
)  # fmt: skip
def test_what_contradicts_a_range(answer: tuple[int, Right]) -> None:
    assert not agrees(answer, 3, 6)


def test_three_answers_against_a_range_offer_another() -> None:
    assert offered("8= 8= 8=", 3, 6) == (3, 8)
    assert offered("8= 8=", 3, 6) is None


def test_what_was_too_much_or_too_little_narrows_a_range() -> None:
    assert offered("6+ 6+ 6+ 4=", 3, 6) == (3, 5)
    assert offered("3- 3- 4- 6=", 3, 6) == (5, 6)


def test_the_range_offered_agrees_with_most_answers() -> None:
    (found,) = offers("8= 9= 8= 5- 5- 6= 10+", 3, 6)
    assert (found.low, found.high) == (6, 9)
    assert (found.answers, found.agree_now, found.agree) == (7, 2, 7)
    assert found.dimension.key == "pace"
    assert (found.need.low, found.need.high) == (3, 6)


def test_of_ranges_that_agree_with_as_many_the_nearest_is_offered() -> None:
    assert offered("1= 1= 1=", 5, 6) == (1, 6)
    assert offered("5+ 5+ 5+", 3, 6) == (3, 4)


def test_of_equally_near_ones_the_wider_is_offered_then_the_lower() -> None:
    # 3..6 and 5..6 agree with four each.
    assert offered("3= 3= 4- 4- 5= 6=", 4, 6) == (3, 6)
    # 3..3 and 5..5 agree with three each.
    assert divides("4+ 4+ 4+ 4- 4- 4-", 4, 4)


def test_a_range_that_agrees_with_less_than_two_thirds_is_not_offered() -> None:
    """It said "5 of 10 answers agree with 8 to 8"."""
    split = "5= 5+ 5- 6= 6+ 6- 8= 8+ 8- 8="
    assert offered(split, 3, 5) is None
    assert divides(split, 3, 5)


def test_where_two_thirds_agree_already_nothing_is_said() -> None:
    assert not divides("6= 6= 6= 6= 6= 6= 9= 9- 9+", 6, 6)


def test_answers_that_no_range_can_agree_with_offer_nothing() -> None:
    assert offered("5+ 5+ 5+ 5= 5= 5=", 4, 6) is None


def test_a_one_sided_range_still_ends_at_ten() -> None:
    assert offered("5= 5= 5=", 7, 10, "heard") == (5, 10)
    assert offered("9+ 9+ 9+", 7, 10, "heard") is None


def test_answers_of_all_therapists_and_notes_count_together() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    right = Rating(dimension="pace", value=8, right="right")
    notes = tuple(a_note(who, ratings=(right,)) for who in (maple, birch, birch))
    profile = a_profile(needs=(Need(dimension="pace", low=3, high=6),))
    records = Records(therapists=(maple, birch), notes=notes, need_profiles=(profile,))
    (found,) = report(records).learned
    assert (found.low, found.high, found.answers) == (3, 8, 3)


def test_a_dimension_without_a_need_or_an_answer_is_passed_over() -> None:
    question = asked(a_profile(), built_in())
    assert learned({"depth": Counter({(5, "right"): 3})}, question) == ()
    assert learned({}, question) == ()
