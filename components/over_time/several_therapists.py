"""Several therapists at the same session number, and one's own part, shown only to oneself."""

from collections import defaultdict
from functools import partial
from uuid import UUID

import streamlit as st

from components.charts import sessions
from components.charts.sessions import SessionLine
from components.report_cache import notes_belief, worked_out
from components.session import records
from components.widgets.as_typed import plain
from components.widgets.chart import draw_sessions
from components.widgets.fold import fold
from components.widgets.three_across import three_across
from data.fit.path import MOST_POINTS, paths, spread, worths
from data.model.need import Need
from data.model.therapist import Therapist


def side_by_side() -> None:
    """Draw, folded, several therapists at the same number of notes, on axes of equal length."""
    if sum(bool(records().notes_of(who.id)) for who in records().therapists) < 2:
        return
    unfolded = fold("Side by side with the others", "side-by-side")
    if not unfolded.open:
        return
    found = [("Fit", 100, "fit-over-sessions", worked_out("fit runs", _fit_runs))]
    for dimension in records().known_dimensions().values():
        if dimension.going:
            key = f"going-{dimension.key}"
            runs = worked_out(key, partial(_going_runs, dimension.key))
            found.append((dimension.name, 10, key, runs))
    longest = max(sessions.longest_of(runs) for *_, runs in found)
    with unfolded:
        st.caption("Fit in percent, the others from 0 to 10, each after the same number of notes.")
    with unfolded, three_across("side-by-side"):
        for name, highest, key, runs in found:
            if len(runs) > 1:
                with st.container(gap="xsmall"):
                    st.header(plain(name), anchor=False)
                    draw_sessions(runs, highest, name, key, longest)


def my_part(therapist: Therapist, colour_index: int) -> None:
    """Draw how open one was, where one noted it."""
    made = partial(_my_runs, therapist.id, colour_index)
    runs = worked_out(("my part", therapist.id), made)
    if runs:
        st.header("My part", anchor=False)
        st.caption("How open you were, from 0 to 10, note by note. Nobody else is shown this.")
        with three_across("my-part"):
            draw_sessions(runs, 10, "How open I was", "my-part")


def _my_runs(therapist: UUID, colour_index: int) -> list[SessionLine]:
    steps = [
        (at, float(note.own_part.open))
        for at, note in enumerate(records().notes_of(therapist), start=1)
        if note.own_part and note.own_part.open is not None
    ]
    drawn = [steps[at] for at in spread(len(steps), MOST_POINTS)]
    return [SessionLine("how open I was", colour_index, drawn)] if drawn else []


def _going_runs(dimension: str) -> list[SessionLine]:
    therapists = records().therapists
    found = paths(notes_belief(), [(therapist.id, dimension) for therapist in therapists])
    return [
        SessionLine(
            therapist.name,
            colour_index,
            [(point.number, point.level) for point in found[therapist.id, dimension]],
        )
        for colour_index, therapist in enumerate(therapists)
        if (therapist.id, dimension) in found
    ]


def _fit_runs() -> list[SessionLine]:
    """Worth of each note, in percent: the mean over its rated needs, by importance."""
    all_records, cells = records(), notes_belief()
    newest = all_records.needs_now()
    needs = newest.in_fit(all_records.known_dimensions()) if newest else ()
    runs = []
    for colour_index, therapist in enumerate(all_records.therapists):
        worth: dict[int, list[tuple[Need, float]]] = defaultdict(list)
        found = worths(cells, therapist.id, needs)
        for need in needs:
            for number, right in found.get(need.dimension, ()):
                worth[number].append((need, right))
        steps = [
            (number, 100 * sum(n.importance * u for n, u in of) / sum(n.importance for n, _ in of))
            for number, of in sorted(worth.items())
        ]
        if steps:
            runs.append(SessionLine(therapist.name, colour_index, steps))
    return runs
