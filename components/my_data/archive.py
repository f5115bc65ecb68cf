"""Bring an archive in after a look at what it would add; or look around in the example."""

from dataclasses import dataclass
from typing import Any, Final, cast, get_args

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.session import enter_example, records, revision, timezone, today, vault
from components.widgets.opened_file import (
    content_key,
    file_of,
    leave_file,
    open_file,
    turn,
    widget_key,
)
from components.widgets.progress import progress_bar
from data.errors import Changed, LookChanged
from data.imports.archive_merge import Differs, MergeChoice, Plan, plan
from data.imports.own_markdown import is_own_markdown, read_own_markdown
from data.imports.table_reader import Refused
from data.imports.text_files import TextFile, TextFiles, saved_files
from data.imports.workbook import ZIP
from data.keeping.backups import back_up_before
from data.model.archive import read_archive
from data.model.dimension import OwnDimension
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist
from data.vault.way_back import WAY_BACK, WayBack
from data.words import counted, day_words

_DRAFT_KEY: Final = "archive"
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
_MOST: Final = "archive/most"
_LISTED: Final = 20


@dataclass(frozen=True)
class _OpenArchive:
    """The archive that is open: its records, a name for its contents, files that say nothing."""

    records: Records
    key: str
    refused: tuple[Refused, ...] = ()


def look_around() -> None:
    """Draw the way into the example."""
    st.button("Look around with example data", key="look-around", on_click=enter_example)


def bring_archive() -> None:
    """Draw the way to take an archive of one's own into the vault, and back what was brought."""
    st.file_uploader(
        "An archive that Rapport exported, or text files that it saved (Markdown, or their ZIP)",
        type=["json", "zip", "md"],
        key=f"archive-{turn(_DRAFT_KEY)}",
        on_change=_read,
    )
    opened = cast(_OpenArchive | None, file_of(_DRAFT_KEY))
    if opened is not None:
        _preview(opened)
    brought_list()


def show_saved_files(found: TextFiles) -> None:
    """Open the archive or the Markdown files that Rapport saved; what cannot be read is said."""
    if found.archive is not None:
        _show_archive(found.archive)
    else:
        _show_markdown(found.own)


def _show_archive(content: bytes) -> None:
    open_file(_DRAFT_KEY, _OpenArchive(read_archive(content, today()), content_key(content)))


def _show_markdown(files: tuple[TextFile, ...]) -> None:
    named = [(file.name, file.text) for file in files]
    found, refused = read_own_markdown(named, records().therapists, today())
    key = content_key(*(file.text.encode() for file in files))
    open_file(_DRAFT_KEY, _OpenArchive(found, key, refused))


def brought_list() -> None:
    """Draw what was brought in lately, each with the way to take it back as one."""
    brought = vault().imports.recent()
    if not brought:
        return
    with st.expander("Brought in lately", key="brought"):
        st.caption(
            f"For {WAY_BACK.days} days each of these can be taken back as one. "
            "What you changed since stays."
        )
        for way_back in brought:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                day = day_words(way_back.at.astimezone(timezone()).date())
                whole = len(way_back.added) + len(way_back.replaced)
                notes = way_back.notes()
                what = counted(notes, "note") if notes else counted(whole, "record")
                st.text(f"{day}: {what}")
                st.button(
                    "Take it back",
                    key=f"take-back-{way_back.id}",
                    on_click=_take_back,
                    args=(way_back,),
                )


def _take_back(way_back: WayBack) -> None:
    with failures_are_said():
        back_up_before(vault(), "before import")
        gone, stayed = vault().imports.take_back(way_back)
        rest = f" {counted(stayed, 'record')} changed since, and stayed." if stayed else ""
        say(f"Taken back: {counted(gone, 'record')}.{rest}")


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


