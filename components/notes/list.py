"""The list of notes: find some, read them, delete one and bring it back.

Only the notes of the shown page are drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final
from uuid import UUID

import streamlit as st

from components.notes.delete import ask_before_deleting, bring_back, delete_button, undo
from components.notes.search import nothing_found, search
from components.session import records, vault
from components.widgets.address import id_in_address
from components.widgets.as_typed import plain
from data.advice.note_phrases import moment_words, own_part_words
from data.errors import NoNotes
from data.model.agreed import answer_words
from data.model.dimension import Dimension
from data.model.moment import Moment
from data.model.note import Note, NoteKind, notes_in_order
from data.vault.way_back import WAY_BACK
from data.words import counted, day_words, shortened

AT_ONCE: Final = 20
"""How many notes a page shows."""
_CHOSEN: Final = "notes-chosen"
_FIRST_WORDS: Final = 60
_HEADS: Final[Mapping[NoteKind, str]] = {
    "session": "Session with ",
    "first call": "First call with ",
    "from memory": "From memory, ",
    "jot": "Jot",
}


def ways_to_write() -> None:
    """Draw the links to where notes are made, and go back to the note that was open."""
    if "note" not in st.query_params and _CHOSEN in st.session_state:
        st.query_params["note"] = st.session_state[_CHOSEN]
    with st.container(horizontal=True, gap="xsmall"):
        st.page_link("write.py", label="Write a note")
        st.page_link("write.py", label="Jot something down", query_params={"kind": "jot"})
        st.page_link("paste.py", label="Paste several notes")


def note_list() -> None:
    """Draw the notes, newest first, and the chosen one beside them, to be read.

    On a phone the chosen one lies over the list, which stays where it was.
    """
    all_records, removed = records(), vault().removed.notes()
    names = {therapist.id: therapist.name for therapist in all_records.therapists}
    dimensions = all_records.scales()
    if not all_records.notes:
        st.info(NoNotes().sentence)
    gone = next((n for n in removed if n.id == st.session_state.get("notes-deleted")), None)
    listing, reading = st.columns([2, 3], gap="medium")
    with listing:
        found = search(all_records, names)
        listed = found.notes[::-1] if gone is None else _newest_first((*found.notes, gone))
        if all_records.notes and not listed:
            nothing_found()
        page = _page(listed, f"notes-page-{st.session_state.get('notes-asked', 0)}")
        chosen = _chosen(all_records.notes)
        first = next((note for note in page if note is not gone), None)
        with st.container(key="notes-rows", gap=None):
            for note in page:
                if note is gone:
                    undo(note)
                else:
                    _row(note, names, dimensions, found.where(note), lit=note is (chosen or first))
        _deleted(removed, names)
    with reading:
        if read := chosen or first:
            with st.container(key="notes-sheet" if chosen else "notes-first"):
                _card(read, names, dimensions)
                if chosen:
                    st.button("Close", key="note-close", on_click=_choose, width="stretch")


def _chosen(notes: Iterable[Note]) -> Note | None:
    """The note that was tapped, or that the address names."""
    named = id_in_address("note")
    return next((note for note in notes if note.id == named), None) if named else None


def _choose(note: UUID | None = None) -> None:
    """Show a note beside the list, or close the one that is shown. The address names it."""
    if note is None:
        st.query_params.pop("note", None)
        st.session_state.pop(_CHOSEN, None)
    else:
        st.query_params["note"] = st.session_state[_CHOSEN] = str(note)


def _row(
    note: Note,
    names: Mapping[UUID, str],
    dimensions: Mapping[str, Dimension],
    where: str,
    *,
    lit: bool,
) -> None:
    """One line of the list: when, what, with whom, its first words, and where words were found."""
    words = shortened(note.text, _FIRST_WORDS) or "ratings only"
    words = f"{words} · {where}" if where else words
    st.button(
        f"{_headline(note, names)}  \n:small[{plain(words)}]",
        key=f"note-row/{note.id}",
        type="secondary" if lit else "tertiary",
        on_click=_choose,
        args=(note.id,),
        width="stretch",
    )
    if marks := _marks(note, dimensions):
        st.html(marks)


def _marks(note: Note, dimensions: Mapping[str, Dimension]) -> str:
    """Return the ratings of a note as small strips, 0 at the left end of each and 10 at the right.

    Those that see them read the names beside the note; a screen reader is told them here.
    """
    strips = "".join(
        f'<i style="--at: {rating.value}"></i>'
        for rating in note.ratings
        if isinstance(rating.value, int)
    )
    words = escape(rating_words(note, dimensions))
    whole = f'<div class="rapport-marks" role="img" aria-label="{words}">{strips}</div>'
    return whole if strips else ""


def folded(text: str) -> str:
    """Return the text, or the beginning of a long one."""
    if len(text) <= 900 and text.count("\n") < 12:
        return text
    begin = "\n".join(text.split("\n", 8)[:8])[:600]
    return f"{begin.rstrip()} …"


def note_texts(note: Note) -> dict[str, str]:
    """Return everything in words in a note by the label before it; "" where there is none."""
    return {
        "": note.text,
        "Worked on: ": note.worked_on,
        "Helped: ": note.helped,
        "Did not help: ": note.did_not_help,
        "Until next time: ": note.agreed,
        "To take along: ": note.take_along,
        "What was agreed before: ": answer_words(note.agreed_before),
        "Between you: ": "\n".join(map(moment_line, note.moments)),
        "Your part. ": own_part_words(note),
    }


def rating_words(note: Note, dimensions: Mapping[str, Dimension]) -> str:
    """Return the ratings of a note in one line: "Pace 6, Attunement did not come up"."""

    def named(key: str) -> str:
        return dimensions[key].name if key in dimensions else "A deleted dimension"

    return ", ".join(f"{named(rating.dimension)} {rating.value}" for rating in note.ratings)


def moment_line(moment: Moment) -> str:
    """Return a moment in one line, with one's own words about it."""
    return f"{moment_words(moment)}{f': “{moment.words}”' if moment.words else ''}"


