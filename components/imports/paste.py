"""Paste several notes at once: a text, a preview of the notes it becomes, one button.

All that was typed or decided is one `Pasted`, kept in the vault as a draft until it is saved; the
widgets only show it, so that a preview of many notes can be shown page by page.
"""

from contextlib import suppress
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.imports.paste_draft import Pasted, PastedRow, hurdle_of, note_of, rows_of
from components.imports.table_questions import year_question
from components.notes.list import AT_ONCE, folded
from components.session import records, timezone, today, vault
from components.widgets.draft import Draft
from components.widgets.field_state import field_value, list_value
from components.widgets.messages import failures_are_said, say
from components.widgets.text_field import newest_text, text_field
from data.errors import ArchiveDiffers, BadInput, Changed, VaultError
from data.model.record import EARLIEST, new_id, now
from data.model.records import Records
from data.model.therapist import Therapist
from data.words import counted, day_words

_DRAFT: Final = Draft(
    Pasted,
    "paste",
    says_something=lambda pasted: pasted.text,
    is_in=lambda said, pasted: said.text.strip() in pasted.text,
)
_TEXT: Final = "paste-text"
_KINDS: Final = {"session": "A session each", "from memory": "Written from memory"}


def paste_form() -> None:
    """Draw the text, whom it is about, the preview and the button."""
    pasted = _pasted()
    if pasted.therapist and pasted.therapist not in _names():  # deleted since it was chosen
        pasted = pasted.model_copy(update={"therapist": None})
        _show(pasted)
    _text(pasted)
    if not pasted.text.strip():
        st.button("Show the notes", key="paste-look", type="primary")
        return
    rows, empty = rows_of(pasted, today(), timezone())
    _about(pasted)
    _year(pasted, rows)
    st.header(f"{counted(len(rows), 'note')} in this text", anchor=False)
    if empty:
        st.caption(f"{counted(empty, 'date')} with nothing under it: left out.")
    _preview(pasted, rows)
    keep = [row for row in rows if row.keep]
    hurdle = hurdle_of(pasted, keep)
    if hurdle:
        st.info(hurdle)
    st.button(
        f"Save {counted(len(keep), 'note')}",
        key="paste-save",
        type="secondary" if hurdle else "primary",
        disabled=bool(hurdle),
        on_click=_save,
        args=(pasted.first,),
    )


def _text(pasted: Pasted) -> None:
    text_field(
        _TEXT,
        "Paste them here",
        pasted.text,
        generation=_DRAFT.generation(),
        on_text=_keep_text,
        on_save=_keep_text,
        rows=9,
    )
    st.caption(
        "A line that begins with a date begins a new note: 31 March 2026, March 31, 2026, "
        "2026-03-31, 31.03.2026 or 31/03/2026, in most languages. A chat is split by its days."
    )


def _about(pasted: Pasted) -> None:
    names = _names()
    whom = list_value("paste-whom", pasted.therapist, list(names))
    st.selectbox(
        "Who are they about?",
        list(names),
        format_func=names.__getitem__,
        placeholder="Sort later",
        **({"index": None} | whom),
        on_change=_keep,
        args=("therapist", "paste-whom"),
    )
    if pasted.therapist is None:
        st.caption("They wait among your notes as jots until you sort them.")
        return
    st.segmented_control(
        "What are they?",
        list(_KINDS),
        format_func=_KINDS.__getitem__,
        **field_value("paste-kind", pasted.kind),
        required=True,
        on_change=_keep,
        args=("kind", "paste-kind"),
    )


def _year(pasted: Pasted, rows: list[PastedRow]) -> None:
    """Ask once for the year of all days that name none."""
    example = next((row.piece.yearless for row in rows if row.piece.yearless), "")
    if pasted.year is None and not example:
        return
    year_question(
        example,
        **field_value("paste-year", pasted.year, "value"),
        on_change=_keep,
        args=("year", "paste-year"),
    )


