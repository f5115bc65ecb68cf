"""Needs learned from "was that right for you?": a range that agrees better with the answers.

Only ever offered. Source: docs/fit-model.md, "Learned needs".
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.fit.evidence import Answer
from data.fit.question import Asked
from data.model.dimension import Dimension
from data.model.need import Need

ENOUGH: Final = 3
"""So many answers must contradict a range before another one is offered."""


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


def learned(answers: Mapping[str, Counter[Answer]], question: Asked) -> tuple[Learned, ...]:
    """Return what the answers in all notes offer, in the order of the needs.

    ``answers``: by dimension, how often each was given.
    """
    offers = (
        _offer(question.dimensions[need.dimension], need, answers[need.dimension])
        for need in question.needs
        if need.dimension in answers
    )
    return tuple(offer for offer in offers if offer is not None)


def agrees(answer: Answer, low: int, high: int) -> bool:
    """Return whether an answer agrees with a range: right inside, too little below it."""
    value, right = answer
    if right == "right":
        return low <= value <= high
    return value < low if right == "too little" else value > high


def _offer(dimension: Dimension, need: Need, answers: Counter[Answer]) -> Learned | None:
    now = _agreeing(answers, need.low, need.high)
    if answers.total() - now < ENOUGH:
        return None
    ends = range(11) if dimension.kind == "two-sided" else [10]
    ranges = [(low, high) for high in ends for low in range(high + 1)]
    agree, low, high = max(
        ((_agreeing(answers, low, high), low, high) for low, high in ranges),
        key=lambda found: (found[0], *_nearness(need, found[1], found[2])),
    )
    if agree == now:
        return None
    return Learned(dimension, need, low, high, answers.total(), now, agree)


def _agreeing(answers: Counter[Answer], low: int, high: int) -> int:
    return sum(times for answer, times in answers.items() if agrees(answer, low, high))


def _nearness(need: Need, low: int, high: int) -> tuple[int, int, int]:
    """Of ranges that agree with as many, the nearest is offered, then the wider, then the lower."""
    return -abs(low - need.low) - abs(high - need.high), high - low, -low
