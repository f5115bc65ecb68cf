"""Agreed things: what is still open until next time, and what became of the others.

Asked about once, at the next note, and quiet after that. Nothing here enters any figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from data.model.agreed import AgreedAnswer
from data.model.note import Note, notes_in_order

WHILE: Final = timedelta(weeks=8)
"""For so long what was agreed last stands on Home; after that it is history."""


@dataclass(frozen=True)
class AgreedThing:
    """Agreed thing of one note, and what a later one says became of it."""

    note: Note
    answer: AgreedAnswer | None = None


def agreed_things(notes: Iterable[Note]) -> tuple[AgreedThing, ...]:
    """Return everything that was agreed, by day. Of several answers the first counts."""
    listed = notes_in_order(notes)
    answers = {
        note.agreed_before.note: note.agreed_before
        for note in reversed(listed)
        if note.agreed_before
    }
    return tuple(AgreedThing(note, answers.get(note.id)) for note in listed if note.agreed.strip())


def asked_about(notes: Sequence[Note], draft: Note | None, day: date) -> Note | None:
    """Return the note whose agreed thing a note on ``day`` is asked about; None for none.

    ``notes``: those about one therapist by day. ``draft``: the note that is changed, None for a new
    one. Its own answer stays; else what the note right before it agreed, if nobody answered yet.
    """
    others = [note for note in notes if draft is None or note.id != draft.id]
    if draft and draft.agreed_before:
        return next((note for note in others if note.id == draft.agreed_before.note), None)
    at = (day, draft.written_at.isoformat() if draft else "~")
    last = next((note for note in reversed(others) if note.order[:2] < at), None)
    answered = {note.agreed_before.note for note in others if note.agreed_before}
    return last if last and last.agreed.strip() and last.id not in answered else None


def until_next_time(notes: Sequence[Note], today: date) -> Note | None:
    """Return the last note about one therapist, where it says what to do or take along.

    None once another note was written, or after `WHILE`. ``notes``: those about one therapist.
    """
    last = notes[-1] if notes else None
    says = last and (last.agreed.strip() or last.take_along.strip())
    return last if last and says and today - last.date <= WHILE else None
