"""Bring an archive in after a look at what it would add; or look around in the example."""

from typing import Any, Final, cast, get_args

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import enter_example, records, revision, today, vault
from data.imports.archive_merge import Choice, Differs, Plan, plan
from data.keeping.backups import back_up_before
from data.model.archive import read_archive
from data.model.note import Note
from data.model.records import Records
from data.words import counted, day_words

_THEIRS: Final = "archive/records"
_CHOICE: Final = "archive-choice"
_CHOICES: Final[dict[Choice, str]] = {
    "mine": "Keep mine",
    "theirs": "Take the archive's",
    "both": "Keep both",
}
_SHOWN: Final = "archive-shown"
_LISTED: Final = 20


def look_around() -> None:
    """Draw the way into the example."""
    st.button("Look around with example data", key="look-around", on_click=enter_example)


def bring_archive() -> None:
    """Draw the way to take an archive of one's own into the vault."""
    st.file_uploader(
        "An archive that Rapport exported",
        type="json",
        key=f"archive-{_turn()}",
        on_change=_read,
    )
    theirs: Records | None = st.session_state.get(_THEIRS)
    if theirs is not None:
        _preview(theirs)


def plan_words(found: Plan) -> str:
    """Return what an archive would add: "12 new notes, 3 already here, 1 differs"."""
    new = [f"{number} new {_plural(kind, number)}" for kind, number in found.new.items()]
    differ = len(found.differs)
    rest = [f"{found.already_here} already here"] if found.already_here else []
    rest += [f"{differ} {'differs' if differ == 1 else 'differ'}"] if differ else []
    return ", ".join([*new, *rest]) or "nothing at all"


def _plural(kind: str, number: int) -> str:
    first, _, rest = kind.partition(" of ")
    return counted(number, first).split(" ", 1)[1] + (f" of {rest}" if rest else "")


def _preview(theirs: Records) -> None:
    found = plan(records(), theirs, _choice(), _each())
    st.markdown(f"In this archive: {plan_words(found)}.")
    if found.differs:
        st.segmented_control(
            "What differs: for all of it",
            get_args(Choice),
            format_func=_CHOICES.__getitem__,
            default="mine",
            required=True,
            key=_CHOICE,
        )
        _list(found.differs)
    if found.add or found.replace:
        before = "A backup is made first. " if vault().files.path else ""
        st.caption(f"{before}Either all of it comes in, or nothing.")
    with st.container(horizontal=True):
        st.button(
            "Bring it in",
            key="archive-bring",
            type="primary",
            disabled=not (found.add or found.replace),
            on_click=_bring,
            args=(revision(),),
        )
        st.button("Leave it", key="archive-leave", on_click=_leave)


def _list(differs: tuple[Differs, ...]) -> None:
    most = st.session_state.get(_SHOWN, _LISTED)
    with st.expander(f"One by one: {len(differs)}", key="archive-differs"):
        for differ in differs[:most]:
            _differing(differ)
        if len(differs) > most:
            st.button(f"Show {len(differs) - most} more", key="archive-more", on_click=_more)


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
            default=_choice() if _choice() in differs.choices else "mine",
            required=True,
            key=f"{_of_all()}{differs.key}",
            label_visibility="collapsed",
        )


def _of_all() -> str:
    """Choice that single choices begin with: that for all."""
    return f"archive-each {_turn()} {_choice()}: "


def _each() -> dict[str, Choice]:
    begin = _of_all()
    chosen = {str(key): value for key, value in st.session_state.items()}
    return {key.removeprefix(begin): chosen[key] for key in chosen if key.startswith(begin)}


def _more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _LISTED) + _LISTED


def _choice() -> Choice:
    return cast(Choice, st.session_state.get(_CHOICE) or "mine")


def _turn() -> int:
    return int(st.session_state.get("archive/turn", 0))


def _read() -> None:
    st.session_state.pop(_THEIRS, None)
    chosen = st.session_state[f"archive-{_turn()}"]
    if chosen is None:
        return
    with failures_are_said():
        st.session_state[_THEIRS] = read_archive(chosen.getvalue(), today())


def _bring(revision: int) -> None:
    theirs = st.session_state.get(_THEIRS)
    if theirs is None:  # a second click
        return
    with failures_are_said():
        found = plan(vault().records(), theirs, _choice(), _each())
        back_up_before(vault(), "before import")
        vault().bring(found.add, found.replace, revision)
        say(f"Brought in: {plan_words(found)}.")
        _leave()


def _leave() -> None:
    for key in (_THEIRS, _CHOICE, _SHOWN):
        st.session_state.pop(key, None)
    st.session_state["archive/turn"] = _turn() + 1
