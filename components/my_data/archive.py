"""Archive: brought in after a look at what it would add."""

from dataclasses import dataclass
from typing import Final, cast

import streamlit as st

from components.my_data.archive_questions import (
    ARCHIVE,
    choice_for_all,
    choices_for_each,
    namesake_questions,
    needs_question,
    scale_questions,
    takes_their_needs,
    what_differs,
)
from components.session import records, revision, today, vault
from components.widgets.messages import failures_are_said, say
from components.widgets.opened_file import (
    content_key,
    file_of,
    leave_file,
    open_file,
    turn,
)
from components.widgets.progress import progress_bar
from data.errors import Changed, LookChanged
from data.imports.archive_merge import Plan, plan
from data.imports.own_markdown import is_own_markdown, read_own_markdown
from data.imports.table_reader import Refused
from data.imports.text_files import TextFile, TextFiles, saved_files
from data.imports.workbook import ZIP
from data.keeping.backups import back_up_before
from data.model.archive import read_archive
from data.model.records import Records
from data.words import counted

_LISTED: Final = 20


@dataclass(frozen=True)
class _OpenArchive:
    """The archive that is open: its records, a name for its contents, files that say nothing."""

    records: Records
    key: str
    refused: tuple[Refused, ...] = ()


def bring_archive() -> None:
    """Draw the way to take an archive of one's own into the vault."""
    st.file_uploader(
        "An archive that Rapport exported, or text files that it saved (Markdown, or their ZIP)",
        type=["json", "zip", "md"],
        key=f"archive-{turn(ARCHIVE)}",
        on_change=_read,
    )
    opened = cast(_OpenArchive | None, file_of(ARCHIVE))
    if opened is not None:
        _preview(opened)


def show_saved_files(found: TextFiles) -> None:
    """Open the archive or the Markdown files that Rapport saved; what cannot be read is said."""
    if found.archive is not None:
        _show_archive(found.archive)
    else:
        _show_markdown(found.own)


def _show_archive(content: bytes) -> None:
    open_file(ARCHIVE, _OpenArchive(read_archive(content, today()), content_key(content)))


def _show_markdown(files: tuple[TextFile, ...]) -> None:
    named = [(file.name, file.text) for file in files]
    found, refused = read_own_markdown(named, records().therapists, today())
    key = content_key(*(file.text.encode() for file in files))
    open_file(ARCHIVE, _OpenArchive(found, key, refused))


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
    found = plan(
        *(records(), opened.records, choice_for_all(), choices_for_each()),
        take_needs=takes_their_needs(),
    )
    _refused(opened.refused)
    st.markdown(f"In this archive: {plan_words(found)}.")
    open_questions = needs_question(found) + namesake_questions(found) + scale_questions(found)
    differs = tuple(
        differ for differ in found.differs if not (differ.shares_a_name or differ.shares_a_key)
    )
    what_differs(differs)
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
        st.button("Leave it", key="archive-leave", on_click=leave_file, args=(ARCHIVE,))
    asked = st.session_state.pop(f"{ARCHIVE}/asked", None)
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


def _read() -> None:
    """Begin afresh with the file that was chosen."""
    chosen = st.session_state[f"archive-{turn(ARCHIVE)}"]
    open_file(ARCHIVE, None)
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
    if file_of(ARCHIVE) is not None:  # else a second click
        st.session_state[f"{ARCHIVE}/asked"] = revision


def _bring(found: Plan, revision: int) -> None:
    words = f"Saving {counted(len(found.add) + len(found.replace), 'record')}"
    with failures_are_said(), progress_bar(words) as move:
        back_up_before(vault(), "before import")
        try:
            vault().imports.bring(found.add, found.replace, revision, "archive", move)
        except Changed:
            raise LookChanged from None
        say(f"Brought in: {plan_words(found)}.")
        leave_file(ARCHIVE)
    st.rerun()
