"""Small pictures below each other, one for each dimension, over one and the same time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

import streamlit as st

from components.charts.palette import MOMENTS
from components.charts.path import Needed, Path, PathMoment, went_words
from components.over_time.choice import colour_index_of, days_of
from components.report_cache import notes_belief, worked_out
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.chart import draw_path
from components.widgets.show_more import most_shown, show_more
from components.widgets.three_across import three_across
from data.advice.goal_path import goal_paths
from data.advice.texts import kinds as offered
from data.fit.openness import goes_with_openness
from data.fit.path import MOST_POINTS, Point, Stretch, spread
from data.fit.path import paths as paths_of_cells
from data.model.dimension import Dimension
from data.model.therapist import Therapist

T = TypeVar("T")

AT_ONCE = 6
"""How many dimensions are shown, and the others with a click."""

HOW_TO_READ = (
    "Line: where somebody was. Shade: how far that is unsure. Band: what you needed then. "
    "A stroke is a session, a V a first call, a cross from memory."
)

THINNED = (
    "There is more here than a picture can hold: {} ratings of each are drawn, spread evenly. The "
    "lines are worked out from all of them."
)


def paths(therapist: Therapist, chosen: Stretch | None = None) -> None:
    """Draw a path for each dimension with ratings; how it is going stands apart.

    ``chosen``: a stretch of time that is marked in each.
    """
    rated = _rated(therapist)
    # What nobody unfolds is not worked out.
    found = paths_of(therapist, only=frozenset(rated[: most_shown("paths", AT_ONCE)]))
    by_dimension = {track.dimension.key: track for track in found}
    going = [track for track in found if track.dimension.going]
    st.caption(HOW_TO_READ)
    if signs := _signs(found):
        st.caption(signs)
    if any(len(track.points) == MOST_POINTS for track in found):
        st.caption(THINNED.format(MOST_POINTS))
    with three_across("paths-needs"):
        for key in show_more(rated, "paths", AT_ONCE, step=len(rated)):
            _draw(by_dimension[key], therapist.id, chosen, st.header)
    if going:
        st.header("How it is going", anchor=False)
        with three_across("paths-going"):
            for track in going:
                _draw(track, therapist.id, chosen, st.subheader)


def _rated(therapist: Therapist) -> list[str]:
    """Return the rated dimensions as they are drawn, without those of how it is going."""
    dimensions, tracks = records().known_dimensions(), notes_belief().tracks
    return [
        key for key in _in_order() if (therapist.id, key) in tracks and not dimensions[key].going
    ]


def _in_order() -> list[str]:
    """Return the needed dimensions, then the others."""
    all_records = records()
    newest, dimensions = all_records.needs_now(), all_records.known_dimensions()
    needed = newest.in_order(dimensions) if newest else ()
    return [key for key in dict.fromkeys([*needed, *dimensions]) if key in dimensions]


def paths_of(
    therapist: Therapist, within: Stretch | None = None, only: frozenset[str] | None = None
) -> list[Path]:
    """Return what is drawn for one therapist: needed dimensions, the others rated, own goals.

    ``within``: only what was rated on these days. ``only``: of the dimensions these, and those of
    how it is going. Goals as all notes of that time say, whoever those are about. Of more than
    `MOST_POINTS` of anything, so many.
    """
    made = partial(_paths_of, therapist, within, only)
    return worked_out(("paths", therapist.id, within, only), made)


def _paths_of(
    therapist: Therapist, within: Stretch | None, only: frozenset[str] | None
) -> list[Path]:
    all_records = records()
    notes = all_records.notes_of(therapist.id)
    first, last = days_of(notes)
    if within:
        first, last = max(first, within[0]), min(last, within[1])
    moments = [PathMoment(note.date, moment.kind) for note in notes for moment in note.moments]
    dimensions = all_records.known_dimensions()
    cells = [
        (therapist.id, key)
        for key in _in_order()
        if only is None or key in only or dimensions[key].going
    ]
    found: list[tuple[Dimension, Sequence[Point], Sequence[Needed]]] = [
        (dimensions[key], points, [Needed(*band) for band in _needed(key)])
        for (_, key), points in paths_of_cells(notes_belief(), cells, MOST_POINTS, within).items()
    ]
    between = [note for note in all_records.notes if first <= note.date <= last]
    found += [(goal.goal, _drawn(goal.points), ()) for goal in goal_paths(all_records, between)]
    colour_index, drawn = colour_index_of(therapist), _drawn(moments)
    return [
        Path(dimension, colour_index, points, bands, drawn, first, last)
        for dimension, points, bands in found
    ]


def _drawn(marks: Sequence[T]) -> Sequence[T]:
    """Return as many as a picture holds, spread evenly."""
    return [marks[at] for at in spread(len(marks), MOST_POINTS)]


def _needed(key: str) -> Iterable[tuple[date, int | None, int | None]]:
    for profile in records().need_profiles:
        need = profile.need(key)
        yield profile.since, *((need.low, need.high) if need else (None, None))


def _draw(
    track: Path, therapist: UUID, chosen: Stretch | None, heading: Callable[..., object]
) -> None:
    with st.container(gap="xsmall"):
        heading(plain(track.dimension.name), anchor=False)
        ends = f"0: {track.dimension.low_end}. 10: {track.dimension.high_end}."
        st.caption(plain(ends))
        draw_path(track, f"path-{track.dimension.key}", chosen)
        st.caption(went_words(track))
        key = track.dimension.key
        if way := worked_out(("openness", therapist, key), partial(_openness, therapist, key)):
            st.caption(f"In notes in which you were more open yourself, it was mostly {way}.")


def _openness(therapist: UUID, dimension: str) -> str | None:
    return goes_with_openness(records().notes_of(therapist), dimension)


def _signs(found: Sequence[Path]) -> str:
    """Return what the signs above the paths mean, of those that are there."""
    kinds = {moment.kind for track in found for moment in track.moments}
    said = [f"{MOMENTS[kind][1]} {kind}" for kind in offered() if kind in kinds]
    return f"What happened stands above: {', '.join(said)}." if said else ""
