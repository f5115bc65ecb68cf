"""Path: where a therapist was at each rating, seen from now (forward-backward).

The filter says what was known at the time; run backward as well it says what is known by now of
every earlier session. Both directions are the same steps, and all cells asked for take them
together. Source: docs/fit-model.md, "The path".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np

from data.fit.evidence import CellKey, Evidence
from data.fit.filter_bank import start
from data.fit.level_change import CHANGES, STEPS_APART, after_ratings, before_ratings, moved
from data.fit.notes_belief import NotesBelief
from data.fit.observation import LEVELS, LIKELIHOOD_BY_CODE, Floats, Look
from data.fit.quantile import HIGH, LOW, quantiles
from data.fit.session_worth import worth
from data.fit.swing import weights
from data.model.need import Need

Stretch = tuple[date, date]
"""First and last day."""

MOST_POINTS: Final = 600
"""Points drawn of one path: weekly sessions of more than ten years, so seldom not all of them."""


@dataclass(frozen=True)
class Point:
    """One rating on the path.

    ``number``: which note about this therapist it is in, from 1, so that paths of several can be
    compared at the same session. ``level``, ``low``, ``high`` (10 % and 90 % quantiles): where the
    therapist was then, 0..10.
    """

    evidence: Evidence
    number: int
    level: float
    low: float
    high: float


def path(notes_belief: NotesBelief, therapist: UUID, dimension: str) -> tuple[Point, ...]:
    """Return a point for each rating of one cell, oldest first; the last is the belief now."""
    cell = (therapist, dimension)
    return paths(notes_belief, [cell], at_most=None).get(cell, ())


def paths(
    notes_belief: NotesBelief,
    cells: Sequence[CellKey],
    at_most: int | None = MOST_POINTS,
    within: Stretch | None = None,
) -> dict[CellKey, tuple[Point, ...]]:
    """Return the path of each of these cells that was rated, in this order.

    ``within``: only its points of these days. ``at_most``: of more, so many spread evenly, the
    first and the last with them. Each point is what it is among all ratings; memory grows with the
    points.
    """
    wanted = {}
    for cell in cells:
        track = notes_belief.tracks.get(cell)
        days = [rating.day for rating in track.evidence] if track else []
        first, last = within or (date.min, date.max)
        there = [at for at, day in enumerate(days) if first <= day <= last]
        if there:
            wanted[cell] = [there[at] for at in spread(len(there), at_most)]
    return points_at(notes_belief, wanted)


def points_at(
    notes_belief: NotesBelief, wanted: Mapping[CellKey, Sequence[int]]
) -> dict[CellKey, tuple[Point, ...]]:
    """Return the points at the ``wanted`` ratings of each cell, counted from 0, oldest first."""
    numbers = {therapist: _numbers(notes_belief, therapist) for therapist, _ in wanted}
    found = {}
    for cell, belief in _beliefs(notes_belief, wanted).items():
        evidence = notes_belief.tracks[cell].evidence
        found[cell] = tuple(
            _point(evidence[at], numbers[cell[0]][evidence[at].note], levels)
            for at, levels in zip(wanted[cell], belief.sum(axis=1), strict=True)
        )
    return found


def worths(
    notes_belief: NotesBelief,
    therapist: UUID,
    needs: Sequence[Need],
    at_most: int | None = MOST_POINTS,
) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return how right each rated note was, looking back: its number, and the mean of U, 0..1.

    By dimension, of each need that was ever rated. ``at_most``: of so many notes, spread evenly
    over all that rated any of these needs.
    """
    numbers = _numbers(notes_belief, therapist)
    rated = {
        (therapist, need.dimension): [numbers[rating.note] for rating in track.evidence]
        for need in needs
        if (track := notes_belief.tracks.get((therapist, need.dimension)))
    }
    notes = sorted({number for own in rated.values() for number in own})
    chosen = {notes[at] for at in spread(len(notes), at_most)}
    wanted = {
        cell: [at for at, number in enumerate(own) if number in chosen]
        for cell, own in rated.items()
    }
    beliefs = _beliefs(notes_belief, wanted)
    found = {}
    for need in needs:
        cell = (therapist, need.dimension)
        if cell in beliefs:
            right = np.minimum(np.einsum("nsx,sx->n", beliefs[cell], worth(need)), 1.0)
            at_notes = [rated[cell][at] for at in wanted[cell]]
            found[need.dimension] = tuple(zip(at_notes, right.tolist(), strict=True))
    return found


