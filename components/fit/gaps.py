"""The costliest gaps in words, each with one dated line of a note and the note itself."""

import re

import streamlit as st

from components.charts.lines import Line
from components.fit.evidence import open_note
from components.session import records
from components.widgets.as_typed import plain
from data.fit.gap import Gap, gaps
from data.fit.phrases import row_words
from data.model.note import Note
from data.words import day_words

MOST = 3
_LONGEST = 160


def costliest(lines: list[Line]) -> None:
    """Draw the three costliest gaps of those one is with; of all where all have ended."""
    standings = [line.standing for line in lines]
    going_on = [standing for standing in standings if standing.therapist.status != "ended"]
    found = gaps(going_on or standings)[:MOST]
    if not found:
        return
    st.header("What is furthest from what you need", anchor=False)
    if going_on and len(going_on) < len(standings):
        st.caption("Among those you have not ended with.")
    notes = {note.id: note for note in records().notes}
    for gap in found:
        _gap(gap, notes[gap.telling.note], of_several=len(standings) > 1)


def line_of(note: Note) -> str:
    """Return one line of a note: the first sentence of what did not help, or of its text."""
    said = (note.did_not_help, note.text, note.worked_on, note.helped)
    text = " ".join(next((words for words in said if words.strip()), "").split())
    sentence = re.split(r"(?<=[.!?…]) ", text, maxsplit=1)[0]
    if len(sentence) <= _LONGEST:
        return sentence
    return f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} …"


def _gap(gap: Gap, note: Note, *, of_several: bool) -> None:
    name = f"{gap.standing.therapist.name}, " if of_several else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(name + gap.cell.dimension.name)}**: {plain(row_words(gap.cell))}")
        if quote := line_of(note):
            about = "Did not help: " if note.did_not_help.strip() else ""
            st.text(f"{about}“{quote}”")
        label = f"{day_words(gap.telling.day)}, {gap.telling.kind}: {gap.telling.value} of 10"
        open_note(note.id, label, f"gap-{gap.cell.dimension.key}")
