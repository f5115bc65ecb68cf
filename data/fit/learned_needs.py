"""Needs learned from "was that right for you?": a range that agrees better with the answers.

Only ever offered. Source: docs/fit-model.md, "Learned needs".
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.fit.evidence import RatingAnswer
from data.fit.question import Asked
from data.model.dimension import Dimension
from data.model.need import Need

ENOUGH: Final = 3
"""So many answers must contradict a range before another one is offered."""

MORE: Final = 2
"""With so many answers more than today's range another one must agree."""


@dataclass(frozen=True)
class Learned:
    """One need whose range, 0..10, many answers contradict, and the range ``low..high`` offered.

    ``agree_now`` and ``agree``: how many of the ``answers`` agree with the need and with the offer.
    """

    dimension: Dimension
    need: Need
    low: int
    high: int
    answers: int
    agree_now: int
    agree: int


@dataclass(frozen=True)
class Divided:
    """One need on which the ``answers`` point different ways: no range agrees with enough."""

    dimension: Dimension
    need: Need
    answers: int
    agree_now: int


def learned(answers: Mapping[str, Counter[RatingAnswer]], question: Asked) -> tuple[Learned, ...]:
    """Return what the answers in all notes offer, in the order of the needs.

    ``answers``: by dimension, how often each was given.
    """
    found = (_found(need, answers, question) for need in question.needs)
    return tuple(lesson for lesson in found if isinstance(lesson, Learned))


def divided(answers: Mapping[str, Counter[RatingAnswer]], question: Asked) -> tuple[Divided, ...]:
    """Return the needs on which the answers point different ways, in the order of the needs."""
    found = (_found(need, answers, question) for need in question.needs)
    return tuple(lesson for lesson in found if isinstance(lesson, Divided))


def agrees(answer: RatingAnswer, low: int, high: int) -> bool:
    """Return whether an answer agrees with a range: right inside, too little below it."""
    value, right = answer
    if right == "right":
        return low <= value <= high
    return value < low if right == "too little" else value > high


def _found(
    need: Need, answers: Mapping[str, Counter[RatingAnswer]], question: Asked
) -> Learned | Divided | None:
    given = answers.get(need.dimension, Counter())
    now, total = _agreeing(given, need.low, need.high), given.total()
    if total - now < ENOUGH:
        return None
    dimension = question.dimensions[need.dimension]
    ends = range(11) if dimension.kind == "two-sided" else [10]
    ranges = [(low, high) for high in ends for low in range(high + 1)]
    agree, low, high = max(
        ((_agreeing(given, low, high), low, high) for low, high in ranges),
        key=lambda found: (found[0], *_nearness(need, found[1], found[2])),
    )
    if _most(agree, total) and agree >= now + MORE:
        return Learned(dimension, need, low, high, total, now, agree)
    return None if _most(now, total) else Divided(dimension, need, total, now)


def _most(agree: int, answers: int) -> bool:
    """Return whether two thirds of the answers agree."""
    return 3 * agree >= 2 * answers


def _agreeing(answers: Counter[RatingAnswer], low: int, high: int) -> int:
    return sum(times for answer, times in answers.items() if agrees(answer, low, high))


def _nearness(need: Need, low: int, high: int) -> tuple[int, int, int]:
    """Of ranges that agree with as many, the nearest is offered, then the wider, then the lower."""
    return -abs(low - need.low) - abs(high - need.high), high - low, -low
