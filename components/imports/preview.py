"""What a file becomes, before it is kept: the first notes, the rows left out, one button."""

import streamlit as st

from components.frame.messages import say, told
from components.notes.list import folded
from components.session import records, revision, vault
from data.errors import BadInput
from data.imports.archive_merge import plan
from data.imports.table_mapping import Refused, Taken
from data.keeping.backups import back_up_before
from data.model.records import Records
from data.words import counted, day_words

_SHOWN, _LISTED = 3, 50


def taken_form(place: str, taken: Taken) -> None:
    """Draw the preview and the button. ``place`` tells this file's widgets from others'."""
    found = plan(records(), taken.records)
    new = found.new.get("note", 0)
    here = len(taken.records.notes) - new
    said = [counted(new, "new note")]
    said += [f"{here} already here"] if here else []
    people = found.new.get("therapist", 0)
    said += [counted(people, "new therapist")] if people else []
    st.subheader(", ".join(said), anchor=False)
    names = {one.id: one.name for one in (*records().therapists, *taken.records.therapists)}
    for note in taken.records.notes[:_SHOWN]:
        with st.container(border=True, gap="xxsmall"):
            who = names.get(note.therapist, "") if note.therapist else ""
            st.text(" · ".join(part for part in (day_words(note.date), who, note.kind) if part))
            if note.text:
                st.text(folded(note.text))
            if note.ratings:
                st.text(", ".join(f"{one.dimension}: {one.value}" for one in note.ratings))
    if len(taken.records.notes) > _SHOWN:
        st.caption(f"and {len(taken.records.notes) - _SHOWN} more")
    leave = _refused(place, taken.refused)
    with st.container(horizontal=True):
        st.button(
            f"Bring in {counted(new, 'note')}",
            key=f"{place}-bring",
            type="primary",
            disabled=not found.add or not leave,
            on_click=_bring,
            args=(place, taken, revision()),
        )
        st.button("Leave it", key=f"{place}-leave", on_click=leave_file, args=(place,))


def _refused(place: str, refused: tuple[Refused, ...]) -> bool:
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
    return bool(st.toggle(label, key=f"{place}-leave-out"))


def _bring(place: str, taken: Taken, seen: int) -> None:
    if file_of(place) is None:  # a second click
        return
    with told():
        found = plan(vault().records(), taken.records)
        _together(vault().records(), found.add)
        back_up_before(vault(), "before import")
        vault().bring(found.add, found.replace, seen)
        say(f"{counted(found.new.get('note', 0), 'note')} saved.")
        leave_file(place)


def _together(mine: Records, add: tuple[object, ...]) -> None:
    """Refuse what would not hold together with what is here."""
    known = {one.id for one in mine.therapists} | {getattr(one, "id", None) for one in add}
    if any(getattr(one, "therapist", None) not in {None, *known} for one in add):
        raise BadInput(
            "A therapist was deleted in another window meanwhile, so nothing was saved. "
            "Choose again whom the notes are about."
        )


def file_of(place: str) -> object:
    """Return what was read from the file that is open here, None where none is."""
    return st.session_state.get(f"{place}/file")


def turn(place: str) -> int:
    """Return how often the field for files began again."""
    return int(st.session_state.get(f"{place}/turn", 0))


def leave_file(place: str) -> None:
    """Drop a file and all that was decided about it."""
    for key in [
        str(key) for key in st.session_state if str(key).startswith((f"{place}/", f"{place}-"))
    ]:
        if key != f"{place}/turn":
            del st.session_state[key]
    st.session_state[f"{place}/turn"] = turn(place) + 1
