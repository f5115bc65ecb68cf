"""Choice of the therapist and the stretch of time on Over time."""

from datetime import date

from components.session import records
from components.widgets.therapist_choice import therapist_choice
from data.model.note import Note
from data.model.therapist import Therapist


def chosen_therapist() -> Therapist | None:
    """Draw the choice among those with notes, and return who is looked at; None for nobody."""
    noted = [who for who in records().therapists if records().notes_of(who.id)]
    return therapist_choice("Whom?", noted, "whom")


def colour_index_of(therapist: Therapist) -> int:
    """Return the place of a therapist in the palette, for colour and shape."""
    return records().therapists.index(therapist)


def days_of(notes: tuple[Note, ...]) -> tuple[date, date]:
    """Return the first and the last day these notes speak of; there is at least one."""
    return notes[0].date, max(note.date for note in notes)
