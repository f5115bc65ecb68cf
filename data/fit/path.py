"""Path: where a therapist was at each rating, seen from now.

Source: docs/fit-model.md, "The path".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np

from data.fit.evidence import CellKey, Evidence
from data.fit.notes_belief import NotesBelief
from data.fit.observation import LEVELS, Floats
from data.fit.quantile import HIGH, LOW, quantiles
from data.fit.session_worth import worth
from data.fit.smoothing import Course, smoothed
from data.fit.swing import weights
from data.model.need import Need

Stretch = tuple[date, date]
"""First and last day."""

MOST_POINTS: Final = 400
"""Points drawn of one path: more than a picture of a path has pixels across. Weekly sessions of
eight years are all of them."""


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
        levels, own = belief.sum(axis=1), notes_belief.tracks[cell].evidence
        means, edges = (levels @ LEVELS).tolist(), quantiles(levels, 10, [LOW, HIGH]).tolist()
        found[cell] = tuple(
            Point(own[at], numbers[cell[0]][own[at].note], level, low, high)
            for at, level, (low, high) in zip(wanted[cell], means, edges, strict=True)
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
        Course.of(
            [rating.look for rating in track.evidence],
            track.counts,
            wanted[cell],
            weights(track.filter.log_likelihood, notes_belief.swing.chances),
        )
        for cell, track in tracks.items()
    ]
    return dict(zip(tracks, smoothed(courses), strict=True))
