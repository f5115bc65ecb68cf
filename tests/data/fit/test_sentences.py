"""The checks as sentences: true to the report, and nobody is blamed."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from data.example import example_records
from data.fit.checks import Break, Check, Flat, Halo, LastSession, Thin
from data.fit.gut_feeling import Gut
from data.fit.learned_needs import Divided
from data.fit.report import report
from data.fit.self_check import SelfCheck
from data.fit.sentences import (
    check_sentence,
    divided_sentence,
    gut_sentence,
    learned_sentence,
    self_check_sentence,
)
from data.model.dimension import built_in
from data.model.record import new_id

EXAMPLE = example_records()
REPORT = report(EXAMPLE, include_ended=True)
MAPLE, BIRCH, ROWAN = (
    next(standing for standing in REPORT.standings if standing.therapist.name == name)
    for name in ("Maple", "Birch", "Rowan")
)
WHO = MAPLE.therapist.id
PACE, TALK, CHALLENGE, DEPTH = (built_in()[key] for key in ("pace", "talk", "challenge", "depth"))


CHECKS: list[tuple[Check, str]] = [
    (Flat(WHO, 3, 5), "3 of 5 notes on Maple give everything nearly the same number."),
    (Halo(WHO, 0.7, 3), "With Maple, your ratings mostly rise and fall together."),
    (
        LastSession(WHO, WHO, None),
        "Your newest note, on Maple, decides this: Maple ahead with it, no clear winner without",
    ),
    (Thin(WHO, (PACE,)), "Maple has been rated only once on Pace."),
    (Thin(WHO, (PACE, CHALLENGE)), "Maple has been rated only once on Pace and Challenge."),
    (
        Break(WHO, new_id(), (PACE, TALK, CHALLENGE, DEPTH), (0.001, 0.002, 0.003, 0.004)),
        "unlike the ones before on Pace, Talking and listening, Challenge and 1 more.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "begins"), CHECKS, ids=lambda name: getattr(name, "kind", ""))
def test_each_check_has_its_sentence(check: Check, begins: str) -> None:
    assert begins in check_sentence(check, REPORT)


def test_every_kind_of_check_has_one() -> None:
    assert {type(check) for check, _ in CHECKS} == set(get_args(Check))


GUT = Gut(ROWAN.therapist.id, ("no", "no", "no"), (), "no", ROWAN.fit) if ROWAN.fit else None


def test_gut_asks_which_need_is_missing() -> None:
    gut = GUT
    assert gut
    said = gut_sentence(gut, REPORT)
    assert said.startswith(
        "With Rowan, you would rather not go back, and 4 of 11 needs are where you want them."
    )
    assert gut_sentence(replace(gut, feels="yes"), REPORT).startswith(
        "With Rowan, you would go back"
    )
    missed = gut_sentence(replace(gut, therapist=BIRCH.therapist.id, feels="yes"), REPORT)
    assert missed.startswith(
        "With Birch, you would go back, and Respect for disagreement and Feeling heard, must-haves,"
        " are missed."
    )
    assert said.endswith("Is there a need that is not on your list?")


def test_a_learned_range_is_said_with_its_counts() -> None:
    (learned,) = REPORT.learned
    assert learned_sentence(learned) == (
        "Directness: 13 of 13 answers on what was right agree with 7 to 9, 7 with your 5 to 8."
    )


def test_answers_that_point_different_ways_are_said_to() -> None:
    """It said "5 of 10 answers agree with 8 to 8"."""
    divided = Divided(PACE, REPORT.learned[0].need, 10, 4)
    assert divided_sentence(divided) == "Your answers on Pace point different ways."


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (SelfCheck(), "Nothing could be expected beforehand yet"),
        (
            SelfCheck(1, 1, 0.9),
            "For 1 rating a range was guessed from those before. 1 fell inside; about 1 ",
        ),
        (
            SelfCheck(60, 49, 53.4),
            "For 60 ratings a range was guessed from those before. 49 fell inside; about 53 were",
        ),
    ],
    ids=["none", "one", "many"],
)
def test_the_self_check_is_said_in_counts(check: SelfCheck, said: str) -> None:
    assert self_check_sentence(check).startswith(said)


def everything_said() -> list[str]:
    return [
        *(check_sentence(check, REPORT) for check, _ in CHECKS),
        *(gut_sentence(gut, REPORT) for gut in (GUT,) if gut),
        *(learned_sentence(learned) for learned in REPORT.learned),
        self_check_sentence(REPORT.self_check),
    ]


@pytest.mark.parametrize("said", everything_said(), ids=lambda said: said[:30])
def test_no_sentence_blames_or_says_why(said: str) -> None:
    words = set(re.findall(r"[a-z]+", said.lower()))
    assert not words & {"because", "wrong", "must", "failed", "bias", "halo", "flat"}
    assert said.endswith((".", "?"))
    assert not said[0].islower()


def test_names_are_said_as_they_were_typed() -> None:
    odd = MAPLE.therapist.model_copy(update={"name": "<b>*M*</b>"})
    standings = tuple(
        replace(standing, therapist=odd) if standing is MAPLE else standing
        for standing in REPORT.standings
    )
    assert "<b>*M*</b>" in check_sentence(Flat(WHO, 3, 5), replace(REPORT, standings=standings))
