"""Questions about an archive: whose needs count, who is the same, and which version stays."""

from typing import Any, Final, cast, get_args

import streamlit as st

from components.widgets.opened_file import widget_key
from components.widgets.show_more import show_more
from data.imports.archive_merge import Differs, MergeChoice, Plan
from data.model.dimension import OwnDimension
from data.model.note import Note
from data.model.therapist import Therapist
from data.words import day_words

ARCHIVE: Final = "archive"
"""The draft key of the archive that is open."""

_MY_NEEDS, _THEIR_NEEDS = "Mine", "The archive's"
_SAME: Final[dict[str, str]] = {"mine": "The same person", "both": "Somebody else"}
_SAME_SCALE: Final[dict[str, str]] = {
    "mine": "The same, in my words",
    "theirs": "The same, in its words",
    "both": "Another one",
}
_CHOICES: Final[dict[MergeChoice, str]] = {
    "mine": "Keep mine",
    "theirs": "Take the archive's",
    "both": "Keep both",
}
_AT_ONCE: Final = 20


def takes_their_needs() -> bool:
    """Return whether the needs of the archive are to count from now on."""
    return bool(st.session_state.get(widget_key(ARCHIVE, "needs")) == _THEIR_NEEDS)


def needs_question(found: Plan) -> int:
    """Ask whose needs count where the archive's are newer; return 1 while that is open."""
    if not found.newer_needs:
        return 0
    chosen = st.segmented_control(
        "Its needs are newer than yours. Whose needs count from now on?",
        (_MY_NEEDS, _THEIR_NEEDS),
        key=widget_key(ARCHIVE, "needs"),
    )
    st.caption("With “Mine” the newer ones of the archive are left out.")
    return int(chosen is None)


def namesake_questions(found: Plan) -> int:
    """Ask of each therapist who shares a code name only whether they are the same person.

    Return how many are still open.
    """
    still_open = 0
    for differ in found.differs:
        if differ.shares_a_name:
            name = cast(Therapist, differ.mine).name
            key = f"{_of_each()}{differ.key}"
            chosen = st.segmented_control(
                f"Is “{differ.name}” in the archive your {name}?",
                ("mine", "both"),
                format_func=_SAME.__getitem__,
                key=key,
            )
            still_open += chosen is None
    return still_open


def scale_questions(found: Plan) -> int:
    """Ask of each dimension with other words here whether it is the same; return how many wait.

    Else what somebody rated on one scale would count on another.
    """
    still_open = 0
    for differ in found.differs:
        if differ.shares_a_key:
            mine, theirs = cast(OwnDimension, differ.mine), cast(OwnDimension, differ.theirs)
            chosen = st.segmented_control(
                f"Is “{_scale_words(theirs)}” in the archive your “{_scale_words(mine)}”?",
                differ.choices,
                format_func=_SAME_SCALE.__getitem__,
                key=f"{_of_each()}{differ.key}",
            )
            still_open += chosen is None
    return still_open


def _scale_words(dimension: OwnDimension) -> str:
    return f"{dimension.name}: 0 {dimension.low_end}, 10 {dimension.high_end}"


def what_differs(differs: tuple[Differs, ...]) -> None:
    """Draw the choice for all that differs, and below it both versions of each with its own."""
    if not differs:
        return
    st.segmented_control(
        "What differs: for all of it",
        get_args(MergeChoice),
        format_func=_CHOICES.__getitem__,
        default="mine",
        required=True,
        key=widget_key(ARCHIVE, "choice"),
    )
    with st.expander(f"One by one: {len(differs)}", key="archive-differs"):
        for differ in show_more(differs, widget_key(ARCHIVE, "differs-most"), _AT_ONCE):
            _differing(differ)


def _differing(differs: Differs) -> None:
    """Draw both versions of one record, and the choice for it alone."""
    theirs = cast(Any, differs.theirs)
    name = day_words(theirs.date) if isinstance(theirs, Note) else differs.name
    with st.container(border=True, gap="small"):
        st.text(f"{differs.kind}: {name}")
        if isinstance(theirs, Note) and isinstance(differs.mine, Note):
            st.text(f"Mine: {differs.mine.text[:200] or '(no text)'}")
            st.text(f"The archive's: {theirs.text[:200] or '(no text)'}")
        st.segmented_control(
            "Which one?",
            differs.choices,
            format_func=_CHOICES.__getitem__,
            default=choice_for_all() if choice_for_all() in differs.choices else "mine",
            required=True,
            key=f"{_of_all()}{differs.key}",
            label_visibility="collapsed",
        )


def _of_all() -> str:
    """Return how single choices begin: with another choice for all, each begins with that one."""
    return widget_key(ARCHIVE, f"each {choice_for_all()}: ")


def _of_each() -> str:
    """Return how the answers begin that hold whatever is chosen for all."""
    return widget_key(ARCHIVE, "person: ")


def choices_for_each() -> dict[str, MergeChoice]:
    """Return what was chosen for single records, by `Differs.key`."""
    chosen = {str(key): value for key, value in st.session_state.items() if value is not None}
    return {
        key.removeprefix(begin): cast(MergeChoice, chosen[key])
        for begin in (_of_all(), _of_each())
        for key in chosen
        if key.startswith(begin)
    }


def choice_for_all() -> MergeChoice:
    """Return what was chosen for all that differs: what is here stays, unless said otherwise."""
    return cast(MergeChoice, st.session_state.get(widget_key(ARCHIVE, "choice")) or "mine")