def _preview(pasted: Pasted, rows: list[PastedRow]) -> None:
    pages = -(-len(rows) // AT_ONCE)
    page = st.pagination(pages, key="paste-page") if pages > 1 else 1
    for row in rows[(page - 1) * AT_ONCE : page * AT_ONCE]:
        with st.container(border=True, gap="xxsmall"):
            is_dated = row.piece.day is not None and not row.piece.ambiguous
            with st.container(horizontal=is_dated, horizontal_alignment="distribute"):
                _day(pasted, row, is_known=is_dated)
                st.toggle(
                    "Leave out",
                    value=not row.keep,
                    key=f"paste-out-{row.name}",
                    on_change=_keep,
                    args=("left_out", f"paste-out-{row.name}", row.name),
                )
            st.text(folded(row.piece.text))


def _day(pasted: Pasted, row: PastedRow, *, is_known: bool) -> None:
    """Draw the day as it was read, or ask for it."""
    read = row.piece.day
    if is_known and read:
        st.markdown(f"**{day_words(read)}**", width="content")
        return
    if read:
        other = row.piece.other or read
        label = f"Is it {day_words(read)} or {day_words(other)}?"
    elif pasted.therapist is None:
        label = "No date found. Which day? Left empty, it is today."
    else:
        label = "No date found. Which day was it?"
    st.date_input(
        label,
        value=row.day,
        min_value=EARLIEST,
        max_value=max(row.day or today(), today()),
        format="YYYY-MM-DD",
        key=f"paste-day-{row.name}",
        on_change=_keep,
        args=("days", f"paste-day-{row.name}", row.name),
    )


def _save(first: UUID) -> None:
    """Save what the preview showed, in one transaction. ``first``: the text it belonged to."""
    if (newest := newest_text(_TEXT, _DRAFT.generation())) is not None:
        _keep_text(newest)
    _take_taps()
    pasted = _pasted()
    keep = [row for row in rows_of(pasted, today(), timezone())[0] if row.keep]
    if not pasted.text:  # a second click: it is saved
        return
    with failures_are_said():
        if pasted.first != first:
            say("The text has changed since. Look at the notes once more, then save.", "info")
            return
        if hurdle := hurdle_of(pasted, keep):
            raise BadInput(hurdle)
        them = vault().get(Therapist, pasted.therapist).record if pasted.therapist else None
        notes = tuple(note_of(pasted, row, them, today()) for row in keep)
        drafts = _DRAFT.covered(pasted)
        try:
            vault().take(Records(therapists=(them,) if them else (), notes=notes))
        except ArchiveDiffers:  # another window saved these notes, or changed the therapist
            raise Changed from None
        say(f"{counted(len(notes), 'note')} saved.")
        _show(Pasted())
        st.session_state["paste-saved"] = pasted
        # A draft left behind would be saved under the same ids, thus not again.
        with suppress(VaultError):
            vault().drafts.drop(drafts)
            _DRAFT.close()


def _take_taps() -> None:
    """Take what was decided just before the button: its callbacks may come after the button's."""
    _keep("therapist", "paste-whom")
    _keep("kind", "paste-kind")
    _keep("year", "paste-year")
    for row in rows_of(_pasted(), today(), timezone())[0]:
        _keep("days", f"paste-day-{row.name}", row.name)
        _keep("left_out", f"paste-out-{row.name}", row.name)


def _names() -> dict[UUID, str]:
    return {therapist.id: therapist.name for therapist in records().therapists}


def _pasted() -> Pasted:
    """Return what is on the screen; in a new session, what was kept in the vault."""
    return _DRAFT.held() or _show(_DRAFT.found() or Pasted())


def _show(pasted: Pasted) -> Pasted:
    """Put this in the place of what is on the screen."""
    for key in ("paste-whom", "paste-kind", "paste-page", "paste-year"):
        st.session_state.pop(key, None)
    _DRAFT.renew()
    return _DRAFT.hold(pasted)


def _keep_text(text: str) -> None:
    saved = st.session_state.get("paste-saved")
    if text == _pasted().text:
        return
    if saved and saved.text == text:  # pasted once more: the same notes, saved already
        _change(**dict(saved))
    else:
        _change(text=text, first=new_id(), at=now())


def _keep(field: str, key: str, name: str = "") -> None:
    """Keep a decision. On a text that was saved before, another one makes other notes."""
    if key not in st.session_state:  # a second click sends what is not drawn any more
        return
    pasted, saved = _pasted(), st.session_state.get("paste-saved")
    value = st.session_state[key]
    if field == "days":
        others = {key: day for key, day in pasted.days.items() if key != name}
        value = others | ({name: value} if value else {})
    elif field == "left_out":
        value = pasted.left_out | {name} if value else pasted.left_out - {name}
    elif field == "kind":
        value = value or "session"
    if value != getattr(pasted, field):
        again = saved is not None and saved.first == pasted.first
        _change(**{field: value}, **({"first": new_id(), "at": now()} if again else {}))


def _change(**what: Any) -> None:
    with failures_are_said():
        _DRAFT.keep(_pasted().model_copy(update=what))
