"""Text file import: days from front matter, name or first lines; where none is, it is asked."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast

import streamlit as st

from components.imports.preview import taken_form
from components.imports.table_questions import year_question
from components.my_data.archive import show_saved_files
from components.session import records, revision, timezone, today
from components.widgets.messages import failures_are_said, say
from components.widgets.opened_file import (
    content_key,
    file_of,
    open_file,
    turn,
    widget_key,
    worked_out,
)
from data.imports.days import DateOrder
from data.imports.table_mapping import Taken
from data.imports.text_files import (
    FileChoices,
    TextFiles,
    read_text_files,
    take_text_files,
)
from data.model.record import EARLIEST
from data.text_encoding import ENCODINGS

_DRAFT_KEY: Final = "files"
_ASKED: Final = 20


@dataclass(frozen=True)
class _OpenTexts:
    """The files that are open, as they were chosen, and a name for their contents."""

    chosen: tuple[tuple[str, bytes], ...]
    key: str


def text_files_form() -> None:
    """Draw the field for the files and what they become."""
    st.markdown(
        "Markdown or plain text, or a folder of them as ZIP. They may come from Obsidian, Notion, "
        "Apple Notes, a chat, or Rapport itself. The day is read from the file's name, its front "
        "matter or its first lines."
    )
    st.file_uploader(
        "Text files",
        type=["md", "markdown", "txt", "zip"],
        accept_multiple_files=True,
        key=f"files-chosen-{turn(_DRAFT_KEY)}",
        on_change=_read,
        label_visibility="collapsed",
    )
    opened = cast(_OpenTexts | None, file_of(_DRAFT_KEY))
    if opened is None:
        return
    files = _files(opened)
    people = {therapist.name: therapist for therapist in records().therapists}
    name = st.selectbox(
        "Whom are they about?",
        list(people),
        index=None,
        placeholder="Sort later: they become jots",
        key=widget_key(_DRAFT_KEY, "whom"),
    )
    therapist = people.get(name) if name else None
    choices = FileChoices(therapist, zone=timezone())
    first = take_text_files(files.files, therapist, today(), choices)
    choices, hurdle = _asked(first, choices)
    source = (opened.key, repr(choices), revision(), files.files[0].text[:1] if files.files else "")
    taken = worked_out(
        _DRAFT_KEY, "taken", source,
        lambda: take_text_files(files.files, therapist, today(), choices),
    )  # fmt: skip
    whole = Taken(taken.records, (*files.refused, *taken.refused), taken.matched, taken.undated)
    taken_form(_DRAFT_KEY, whole, source, hurdle=hurdle)


def _read() -> None:
    """Begin afresh with the files that were chosen."""
    chosen = tuple(
        (file.name, file.getvalue())
        for file in st.session_state[f"files-chosen-{turn(_DRAFT_KEY)}"] or []
    )
    open_file(_DRAFT_KEY, None)
    if not chosen:
        return
    with failures_are_said():
        found = read_text_files(chosen)
        if found.archive is not None or found.own:
            show_saved_files(found)
            say("Rapport saved these files: what they hold is shown under “My data”.", "info")
        if found.archive is not None or (found.own and not (found.files or found.refused)):
            return
        key = content_key(*(content for _, content in chosen))
        open_file(_DRAFT_KEY, _OpenTexts(chosen, key))


def _files(opened: _OpenTexts) -> TextFiles:
    """Return the files as read, with another encoding where one was chosen for guessed letters."""
    files = worked_out(_DRAFT_KEY, "read", opened.key, lambda: read_text_files(opened.chosen))
    guessed = [file.decoded for file in files.files if file.decoded]
    if not guessed:
        return files
    words = [word for decoded in guessed[:5] for word in decoded.doubtful_words(3)]
    options = list(dict.fromkeys([guessed[0].encoding, *guessed[0].others]))
    chosen = st.selectbox(
        f"Are these words right? {', '.join(words[:6])}",
        options,
        format_func=ENCODINGS.__getitem__,
        key=widget_key(_DRAFT_KEY, "encoding"),
    )
    if chosen == options[0]:
        return files
    return worked_out(
        _DRAFT_KEY, f"read {chosen}", opened.key, lambda: read_text_files(opened.chosen, chosen)
    )


def _asked(taken: Taken, choices: FileChoices) -> tuple[FileChoices, str]:
    """Ask once for what the files leave open; return all choices, and what is still to be said."""
    order: DateOrder | None = None
    year: int | None = None
    hurdle = ""
    if taken.order_open:
        order = cast(
            DateOrder | None,
            st.segmented_control(
                "How their days are written",
                ("day first", "month first"),
                key=widget_key(_DRAFT_KEY, "order"),
            ),
        )
        hurdle = "" if order else "Their days can be read in more than one way. Choose one."
    if taken.year_open:
        key = widget_key(_DRAFT_KEY, "year")
        year = year_question(taken.year_open, key=key, value=None)
        hurdle = hurdle if year else "Some days name no year. Say which year they are of."
    days = _days(taken)
    if len(days) < len(taken.undated) and not _as_jots(taken):
        hurdle = hurdle or "Not every file says its day. Give each its day, or have them be jots."
    return FileChoices(choices.therapist, year, order, choices.zone, days), hurdle


def _days(taken: Taken) -> dict[str, dt.date]:
    """Ask for the day of each file that has none."""
    days = {}
    for number, name in enumerate(taken.undated[:_ASKED]):
        day = st.date_input(
            f"No day found in {name}. Which day was it?",
            value=None,
            min_value=EARLIEST,
            max_value=today(),
            format="YYYY-MM-DD",
            key=widget_key(_DRAFT_KEY, f"day-{number}"),
        )
        if day is not None:
            days[name] = day
    return days


def _as_jots(taken: Taken) -> bool:
    if not taken.undated:
        return True
    return st.toggle(
        "Those without a day become jots of today", key=widget_key(_DRAFT_KEY, "as-jots")
    )