def _newest_first(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(reversed(notes_in_order(notes)))


def _page(notes: Sequence[Note], key: str) -> Sequence[Note]:
    """Draw the pages where there are several, and return the notes of the chosen one."""
    pages = -(-len(notes) // AT_ONCE)
    page = st.pagination(pages, key=key, persist_state="session") if pages > 1 else 1
    return notes[(page - 1) * AT_ONCE : page * AT_ONCE]


def _headline(note: Note, names: Mapping[UUID, str]) -> str:
    """Return in Markdown when it was, what it was, and with whom."""
    when = day_words(note.date)
    if note.until:
        when = f"{when} to {day_words(note.until)}"
    name = names.get(note.therapist, "") if note.therapist else ""
    between = " about " if note.kind == "jot" and name else ""
    sessions = f", about {counted(note.sessions, 'session')}" if note.sessions else ""
    return f"**{when}** {_HEADS[note.kind]}{between}{plain(name)}{sessions}"


def _card(note: Note, names: Mapping[UUID, str], dimensions: Mapping[str, Dimension]) -> None:
    # Few elements: each costs as much as finding among a hundred notes.
    texts = note_texts(note)
    whole = note.id in st.session_state.get("notes-whole", ())
    with st.container(border=True, gap="small"):
        st.markdown(_headline(note, names))
        for label, text in texts.items():
            if text:
                st.text(label + (text if whole else folded(text)))
        if note.ratings:
            st.caption(plain(rating_words(note, dimensions)))
        _actions(note, whole=whole, long=any(folded(text) != text for text in texts.values()))


def _actions(note: Note, *, whole: bool, long: bool) -> None:
    # Apart, so that no thumb meets the wrong one.
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.page_link("write.py", label="Change", query_params={"note": str(note.id)})
        if long:
            st.button(
                "Show less" if whole else "Show all",
                key=f"whole-{note.id}",
                type="tertiary",
                on_click=_turn,
                args=(note.id,),
            )
        delete_button(note)
    ask_before_deleting(note)


def _turn(note: UUID) -> None:
    """Show a folded note whole, or fold it again."""
    st.session_state["notes-whole"] = st.session_state.get("notes-whole", frozenset()) ^ {note}


def _deleted(removed: Sequence[Note], names: Mapping[UUID, str]) -> None:
    if not removed:
        return
    fold = st.expander(
        f"Deleted in the last {WAY_BACK.days} days: {counted(len(removed), 'note')}",
        key="notes-removed",
        on_change="rerun",
    )
    if not fold.open:
        return
    with fold:
        for note in _page(removed, "notes-removed-page"):
            _removed(note, names)


def _removed(note: Note, names: Mapping[UUID, str]) -> None:
    with st.container(border=True):
        st.markdown(_headline(note, names))
        if note.text:
            st.text(folded(note.text))
        st.button("Bring back", key=f"back-{note.id}", on_click=bring_back, args=(note.id,))
