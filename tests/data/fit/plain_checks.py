"""The honesty checks a second time, from `plain_loops` and under the same rule."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.data.fit.plain_loops import (
    DRIFTS,
    LOOKS,
    SWINGS,
    PlainGrid,
    PlainKey,
    SlowNeed,
    SlowPerson,
    dot,
    likes_of,
    outside,
    typical_given,
    weights_given,
)

Ratings = dict[str, int]  # of one note, by dimension, in points


@dataclass(frozen=True)
class SlowPrediction:
    """What was expected of one rating before its note."""

    note: int
    key: PlainKey
    chance: float  # of this very rating
    inside: bool
    promised: float


def predictions(
    person: SlowPerson, notes: Sequence[tuple[str, Ratings]], doubts: Sequence[bool]
) -> list[SlowPrediction]:
    """Return what was expected of every rating that has an earlier one in its cell.

    ``notes``: (therapist, ratings), oldest first. ``doubts``: by note, whether it is doubtful.
    """
    found, given = [], dict.fromkeys(person.tables, 0)
    for at, ((therapist, ratings), doubtful) in enumerate(zip(notes, doubts, strict=True)):
        likes = {}
        for key, table in person.tables.items():
            if given[key]:
                logs = [[own[given[key] - 1].log_after for own in row] for row in table]
                likes[key] = likes_of(logs)
        typical = typical_given(list(likes.values()))
        for dimension, value in ratings.items():
            key = therapist, dimension
            if key in likes:
                weights = weights_given(likes[key], typical)
                chances = _chances(person, key, given[key], weights, doubtful=doubtful)
                found.append(_prediction(at, key, value, chances))
        for dimension in ratings:
            given[therapist, dimension] += 1
    return found


def _chances(
    person: SlowPerson, key: PlainKey, rating: int, weights: list[PlainGrid], *, doubtful: bool
) -> PlainGrid:
    """Return the chances of 0..10 for the next rating, with changes and slips."""
    chances = [0.0] * 11
    for i in range(len(SWINGS)):
        for k in range(len(DRIFTS)):
            before = person.tables[key][i][k][rating].before
            for y in range(11):
                observed = dot(before, LOOKS[y, doubtful, i])
                chances[y] += weights[i][k] * observed
    return chances


def _prediction(note: int, key: PlainKey, value: int, chances: PlainGrid) -> SlowPrediction:
    passed, low, high = 0.0, -1, -1
    for y, chance in enumerate(chances):
        passed += chance
        if low < 0 and passed >= 0.1 - 1e-9:
            low = y
        if high < 0 and passed >= 0.9 - 1e-9:
            high = y
    promised = sum(chances[low : high + 1])
    return SlowPrediction(note, key, chances[value], low <= value <= high, promised)


def broken(chances: dict[str, float], ratings: int) -> set[str]:
    """Return the dimensions of a break, from the chances (0..1) of the newest note's ratings."""
    for count in range(len(chances), 0, -1):
        least = sorted(chances, key=chances.__getitem__)[:count]
        if chances[least[-1]] < 0.02 * count / ratings:
            return set(least)
    return set()


def flat(notes: Sequence[Ratings]) -> tuple[int, int]:
    """Return how many notes are flat, of those with at least three ratings."""
    asked = [list(ratings.values()) for ratings in notes if len(ratings) >= 3]
    return sum(max(values) - min(values) <= 1 for values in asked), len(asked)


def halo(notes: Sequence[Ratings], needs: dict[str, SlowNeed]) -> tuple[float, int] | None:
    """Return the mean correlation of what one's ratings are worth, and the number of pairs."""
    notes = [
        {key: max(0, 5 - outside(y, needs[key])) for key, y in ratings.items() if key in needs}
        for ratings in notes
    ]
    keys = sorted({key for ratings in notes for key in ratings})
    found = []
    for at, other_key in enumerate(keys):
        for other in keys[at + 1 :]:
            both = [(r[other_key], r[other]) for r in notes if other_key in r and other in r]
            if len(both) < 8 or len({a for a, _ in both}) < 2 or len({b for _, b in both}) < 2:
                continue
            found.append(statistics.correlation([a for a, _ in both], [b for _, b in both]))
    return (math.fsum(found) / len(found), len(found)) if found else None
