"""Versions of the needs: what each of them changed, in words."""

import streamlit as st

from components.needs import form
from components.session import records
from components.widgets.as_typed import plain
from data.model.dimension import Dimension, choice_words
from data.model.need import IMPORTANCE
from data.model.need_changes import Answer, AnswerChange, Version, versions
from data.words import day_words

_NEWEST = 1


def what_changed() -> None:
    """List the versions, newest first, each with what it changed."""
    listed = versions(records().need_profiles)
    if listed:
        st.header("What changed", anchor=False)
        _versions(listed[:_NEWEST])
    if listed[_NEWEST:]:
        with st.expander("Earlier", key="needs-earlier"):
            _versions(listed[_NEWEST:])


def list_changes(changed: tuple[AnswerChange, ...]) -> None:
    """Draw a line for each thing that changed."""
    dimensions = records().known_dimensions()
    said = [
        line
        for change in changed
        for line in change_words(change, dimensions.get(change.dimension))
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in said) or "Nothing changed.")


def change_words(change: AnswerChange, dimension: Dimension | None) -> list[str]:
    """Return what changed on one dimension, a sentence each, as plain text."""
    name = dimension.name if dimension else "Something you took away"
    before, after = change.before, change.after
    said = []
    if after.said == "nothing":
        said = [f"{name}: {'left out' if before.said == 'range' else 'no answer any more'}"]
    elif after.said != "range":
        said = [f"{name}: left out ({form.LEFT_OUT[after.said]})"]
    elif before.said != "range":
        nice = "" if after.importance == 2 else f", {IMPORTANCE[after.importance]}"
        said = [f"{name}: new, {range_words(dimension, after)}{nice}"]
    else:
        was, is_now = range_words(dimension, before), range_words(dimension, after)
        if was != is_now:
            said = [f"{name}: from {was} to {is_now}"]
        if before.importance != after.importance:
            new, old = IMPORTANCE[after.importance], IMPORTANCE[before.importance]
            said += [f"{name}: {new} instead of {old}"]
    if before.must_have != after.must_have:
        said += [f"{'Must-have now' if after.must_have else 'No longer a must-have'}: {name}"]
    if before.in_fit != after.in_fit:
        said += [f"{name}: {'counts in fit now' if after.in_fit else 'outside fit again'}"]
    return said


def range_words(dimension: Dimension | None, answer: Answer) -> str:
    """Return a range in words and figures, in figures alone where there are no words for it."""
    words = choice_words(dimension).get((answer.low, answer.high)) if dimension else None
    exact = f"{answer.low} to {answer.high}"
    return f"{words} ({exact})" if words else exact


def _versions(listed: tuple[Version, ...]) -> None:
    for version in listed:
        st.markdown(f"**{day_words(version.profile.since)}**")
        list_changes(version.changes)