def spread(count: int, at_most: int | None) -> Sequence[int]:
    """Return which ``at_most`` of so many are taken, spread evenly, the first and the last too."""
    if at_most is None or count <= at_most:
        return range(count)
    return [at * (count - 1) // (at_most - 1) for at in range(at_most)]


@dataclass(frozen=True)
class Course:
    """All ratings of one cell, oldest first, and at which of them, from 0, a belief is wanted.

    ``counts``: what each counts for, shape (rating, 3), see `after_ratings`.
    """

    looks: Sequence[Look]
    counts: Floats
    wanted: Sequence[int]

    def turned(self) -> "Course":
        """The same with time running backward."""
        wanted = [len(self.looks) - 1 - at for at in self.wanted]
        return Course(self.looks[::-1], self.counts[::-1], wanted)


def smoothed(courses: Sequence[Course]) -> list[Floats]:
    """Return for each course the belief where it is wanted, given all of its ratings.

    Shape (rating, drift, swing, level), sums to 1 over the levels. What is known from a rating and
    those before it, times what is known from those after it.
    """
    order = sorted(range(len(courses)), key=lambda cell: -len(courses[cell].looks))
    listed = [courses[cell] for cell in order]
    forward = _excerpts(listed, backward=False)
    backward = _excerpts([course.turned() for course in listed], backward=True)
    found = {}
    for cell, levels, later in zip(order, forward, backward, strict=True):
        np.multiply(levels, later, out=levels)
        found[cell] = np.divide(levels, levels.sum(axis=-1, keepdims=True), out=levels)
    return [found[cell] for cell in range(len(courses))]


def _excerpts(courses: Sequence[Course], *, backward: bool) -> list[Floats]:
    """Return what is known just after each wanted rating, or backward from those after it.

    Of each course, the longest first, up to a factor.
    """
    shape = start().levels.shape
    found = [np.empty((len(course.wanted), *shape)) for course in courses]
    wanted_at = defaultdict(list)
    for row, course in enumerate(courses):
        for index, at in enumerate(course.wanted):
            wanted_at[at].append((row, index))
    for at, levels in enumerate(_backward(courses) if backward else _forward(courses)):
        for row, index in wanted_at.get(at, ()):
            found[row][index] = levels[:, :, row].transpose(0, 2, 1)
    return found


def _forward(courses: Sequence[Course]) -> Iterator[Floats]:
    """Give what is known after each rating, of the courses that have as many.

    Shape (drift, level, cell, swing). All step together, the longest first.
    """
    levels = _evenly(len(courses))
    later = levels.copy()
    for at, (rating, counts) in enumerate(_ratings(courses)):
        active = counts.shape[1]
        own, now = levels[:, :, :active], later[:, :, :active]
        if at:
            moved(own, CHANGES.transpose(0, 2, 1), out=now)
        after_ratings(now, rating, counts, own.sum(axis=1, keepdims=True), out=own, spare=now)
        # Left alone, levels would add up to less and less.
        if at % STEPS_APART == 0:
            own /= own.sum(axis=1, keepdims=True)
        yield own


def _backward(courses: Sequence[Course]) -> Iterator[Floats]:
    """Give what is known at each rating from those after it, of the courses that have as many.

    As `_forward`; the newest comes first.
    """
    levels = _evenly(len(courses))
    later, spare = levels.copy(), levels.copy()
    for at, (rating, counts) in enumerate(_ratings(courses)):
        active = counts.shape[1]
        own, now = levels[:, :, :active], later[:, :, :active]
        if at:
            # A change into a level instead of out of it.
            moved(own, CHANGES, out=now)
        yield now
        before_ratings(now, rating, counts, out=own, spare=spare[:, :, :active])
        if at % STEPS_APART == 0:
            own /= own.sum(axis=1, keepdims=True)


def _evenly(cells: int) -> Floats:
    """Return levels that are all equally likely, shape (drift, level, cell, swing)."""
    drifts, swings, levels = start().levels.shape
    return np.full((drifts, levels, cells, swings), 1 / levels)


def _ratings(courses: Sequence[Course]) -> Iterator[tuple[Floats, Floats]]:
    """Give of the first rating of all, then the second, ... how likely it is and what it counts.

    Shapes (level, cell, swing) and (3, cell), of the courses that have as many.
    """
    most = len(courses[0].looks) if courses else 0
    codes = np.zeros((most, len(courses)), dtype=np.intp)
    counts = np.zeros((most, 3, len(courses)))
    for row, course in enumerate(courses):
        codes[: len(course.looks), row] = [look.code for look in course.looks]
        counts[: len(course.looks), :, row] = course.counts
    lengths = np.array([len(course.looks) for course in courses])
    for at in range(most):
        active = int(np.searchsorted(-lengths, -at))
        yield np.take(LIKELIHOOD_BY_CODE, codes[at, :active], axis=1), counts[at, :, :active]


def _numbers(notes_belief: NotesBelief, therapist: UUID) -> dict[UUID, int]:
    """Return the number of each note about one therapist, from 1."""
    entries = notes_belief.entries_of(therapist)
    return {entry.note: number for number, entry in enumerate(entries, start=1)}


def _beliefs(
    notes_belief: NotesBelief, wanted: Mapping[CellKey, Sequence[int]]
) -> dict[CellKey, Floats]:
    """Return the belief at each wanted rating of each cell, shape (rating, swing, level)."""
    tracks = {cell: notes_belief.tracks[cell] for cell in wanted}
    courses = [
        Course([rating.look for rating in track.evidence], track.counts, wanted[cell])
        for cell, track in tracks.items()
    ]
    found = {}
    for (cell, track), levels in zip(tracks.items(), smoothed(courses), strict=True):
        chances = weights(track.filter.log_likelihood, notes_belief.swing.chances)
        found[cell] = np.einsum("qs,nqsx->nsx", chances, levels)
    return found


def _point(rating: Evidence, number: int, levels: Floats) -> Point:
    low, high = quantiles(levels, 10, [LOW, HIGH])
    return Point(rating, number, float(levels @ LEVELS), low, high)
