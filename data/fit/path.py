"""Path: where a therapist was at each rating, seen from now (forward-backward).

The filter says what was known at the time; run backward as well it says what is known by now of
every earlier session. Both directions are the same steps. Source: docs/fit-model.md, "The path".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from data.fit.belief import CHANGES, after_rating, moved, start, weights
from data.fit.evidence import Evidence
from data.fit.notes_belief import NotesBelief
from data.fit.observation import LEVELS, Floats, Look
from data.fit.quantile import HIGH, LOW, quantiles
from data.fit.session_worth import Outlook, outlook, worth
from data.model.need import Need


@dataclass(frozen=True)
class Point:
    """One rating on the path.

    ``number``: which note about this therapist it is in, from 1, so that paths of several can be
    compared at the same session. ``level``, ``low``, ``high`` (10 % and 90 % quantiles): where the
    therapist was then, 0..10. ``outlook``: how a session there falls against a need, if one was
    given.
    """

    evidence: Evidence
    number: int
    level: float
    low: float
    high: float
    outlook: Outlook | None


def path(
    notes_belief: NotesBelief, therapist: UUID, dimension: str, need: Need | None = None
) -> tuple[Point, ...]:
    """Return a point for each rating of one cell, oldest first; the last is the belief now."""
    rated = _rated(notes_belief, therapist, dimension)
    if rated is None:
        return ()
    evidence, numbers, of_each = rated
    looks = [rating.look for rating in evidence]
    return tuple(
        _point(rating, number, np.einsum("qs,qsx->sx", of_each, levels), need)
        for rating, number, levels in zip(evidence, numbers, smoothed(looks), strict=True)
    )


def worths(
    notes_belief: NotesBelief, therapist: UUID, dimension: str, need: Need
) -> tuple[tuple[int, float], ...]:
    """Return how right each rated note was, looking back: its number, and the mean of U, 0..1.

    The same as ``utility`` of each point of `path`, without all else, in a part of the time.
    """
    rated = _rated(notes_belief, therapist, dimension)
    if rated is None:
        return ()
    evidence, numbers, of_each = rated
    levels = np.stack(smoothed([rating.look for rating in evidence]))
    worth_of = np.einsum("qs,nqsx,sx->n", of_each, levels, worth(need), optimize=True)
    return tuple(
        (number, min(1.0, float(value))) for number, value in zip(numbers, worth_of, strict=True)
    )


def _rated(
    notes_belief: NotesBelief, therapist: UUID, dimension: str
) -> tuple[Sequence[Evidence], list[int], Floats] | None:
    """Return the ratings of a cell, the number of each one's note, and the chance of each swing."""
    track = notes_belief.tracks.get((therapist, dimension))
    if track is None:
        return None
    entries = notes_belief.entries_of(therapist)
    numbers = {entry.note: number for number, entry in enumerate(entries, start=1)}
    chances = weights(track.filter.log_likelihood, notes_belief.swing.chances)
    return track.evidence, [numbers[rating.note] for rating in track.evidence], chances


def smoothed(looks: Sequence[Look]) -> list[Floats]:
    """Return the belief at each rating given all, shape (drift, swing, level), sums to 1 over it.

    What is known from a rating and those before it, times what is known from those after it.
    """
    forward = [after for _, after in _run(looks, CHANGES)]
    # Time running backward: a change into a level instead of out of it.
    backward = _run(looks[::-1], CHANGES.transpose(0, 2, 1))
    for at, (before, _) in enumerate(backward, start=1):
        forward[-at] *= before
        forward[-at] /= forward[-at].sum(axis=-1, keepdims=True)
    return forward


def _run(looks: Sequence[Look], changes: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Give what was known just before and just after each rating."""
    levels = start().levels[:, :, None]
    for at, look in enumerate(looks):
        before = moved(levels, changes) if at else levels
        levels = after_rating(before, look)
        yield before[:, :, 0], levels[:, :, 0].copy()


def _point(rating: Evidence, number: int, belief: Floats, need: Need | None) -> Point:
    of_level = belief.sum(axis=0)
    low, high = quantiles(of_level, 10, [LOW, HIGH])
    against = outlook(belief, need) if need else None
    return Point(rating, number, float(of_level @ LEVELS), low, high, against)