def _preview(opened: _OpenArchive) -> None:
    take_needs = st.session_state.get(widget_key(_DRAFT_KEY, "needs")) == _THEIR_NEEDS
    found = plan(records(), opened.records, _choice(), _each(), take_needs=take_needs)
    _refused(opened.refused)
    st.markdown(f"In this archive: {plan_words(found)}.")
    open_questions = _needs(found) + _namesakes(found) + _scales(found)
    differs = tuple(
        differ for differ in found.differs if not (differ.shares_a_name or differ.shares_a_key)
    )
    if differs:
        st.segmented_control(
            "What differs: for all of it",
            get_args(MergeChoice),
            format_func=_CHOICES.__getitem__,
            default="mine",
            required=True,
            key=widget_key(_DRAFT_KEY, "choice"),
        )
        _list(differs)
    if found.add or found.replace:
        before = "A backup is made first. " if vault().files.path else ""
        st.caption(f"{before}Either all of it comes in, or nothing.")
    with st.container(horizontal=True):
        st.button(
            "Bring it in",
            key="archive-bring",
            type="primary",
            disabled=not (found.add or found.replace) or bool(open_questions),
            on_click=_ask,
            args=(revision(),),
        )
        st.button("Leave it", key="archive-leave", on_click=leave_file, args=(_DRAFT_KEY,))
    asked = st.session_state.pop(f"{_DRAFT_KEY}/asked", None)
    if asked is not None:
        _bring(found, asked)


def _refused(files: tuple[Refused, ...]) -> None:
    """Say which Markdown files cannot be taken, and why."""
    if not files:
        return
    st.warning(f"Nothing is taken of {counted(len(files), 'file')}, which cannot be read whole.")
    for file in files[:_LISTED]:
        st.text(f"{file.name}: {file.reason}")
    if len(files) > _LISTED:
        st.caption(f"and {len(files) - _LISTED} more")


def _needs(found: Plan) -> int:
    """Ask whose needs count where the archive's are newer; return 1 while that is open."""
    if not found.newer_needs:
        return 0
    chosen = st.segmented_control(
        "Its needs are newer than yours. Whose needs count from now on?",
        (_MY_NEEDS, _THEIR_NEEDS),
        key=widget_key(_DRAFT_KEY, "needs"),
    )
    st.caption("With “Mine” the newer ones of the archive are left out.")
    return int(chosen is None)


def _namesakes(found: Plan) -> int:
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


def _scales(found: Plan) -> int:
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


def _list(differs: tuple[Differs, ...]) -> None:
    most = st.session_state.get(_MOST, _LISTED)
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
    """Return how single choices begin: with another choice for all, each begins with that one."""
    return widget_key(_DRAFT_KEY, f"each {_choice()}: ")


def _of_each() -> str:
    """Return how the answers begin that hold whatever is chosen for all."""
    return widget_key(_DRAFT_KEY, "person: ")


def _each() -> dict[str, MergeChoice]:
    chosen = {str(key): value for key, value in st.session_state.items() if value is not None}
    return {
        key.removeprefix(begin): cast(MergeChoice, chosen[key])
        for begin in (_of_all(), _of_each())
        for key in chosen
        if key.startswith(begin)
    }


def _more() -> None:
    st.session_state[_MOST] = st.session_state.get(_MOST, _LISTED) + _LISTED


def _choice() -> MergeChoice:
    return cast(MergeChoice, st.session_state.get(widget_key(_DRAFT_KEY, "choice")) or "mine")


def _read() -> None:
    """Begin afresh with the file that was chosen."""
    chosen = st.session_state[f"archive-{turn(_DRAFT_KEY)}"]
    open_file(_DRAFT_KEY, None)
    if chosen is None:
        return
    with failures_are_said():
        content = chosen.getvalue()
        if content.startswith(ZIP) or is_own_markdown(content[:200].decode("utf-8", "replace")):
            show_saved_files(saved_files(chosen.name, content))
        else:
            _show_archive(content)


def _ask(revision: int) -> None:
    """Have it brought in while the page is drawn, where a bar can be seen."""
    if file_of(_DRAFT_KEY) is not None:  # else a second click
        st.session_state[f"{_DRAFT_KEY}/asked"] = revision


def _bring(found: Plan, revision: int) -> None:
    words = f"Saving {counted(len(found.add) + len(found.replace), 'record')}"
    with failures_are_said(), progress_bar(words) as move:
        back_up_before(vault(), "before import")
        try:
            vault().imports.bring(found.add, found.replace, revision, "archive", move)
        except Changed:
            raise LookChanged from None
        say(f"Brought in: {plan_words(found)}.")
        leave_file(_DRAFT_KEY)
    st.rerun()
