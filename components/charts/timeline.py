"""Timeline chart: all notes about one therapist, to drag a stretch of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import altair as alt
import pyarrow as pa

from components.charts import canvas
from components.charts.palette import KINDS, Theme, sign
from data.model.note import Note
from data.words import counted, day_words

COLUMNS = ("part", "x", "text", "colour", "shape")

STRETCH = "stretch"
"""The selection's name: under ``x`` two instants in milliseconds."""

TALL = 48
"""Pixels: enough for a thumb."""


def draw(theme: Theme) -> alt.LayerChart:
    """Return the picture on an empty dataset named ``rows``."""
    x = alt.X("x:T", scale=alt.Scale(nice=False, padding=8), axis=canvas.MONTHS)
    base = canvas.empty().encode(x=x)
    notes = canvas.points(base, 60, said=True, filled=False, strokeWidth=1.6)
    dragged = alt.selection_interval(name=STRETCH, encodings=["x"])
    return canvas.finish({"note": notes.add_params(dragged)}, "container", TALL, theme)


def rows(notes: Sequence[Note], colour_index: int, theme: Theme) -> pa.Table:
    """Return what is drawn: a note a line, with the columns `COLUMNS`."""
    colour, _ = sign(colour_index, theme)
    marks = [
        {
            "part": "note",
            "x": note.date,
            "text": f"{day_words(note.date)}, {note.kind}",
            "colour": colour,
            "shape": KINDS[note.kind],
        }
        for note in notes
    ]
    return canvas.table(marks, COLUMNS, days=("x",))


def says(notes: Sequence[Note]) -> str:
    """Return the picture in words, for those who do not see it."""
    days = f"from {day_words(notes[0].date)} to {day_words(notes[-1].date)}" if notes else ""
    return f"{counted(len(notes), 'note')} {days}.".replace(" .", ".")


def between(picked: Sequence[float]) -> tuple[date, date]:
    """Return the first and last day of a dragged stretch."""
    first, last = (datetime.fromtimestamp(at / 1000, UTC).date() for at in picked[:2])
    return min(first, last), max(first, last)
