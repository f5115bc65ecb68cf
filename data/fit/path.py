"""Path: where a therapist was at each rating, seen from now (forward-backward).

The filter says what was known at the time; run backward as well it says what is known by now of
every earlier session. Both directions are the same steps, and all cells asked for take them
together. Source: docs/fit-model.md, "The path".
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np

from data.fit.belief import CHANGES, STEPS_APART, codes_of, moved, start, weights
from data.fit.evidence import CellKey, Evidence
from data.fit.notes_belief import NotesBelief
from data.fit.observation import LEVELS, LIKELIHOOD_BY_CODE, Floats, Look
from data.fit.quantile import HIGH, LOW, quantiles
from data.fit.session_worth import worth
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


def smoothed(
    series: Sequence[Sequence[Look]], wanted: Sequence[Sequence[int]] | None = None
) -> list[Floats]:
    """Return for each series the belief at its ``wanted`` ratings, given all of its ratings.

    Shape (rating, drift, swing, level), sums to 1 over the levels; ``wanted`` counts from 0, None
    is all. What is known from a rating and those before it, times what is known from those after.
    """
    if wanted is None:
        wanted = [range(len(looks)) for looks in series]
    order = sorted(range(len(series)), key=lambda cell: -len(series[cell]))
    listed = [(series[cell], wanted[cell]) for cell in order]
    forward = _excerpts(listed, CHANGES, lambda _, after: after)
    # Time running backward: a change into a level instead of out of it.
    turned = [(looks[::-1], [len(looks) - 1 - at for at in own]) for looks, own in listed]
    backward = _excerpts(turned, CHANGES.transpose(0, 2, 1), lambda before, _: before)
    found = {}
    for cell, levels, later in zip(order, forward, backward, strict=True):
        np.multiply(levels, later, out=levels)
        found[cell] = np.divide(levels, levels.sum(axis=-1, keepdims=True), out=levels)
    return [found[cell] for cell in range(len(series))]


def _excerpts(
    series: Sequence[tuple[Sequence[Look], Sequence[int]]],
    changes: Floats,
    chosen: Callable[[Floats, Floats], Floats],
) -> list[Floats]:
    """Return what is ``chosen`` of what is known before and after each rating that is wanted.

    Of each series, the longest first, up to a factor.
    """
    shape = start().levels.shape
    found = [np.empty((len(wanted), *shape)) for _, wanted in series]
    wanted_at = defaultdict(list)
    for row, (_, wanted) in enumerate(series):
        for index, at in enumerate(wanted):
            wanted_at[at].append((row, index))
    for at, (before, after) in enumerate(_run([looks for looks, _ in series], changes)):
        for row, index in wanted_at.get(at, ()):
            found[row][index] = chosen(before, after)[:, :, row]
    return found


def _run(series: Sequence[Sequence[Look]], changes: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Give what is known just before and just after each rating, of those that have as many.

    Shape (drift, swing, cell, level). All cells step together, the longest first.
    """
    if not series:
        return
    lengths = np.array([len(looks) for looks in series])
    codes = codes_of(series)
    levels = np.repeat(start().levels[:, :, None], len(series), axis=2)
    moved_levels = levels.copy()
    for at in range(codes.shape[1]):
        active = int(np.searchsorted(-lengths, -at))
        before, after = moved_levels[:, :, :active], levels[:, :, :active]
        if at:
            moved(after, changes, out=before)
        np.multiply(before, LIKELIHOOD_BY_CODE[:, codes[:active, at]], out=after)
        # Left alone, levels would add up to less and less.
        if at % STEPS_APART == 0:
            after /= after.sum(axis=-1, keepdims=True)
        yield before, after


def _numbers(notes_belief: NotesBelief, therapist: UUID) -> dict[UUID, int]:
    """Return the number of each note about one therapist, from 1."""
    entries = notes_belief.entries_of(therapist)
    return {entry.note: number for number, entry in enumerate(entries, start=1)}


def _beliefs(
    notes_belief: NotesBelief, wanted: Mapping[CellKey, Sequence[int]]
) -> dict[CellKey, Floats]:
    """Return the belief at each wanted rating of each cell, shape (rating, swing, level)."""
    tracks = [notes_belief.tracks[cell] for cell in wanted]
    looks = [[rating.look for rating in track.evidence] for track in tracks]
    found = {}
    for cell, track, levels in zip(
        wanted, tracks, smoothed(looks, list(wanted.values())), strict=True
    ):
        chances = weights(track.filter.log_likelihood, notes_belief.swing.chances)
        found[cell] = np.einsum("qs,nqsx->nsx", chances, levels)
    return found


def _point(rating: Evidence, number: int, levels: Floats) -> Point:
    low, high = quantiles(levels, 10, [LOW, HIGH])
    return Point(rating, number, float(levels @ LEVELS), low, high)
