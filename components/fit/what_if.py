"""What if: needs moved beside the grid change it at once, and are not saved until asked.

The moved needs live in this session only. *Keep as my needs* makes a new version of the needs.
"""

from collections.abc import Sequence
from math import floor
from typing import Any

import streamlit as st

from components.charts.cell import Column
from components.session import records, today, vault
from components.widgets.as_typed import plain
from components.widgets.field_state import field_value, list_value
from components.widgets.messages import failures_are_said, say
from data.fit.gap import CLEAR
from data.fit.phrases import rated_count_words
from data.fit.report import Cell, Report
from data.fit.robustness import Flip
from data.model.dimension import Dimension
from data.model.need import IMPORTANCE, NeedProfile
from data.model.need_changes import NOTHING, Answer, answers, profile_of
from data.model.record import new_id, now
from data.words import shortened

_MOVED = "what if"
MOVED = "by moved needs"
"""Key of the part that is drawn again when a need is moved: all but the sliders."""

VIEW, WHAT_IF = "view", "what-if"
"""The choice of the view on Fit, and this view."""

STEPS = {0: "leave out", **IMPORTANCE}


def moved_needs(base: NeedProfile) -> NeedProfile | None:
    """Return ``base`` with what was moved, or None where nothing was."""
    moved: dict[str, Answer] = st.session_state.get(_MOVED, {})
    if not moved:
        return None
    dimensions = records().known_dimensions()
    given = answers(base) | {key: answer for key, answer in moved.items() if key in dimensions}
    return profile_of(given, dimensions.values(), base.id, base.since, base.written_at)


def not_saved(moved: NeedProfile | None, changed: Sequence[str] = ()) -> None:
    """Say, while something is moved, that it is not saved, with both ways out.

    ``changed``: whose count is another now.
    """
    with st.container(
        horizontal=True, vertical_alignment="center", key="fit-not-saved", gap="xsmall"
    ):
        if moved is None:
            return
        st.text("You moved needs. Nothing is saved.")
        st.button("Back to my needs", key="what-if-back", on_click=_back)
        st.button("Keep as my needs", key="what-if-keep", on_click=_keep, args=(moved,))
        for line in changed:
            st.text(line)


def sliders(base: NeedProfile) -> None:
    """Draw each need with its range and how much it counts, to be moved, in the order of Fit."""
    dimensions = records().known_dimensions()
    given = answers(base)
    moved = st.session_state.get(_MOVED, {})
    for key in base.in_order(dimensions):
        _need(dimensions[key], moved.get(key, given[key]), given[key])


def changes(report: Report, before: Report) -> list[str]:
    """Return whose count the moved needs change: "Rowan: 4 of 8, then 5 of 8"."""
    found = []
    for standing in report.standings:
        old = before.standing(standing.therapist.id)
        if rated_count_words(old) != rated_count_words(standing):
            name = standing.therapist.name
            found.append(f"{name}: {rated_count_words(old)} → {rated_count_words(standing)}")
    return found


def ways_on(column: Column, cell: Cell) -> None:
    """Draw what one can do with a cell: say it, try another need, see everything about somebody."""
    therapist = column.standing.therapist
    with st.container(horizontal=True, gap="xsmall"):
        if cell.outlook and cell.side.where in CLEAR - {"swings"}:
            low, high = _around(cell)
            st.button(
                f"What if I needed {low} to {high}?",
                key="evidence-what-if",
                on_click=move_range,
                args=(cell.dimension.key, low, high),
            )
        who = {"who": str(therapist.id)}
        if cell.side.where in CLEAR and therapist.status != "ended":
            st.page_link("speak_up.py", label="Put it into words", query_params=who)
        label = f"Everything about {plain(shortened(therapist.name, 24))}"
        st.page_link("therapist.py", label=label, query_params=who)


def _around(cell: Cell) -> tuple[int, int]:
    """Return the need of the same breadth that the level would lie in the middle of."""
    broad = cell.need.high - cell.need.low
    level = cell.outlook.level if cell.outlook else 5.0
    if cell.dimension.kind == "one-sided":
        return max(0, floor(level)), 10
    low = min(max(0, round(level - broad / 2)), 10 - broad)
    return low, low + broad


def flip_button(flip: Flip, name: str) -> None:
    """Draw the single change that would put somebody else in front, as a button."""
    step = STEPS[flip.after] if flip.after else "left out"
    st.button(
        f"What if {plain(flip.dimension.name)} were “{step}”? {plain(name)} would be in front.",
        key=f"flip-{flip.dimension.key}-{flip.after}",
        on_click=_flip,
        args=(flip.dimension.key, flip.after),
    )


def move_range(key: str, low: int, high: int) -> None:
    """Move the range of one need, in a callback."""
    _move(key, said="range", low=low, high=high)
    st.session_state[VIEW] = WHAT_IF


def _need(dimension: Dimension, answer: Answer, saved: Answer) -> None:
    key = f"what-if-{dimension.key}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.slider(
            plain(dimension.name),
            min_value=0,
            max_value=10,
            **field_value(f"{key}-range", (answer.low, answer.high), "value"),
            help=f"0: {plain(dimension.low_end)}. 10: {plain(dimension.high_end)}.",
            on_change=_stretch,
            args=(dimension.key, dimension.kind == "one-sided", saved),
        )
        steps = list(STEPS)
        st.selectbox(
            f"{plain(dimension.name)}: how much does it count?",
            steps,
            format_func=STEPS.__getitem__,
            **list_value(key, answer.importance if answer.said == "range" else 0, steps),
            label_visibility="collapsed",
            width=132,
            on_change=_weigh,
            args=(dimension.key, saved),
        )


def _weigh(key: str, saved: Answer) -> None:
    _weight(key, st.session_state[f"what-if-{key}"], saved)
    st.rerun(MOVED)


def _flip(key: str, step: int) -> None:
    _weight(key, step, _saved(key))
    st.session_state[VIEW] = WHAT_IF


def _weight(key: str, step: int, saved: Answer) -> None:
    if step:
        _move(key, saved, said="range", importance=step)
    else:
        _move(key, saved, said="do not mind")


def _stretch(key: str, one_sided: bool, saved: Answer) -> None:  # noqa: FBT001 - a callback's args
    low, high = st.session_state[f"what-if-{key}-range"]
    _move(key, saved, said="range", low=low, high=10 if one_sided else high)
    if high == 10 or not one_sided:
        st.rerun(MOVED)
    # Else the slider itself is to be drawn again, where it ends.


def _move(key: str, saved: Answer | None = None, **change: Any) -> None:
    moved = dict(st.session_state.get(_MOVED, {}))
    before = saved or _saved(key)
    after = Answer(**moved.get(key, before).model_dump() | change)
    moved.pop(key, None)
    if after.settled() != before.settled():
        moved[key] = after
    st.session_state[_MOVED] = moved


def _saved(key: str) -> Answer:
    return answers(records().needs_now()).get(key, NOTHING)


def _back() -> None:
    st.session_state.pop(_MOVED, None)


def _keep(moved: NeedProfile) -> None:
    """Make a new version of the needs of what was moved; a second click finds nothing moved."""
    if not st.session_state.get(_MOVED):
        return
    with failures_are_said():
        newest = records().needs_now()
        since = max(today(), newest.since) if newest else today()
        vault().save(moved.model_copy(update={"id": new_id(), "since": since, "written_at": now()}))
        _back()
        say("Saved as your needs. The version before is kept too.")
