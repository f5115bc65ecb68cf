"""Own goals: add one, see how each went, change it, stop asking, delete it.

A goal is about one's own life. Nothing about a therapist is worked out of it.
"""

from functools import partial

import streamlit as st

from components.charts.path import Path
from components.goals.typed_goal import FIELDS, GoalWords, TypedGoal, goal_draft
from components.report_cache import worked_out
from components.session import records, vault
from components.widgets.as_typed import plain
from components.widgets.chart import draw_path
from components.widgets.field_state import field_value
from components.widgets.fold import fold
from components.widgets.messages import failures_are_said, say
from data.advice.goal_path import GoalPath, goal_paths, goal_words
from data.errors import BadRecord, Changed
from data.model.dimension import OwnDimension
from data.model.need_changes import own_key
from data.model.record import name_key, rules_in_words
from data.words import counted

EXAMPLES = "Sleep, from “awake at three” to “rested”. Or seeing friends, from “never” to “often”."


def goal_list() -> None:
    """Draw each goal with its path through all notes."""
    all_records = records()
    own = [dimension for dimension in all_records.dimensions if dimension.goal]
    if not own:
        st.markdown("There is no goal yet, and none is needed.")
        return
    paths = worked_out(
        "paths of goals",
        lambda: {path.goal.key: path for path in goal_paths(all_records, all_records.notes)},
    )
    for goal in sorted(own, key=lambda each: each.hidden):
        with st.container(border=True, gap="xsmall"):
            st.header(plain(goal.name), anchor=False)
            st.caption(f"0: {plain(goal.low_end)}. 10: {plain(goal.high_end)}.")
            _path(paths.get(goal.key))
            _ways(goal, len(paths[goal.key].points) if goal.key in paths else 0)


def add_goal() -> None:
    """Draw the fields of a new goal."""
    st.header("Add a goal", anchor=False)
    st.caption(f"Each note then asks where you are with it, from 0 to 10. {EXAMPLES}")
    _fields(None)
    st.button("Add", key="goal-add", type="primary", on_click=_add)


def _path(path: GoalPath | None) -> None:
    if path is None:
        st.text("Not rated yet. The next note asks.")
        return
    if len(path.points) > 1:
        drawn = worked_out(("path of a goal", path.goal.key), partial(_drawn, path))
        draw_path(drawn, f"goal-{path.goal.key}")
    st.text(goal_words(path))


def _drawn(path: GoalPath) -> Path:
    first, last = (point.evidence.day for point in (path.points[0], path.points[-1]))
    return Path(path.goal, 0, path.points, (), (), first, last)


def _ways(goal: OwnDimension, rated: int) -> None:
    change = fold("Change it", f"goal-change-{goal.key}", begins_open=_begun(goal).changed())
    if change.open:
        with change:
            _change_form(goal)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Ask again in notes" if goal.hidden else "Stop asking in notes",
            key=f"goal-hide-{goal.key}",
            on_click=partial(_turn, goal.key),
        )
        with st.popover("Delete"):
            ratings = f", with {counted(rated, 'rating')} in your notes" if rated else ""
            st.text(f"This deletes {goal.name}{ratings}. There is no way back.")
            delete = partial(_delete, goal.key)
            st.button("Delete for good", key=f"goal-delete-{goal.key}", on_click=delete)


def _change_form(goal: OwnDimension) -> None:
    """Draw the fields of a goal, and what another window made of it meanwhile."""
    _fields(goal)
    typed, there = _begun(goal), GoalWords.of(goal)
    elsewhere = typed.was != there
    if elsewhere:
        st.markdown("**Changed in another window meanwhile**")
        st.text(f"{there.name}. 0: {there.low_end}. 10: {there.high_end}.")
    with st.container(horizontal=True):
        st.button(
            "Save mine over it" if elsewhere else "Save",
            key=f"goal-save-{goal.key}",
            type="primary",
            on_click=partial(_change, goal.key, there),
        )
        if typed.changed() or elsewhere:
            st.button(
                "Keep the other" if elsewhere else "Undo",
                key=f"goal-undo-{goal.key}",
                on_click=partial(_undo, goal.key),
            )


