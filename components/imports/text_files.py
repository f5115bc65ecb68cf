"""Text and Markdown files, one a note: the day from the file's name or its first line."""

from typing import Final, cast

import streamlit as st

from components.frame.messages import failures_are_said
from components.imports.preview import file_of, taken_form, turn
from components.session import records, today
from data.imports.table_mapping import Taken
from data.imports.text_files import TextFile, read_text_file, take_text_files

_PLACE: Final = "files"


def text_files_form() -> None:
    """Draw the field for the files and what they become."""
    st.markdown(
        "Markdown or plain text, each file one note. Its day is read from its name or its first "
        "line; without one it becomes a jot of today."
    )
    st.file_uploader(
        "Text files",
        type=["md", "markdown", "txt"],
        accept_multiple_files=True,
        key=f"files-chosen-{turn(_PLACE)}",
        on_change=_read,
        label_visibility="collapsed",
    )
    files = cast(tuple[TextFile, ...] | None, file_of(_PLACE))
    if not files:
        return
    people = {therapist.name: therapist for therapist in records().therapists}
    name = st.selectbox(
        "Whom are they about?",
        list(people),
        index=None,
        placeholder="Sort later: they become jots",
        key="files-whom",
    )
    taken: Taken = take_text_files(files, people.get(name) if name else None, today())
    taken_form(_PLACE, taken)


def _read() -> None:
    chosen = st.session_state[f"files-chosen-{turn(_PLACE)}"] or []
    with failures_are_said():
        st.session_state[f"{_PLACE}/file"] = tuple(
            read_text_file(file.name, file.getvalue()) for file in chosen
        )
