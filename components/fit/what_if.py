"""What if: needs moved here change all pictures at once, and are not saved until asked.

The moved needs live in this session only. *Keep as my needs* makes a new version of the needs.
"""

from typing import Any

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import records, today, vault
from components.widgets.as_typed import plain
from components.widgets.field_state import shown as shows
from components.widgets.fold import fold, unfold
from data.fit.report import Report
from data.fit.robustness import Flip
from data.fit.sentences import verdict_sentence
from data.model.dimension import Dimension
from data.model.need import NeedProfile
from data.model.need_changes import NOTHING, Answer, answers, profile_of
from data.model.record import new_id, now

_MOVED = "what if"
_FOLD = "what-if"
STEPS = {0: "leave out", 1: "nice to have", 2: "matters"}


def moved_needs(base: NeedProfile) -> NeedProfile | None:
    """Return ``base`` with what was moved, or None where nothing was."""
    moved: dict[str, Answer] = st.session_state.get(_MOVED, {})
    if not moved:
        return None
    dimensions = records().known_dimensions()
    given = answers(base) | {key: answer for key, answer in moved.items() if key in dimensions}
    return profile_of(given, dimensions.values(), base.id, base.since, base.written_at)


def not_saved(moved: NeedProfile | None) -> None:
    """Say, while something is moved, that it is not saved, with both ways out."""
    if moved is None:
        return
    with st.container(border=True):
        st.markdown("**What if:** this shows needs you moved. Your own needs are as they were.")
        with st.container(horizontal=True):
            st.button("Back to my needs", key="what-if-back", on_click=_back)
            st.button("Keep as my needs", key="what-if-keep", on_click=_keep, args=(moved,))


def what_if(report: Report, base: NeedProfile | None) -> None:
    """Draw, folded, how much each need counts and its range, to be moved."""
    if base is None:
        return
    unfolded = fold("What if I needed something else?", _FOLD)
    if not unfolded.open:
        return
    with unfolded:
        st.caption("Move something: all pictures on this page follow. Nothing is saved by it.")
        st.text(verdict_sentence(report))
        dimensions = records().known_dimensions()
        given = answers(base)
        for key in [need.dimension for need in base.needs if need.dimension in dimensions]:
            _need(
                dimensions[key], st.session_state.get(_MOVED, {}).get(key, given[key]), given[key]
            )


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
    unfold(_FOLD)


def _need(dimension: Dimension, shown: Answer, saved: Answer) -> None:
    key = f"what-if-{dimension.key}"
    st.header(plain(dimension.name), anchor=False)
    st.segmented_control(
        f"{plain(dimension.name)}: how much does it count?",
        list(STEPS),
        format_func=STEPS.__getitem__,
        required=True,
        **shows(key, shown.importance if shown.said == "range" else 0),
        label_visibility="collapsed",
        on_change=_weigh,
        args=(dimension.key, saved),
    )
    st.slider(
        f"{plain(dimension.low_end)} … {plain(dimension.high_end)}",
        min_value=0,
        max_value=10,
        **shows(f"{key}-range", (shown.low, shown.high), "value"),
        on_change=_stretch,
        args=(dimension.key, dimension.kind == "one-sided", saved),
    )


def _weigh(key: str, saved: Answer) -> None:
    _weight(key, st.session_state[f"what-if-{key}"], saved)


def _flip(key: str, step: int) -> None:
    _weight(key, step, _saved(key))
    unfold(_FOLD)


def _weight(key: str, step: int, saved: Answer) -> None:
    if step:
        _move(key, saved, said="range", importance=step)
    else:
        _move(key, saved, said="do not mind")


def _stretch(key: str, one_sided: bool, saved: Answer) -> None:  # noqa: FBT001 - a callback's args
    low, high = st.session_state[f"what-if-{key}-range"]
    _move(key, saved, said="range", low=low, high=10 if one_sided else high)


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
