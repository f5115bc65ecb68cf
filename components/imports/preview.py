"""Import preview: the first notes, what is left out, what is here already, one button to keep."""

import streamlit as st

from components.imports.changed_records import changed_records, choices_for_each
from components.notes.list import folded
from components.session import records, revision, vault
from components.widgets.messages import failures_are_said, say
from components.widgets.opened_file import leave_file, widget_key, worked_out
from components.widgets.progress import progress_bar
from data.errors import BadInput, Changed, LookChanged
from data.imports.archive_merge import Plan, plan
from data.imports.note_match import matched_notes
from data.imports.table_mapping import Taken
from data.imports.table_reader import Refused
from data.keeping.backups import back_up_before
from data.model.fee import fee_words
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist, status_words
from data.words import counted, day_words

_FIRST, _LISTED = 3, 50


def taken_form(draft_key: str, taken: Taken, source: object, *, hurdle: str = "") -> None:
    """Draw the preview and the button.

    ``draft_key`` tells this file's widgets from others'; ``source``: what ``taken`` was worked out
    from. ``hurdle``: what is still to be said before anything can be brought in.
    """
    brought = worked_out(
        draft_key, "matched", (source, revision()),
        lambda: matched_notes(records(), taken.records, taken.matched),
    )  # fmt: skip
    look = worked_out(draft_key, "look", (source, revision()), lambda: plan(records(), brought))
    each = choices_for_each(draft_key, look.differs)
    found = look if {*each.values()} <= {"mine"} else worked_out(
        draft_key, "plan", (source, revision(), tuple(sorted(each.items()))),
        lambda: plan(records(), brought, each=each),
    )  # fmt: skip
    st.subheader(_in_words(look, taken), anchor=False)
    changed_records(draft_key, look.differs)
    _first_notes(taken)
    leave = refused_rows(draft_key, taken.refused)
    if hurdle:
        st.info(hurdle)
    nothing = not (found.add or found.replace)
    with st.container(horizontal=True):
        st.button(
            _label(found),
            key=widget_key(draft_key, "bring"),
            type="primary",
            disabled=nothing or not leave or bool(hurdle) or len(each) < len(look.differs),
            on_click=_ask,
            args=(draft_key, revision()),
        )
        st.button(
            "Leave it",
            key=widget_key(draft_key, "leave"),
            on_click=leave_file,
            args=(draft_key,),
        )
    asked = st.session_state.pop(f"{draft_key}/asked", None)
    if asked is not None and not nothing:
        _bring(draft_key, found, asked)


def _label(found: Plan) -> str:
    return f"Bring in {_what_comes(found)}"


def _what_comes(found: Plan) -> str:
    """Return what is added or changed: the notes, else the therapists."""
    records_of_it = (*found.add, *found.replace)
    notes = sum(isinstance(record, Note) for record in records_of_it)
    people = sum(isinstance(record, Therapist) for record in records_of_it)
    return counted(people, "therapist") if people and not notes else counted(notes, "note")


def _in_words(found: Plan, taken: Taken) -> str:
    """Return what comes of a file: "1 new note, 2 look like notes you have, changed"."""
    people = sum(isinstance(differs.theirs, Therapist) for differs in found.differs)
    new, changed = found.new.get("note", 0), len(found.differs) - people
    here = len(taken.records.notes) - new - changed
    said = [counted(new, "new note")] if taken.records.notes else []
    if changed:
        alike = "looks like a note" if changed == 1 else "look like notes"
        said.append(f"{changed} {alike} you have, changed")
    said += [f"{here} already here"] if here else []
    if somebody := found.new.get("therapist", 0):
        said.append(counted(somebody, "new therapist"))
    if people:
        said.append(f"{counted(people, 'therapist')} of whom it says something else")
    if dimensions := found.new.get("dimension", 0):
        said.append(counted(dimensions, "new dimension"))
    return ", ".join(said) or "Nothing that is not here already"


def _first_notes(taken: Taken) -> None:
    names = {
        therapist.id: therapist.name
        for therapist in (*records().therapists, *taken.records.therapists)
    }
    for note in taken.records.notes[:_FIRST]:
        with st.container(border=True, gap="xxsmall"):
            who = names.get(note.therapist, "") if note.therapist else ""
            st.text(" · ".join(part for part in (day_words(note.date), who, note.kind) if part))
            if note.text:
                st.text(folded(note.text))
            if note.ratings:
                st.text(_ratings(note).removeprefix(", "))
    if len(taken.records.notes) > _FIRST:
        st.caption(f"and {len(taken.records.notes) - _FIRST} more")
    if not taken.records.notes:
        _first_therapists(taken.records.therapists)


def _first_therapists(therapists: tuple[Therapist, ...]) -> None:
    for therapist in therapists[:_FIRST]:
        with st.container(border=True):
            steps = len(therapist.search_steps)
            said = [therapist.name, status_words(therapist.status)]
            said += [fee_words(therapist.fee)] if therapist.fee else []
            st.text(" · ".join([*said, *([counted(steps, "search step")] if steps else [])]))
    if len(therapists) > _FIRST:
        st.caption(f"and {len(therapists) - _FIRST} more")


def _ratings(note: Note) -> str:
    dimensions = records().scales()

    def named(key: str) -> str:
        return dimensions[key].name if key in dimensions else key

    return "".join(f", {named(rating.dimension)}: {rating.value}" for rating in note.ratings)


def refused_rows(draft_key: str, refused: tuple[Refused, ...]) -> bool:
    """Draw what cannot be taken, by number or name; return whether one may go on without it."""
    if not refused:
        return True
    single = len(refused) == 1
    files = bool(refused[0].name)
    what = "file" if files else "row"
    st.warning(
        f"{counted(len(refused), what)} cannot be taken as {'it is' if single else 'they are'}."
    )
    for row in refused[:_LISTED]:
        st.text(f"{row.name or f'Row {row.number}'}: {row.reason}")
    if len(refused) > _LISTED:
        st.caption(f"and {len(refused) - _LISTED} more")
    if files:
        st.caption("The others are read.")
        return True
    st.caption("Mend them in the file and choose it again, or leave them out.")
    label = "Leave this row out" if single else "Leave these rows out"
    return bool(st.toggle(label, key=widget_key(draft_key, "leave-out")))


def _ask(draft_key: str, revision: int) -> None:
    """Have the file brought in while the page is drawn, where a bar can be seen."""
    st.session_state[f"{draft_key}/asked"] = revision


def _bring(draft_key: str, found: Plan, revision: int) -> None:
    rows = len(found.add) + len(found.replace)
    words = f"Saving {counted(rows, 'record')}"
    with failures_are_said(), progress_bar(words) as move:
        refuse_strangers(vault().records(), found.add)
        back_up_before(vault(), "before import")
        try:
            vault().imports.bring(found.add, found.replace, revision, "notes", move)
        except Changed:
            raise LookChanged from None
        say(f"{_what_comes(found)} saved.")
        leave_file(draft_key)
    st.rerun()


def refuse_strangers(mine: Records, add: tuple[object, ...]) -> None:
    """Refuse what would not hold together with what is here."""
    there = {None, *(therapist.id for therapist in mine.therapists)}
    there |= {record.id for record in add if isinstance(record, Therapist)}
    if any(isinstance(record, Note) and record.therapist not in there for record in add):
        raise BadInput(
            "A therapist was deleted in another window meanwhile, so nothing was saved. "
            "Choose again whom the notes are about."
        )
