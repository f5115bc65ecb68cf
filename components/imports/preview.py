"""Import preview: the first notes, the rows left out, one button to keep them."""

import streamlit as st

from components.frame.messages import failures_are_said, say
from components.notes.list import folded
from components.session import records, revision, vault
from data.errors import BadInput
from data.imports.archive_merge import plan
from data.imports.table_mapping import Refused, Taken
from data.keeping.backups import back_up_before
from data.model.records import Records
from data.words import counted, day_words

_SHOWN, _LISTED = 3, 50


def taken_form(draft_key: str, taken: Taken) -> None:
    """Draw the preview and the button. ``place`` tells this file's widgets from others'."""
    found = plan(records(), taken.records)
    new = found.new.get("note", 0)
    here = len(taken.records.notes) - new
    said = [counted(new, "new note")]
    said += [f"{here} already here"] if here else []
    people = found.new.get("therapist", 0)
    said += [counted(people, "new therapist")] if people else []
    st.subheader(", ".join(said), anchor=False)
    names = {
        therapist.id: therapist.name
        for therapist in (*records().therapists, *taken.records.therapists)
    }
    for note in taken.records.notes[:_SHOWN]:
        with st.container(border=True, gap="xxsmall"):
            who = names.get(note.therapist, "") if note.therapist else ""
            st.text(" · ".join(part for part in (day_words(note.date), who, note.kind) if part))
            if note.text:
                st.text(folded(note.text))
            if note.ratings:
                st.text(", ".join(f"{rating.dimension}: {rating.value}" for rating in note.ratings))
    if len(taken.records.notes) > _SHOWN:
        st.caption(f"and {len(taken.records.notes) - _SHOWN} more")
    leave = _refused(draft_key, taken.refused)
    with st.container(horizontal=True):
        st.button(
            f"Bring in {counted(new, 'note')}",
            key=f"{draft_key}-bring",
            type="primary",
            disabled=not found.add or not leave,
            on_click=_bring,
            args=(draft_key, taken, revision()),
        )
        st.button("Leave it", key=f"{draft_key}-leave", on_click=leave_file, args=(draft_key,))


def _refused(draft_key: str, refused: tuple[Refused, ...]) -> bool:
    """Draw the rows that cannot be taken; return whether one may go on."""
    if not refused:
        return True
    one = len(refused) == 1
    st.warning(
        f"{counted(len(refused), 'row')} cannot be taken as {'it is' if one else 'they are'}."
    )
    for row in refused[:_LISTED]:
        st.text(f"Row {row.number}: {row.reason}")
    if len(refused) > _LISTED:
        st.caption(f"and {len(refused) - _LISTED} more")
    st.caption("Mend them in the file and choose it again, or leave them out.")
    label = "Leave this row out" if one else "Leave these rows out"
    return bool(st.toggle(label, key=f"{draft_key}-leave-out"))


def _bring(draft_key: str, taken: Taken, revision: int) -> None:
    if file_of(draft_key) is None:  # a second click
        return
    with failures_are_said():
        found = plan(vault().records(), taken.records)
        _together(vault().records(), found.add)
        back_up_before(vault(), "before import")
        vault().bring(found.add, found.replace, revision)
        say(f"{counted(found.new.get('note', 0), 'note')} saved.")
        leave_file(draft_key)


def _together(mine: Records, add: tuple[object, ...]) -> None:
    """Refuse what would not hold together with what is here."""
    known = {therapist.id for therapist in mine.therapists} | {
        getattr(record, "id", None) for record in add
    }
    if any(getattr(record, "therapist", None) not in {None, *known} for record in add):
        raise BadInput(
            "A therapist was deleted in another window meanwhile, so nothing was saved. "
            "Choose again whom the notes are about."
        )


def file_of(draft_key: str) -> object:
    """Return what was read from the file that is open here, None where none is."""
    return st.session_state.get(f"{draft_key}/file")


def turn(draft_key: str) -> int:
    """Return how often the field for files began again."""
    return int(st.session_state.get(f"{draft_key}/turn", 0))


def leave_file(draft_key: str) -> None:
    """Drop a file and all that was decided about it."""
    for key in [
        str(key)
        for key in st.session_state
        if str(key).startswith((f"{draft_key}/", f"{draft_key}-"))
    ]:
        if key != f"{draft_key}/turn":
            del st.session_state[key]
    st.session_state[f"{draft_key}/turn"] = turn(draft_key) + 1