def _fields(goal: OwnDimension | None) -> None:
    key = goal.key if goal else None
    draft, typed = goal_draft(key), _begun(goal)
    for field, label in FIELDS.items():
        begins = field_value(draft.field(field), getattr(typed.words, field), "value")
        st.text_input(label, max_chars=60, **begins, on_change=_keep, args=(key,))


def _begun(goal: OwnDimension | None) -> TypedGoal:
    """Return what is typed; where nothing is, it begins with the goal as it is saved now."""
    draft = goal_draft(goal.key if goal else None)
    typed, begin = draft.typed(TypedGoal.of(goal)), TypedGoal.of(goal)
    if typed != begin and not typed.changed():
        draft.renew()
        return draft.hold(begin)
    return typed


def _as_typed(key: str | None) -> TypedGoal:
    """Contents of the fields at this moment."""
    draft = goal_draft(key)
    goal = vault().get(OwnDimension, key).record if key else None
    fields = {field: draft.field(field) for field in FIELDS}
    given = {name: st.session_state[at] for name, at in fields.items() if at in st.session_state}
    typed = draft.typed(TypedGoal.of(goal))
    return typed.model_copy(update={"words": typed.words.model_copy(update=given)})


def _keep(key: str | None) -> None:
    with failures_are_said():
        goal_draft(key).keep(_as_typed(key))


def _add() -> None:
    with failures_are_said():
        typed = goal_draft(None).keep(_as_typed(None))
        if not typed.changed():
            return  # a second tap, or one by mistake
        goal = _goal(typed.words, own_key(typed.words.name, records()))
        vault().save(goal, drafts=goal_draft(None).covered(typed))
        goal_draft(None).close()
        say("Added. The next note asks about it.")


def _change(key: str, there: GoalWords) -> None:
    """Save what is typed over ``there``, the words that were on the screen."""
    with failures_are_said():
        draft = goal_draft(key)
        typed = draft.keep(_as_typed(key))
        stored = vault().get(OwnDimension, key)
        if GoalWords.of(stored.record) != there:
            raise Changed
        goal = _goal(typed.words, key).model_copy(update={"hidden": stored.record.hidden})
        vault().save(goal, stored.revision, draft.covered(typed))
        draft.close()
        say("Saved.")


def _undo(key: str) -> None:
    with failures_are_said():
        goal_draft(key).drop()


def _goal(words: GoalWords, key: str) -> OwnDimension:
    """Return the record of a goal. Raises `BadRecord` where something is missing or taken."""
    for field, label in FIELDS.items():
        if not getattr(words, field).strip():
            raise BadRecord(label.rstrip("?"), "it is empty")
    others = (scale for scale in records().scales().values() if scale.key != key)
    if name_key(words.name) in {name_key(scale.name) for scale in others}:
        raise BadRecord("", "there is already something with that name, perhaps a hidden one")
    with rules_in_words():
        return OwnDimension(key=key, kind="one-sided", goal=True, **words.model_dump())


def _turn(key: str) -> None:
    """Stop asking about a goal in notes, or ask again; what was rated stays."""
    with failures_are_said():
        stored = vault().get(OwnDimension, key)
        hidden = not stored.record.hidden
        vault().save(stored.record.model_copy(update={"hidden": hidden}), stored.revision)
        say("Notes do not ask about it any more." if hidden else "Notes ask about it again.")


def _delete(key: str) -> None:
    with failures_are_said():
        stored = vault().get(OwnDimension, key)
        vault().remove_with_ratings(stored.record, stored.revision)
        vault().files.write_back()
        goal_draft(key).close()
        say("Deleted. Backups from before still hold it; My data offers to delete those too.")
