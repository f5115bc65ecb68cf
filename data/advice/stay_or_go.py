"""Stay or go: when to look again, what came beside what was expected, and what has helped so far.

Nothing here decides, or weighs anything against the expectation. Ending is as respectable as
staying.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from data.advice.agreed import agreed_things
from data.model.note import GoBack, Note, notes_in_order
from data.model.records import Records
from data.model.therapist import LookAgain


@dataclass(frozen=True)
class Helped:
    """Something that helped, in the person's own words. ``name``: of the therapist, as typed.

    ``agreed``: it was agreed in that note, and a later one says that it helped.
    """

    note: UUID
    day: date
    name: str
    text: str
    agreed: bool = False


@dataclass(frozen=True)
class Came:
    """Sessions beside an expectation. ``newest`` is None where there is one note only.

    ``go_back``: how often each answer was given, from yes to no.
    """

    first: Note
    newest: Note | None
    go_back: tuple[tuple[GoBack, int], ...]


def sessions_so_far(notes: Iterable[Note]) -> int:
    """Return how many sessions these notes speak of; a first call is none."""
    return sum(
        (note.sessions or 1) if note.kind == "from memory" else note.kind == "session"
        for note in notes
    )


def is_time(look: LookAgain | None, notes: Iterable[Note], today: date) -> bool:
    """Return whether it is time to look again: the day has come, or so many sessions were had."""
    if look is None:
        return False
    day = look.on is not None and look.on <= today
    return day or (
        look.after_sessions is not None and sessions_so_far(notes) >= look.after_sessions
    )


def came(notes: Sequence[Note]) -> Came | None:
    """Return what came, from the notes on one therapist by day; None before the first session."""
    lived = [note for note in notes if note.kind in ("session", "from memory")]
    if not lived:
        return None
    answers = [note.go_back for note in lived]
    order: tuple[GoBack, ...] = ("yes", "unsure", "no")
    counted = tuple((answer, answers.count(answer)) for answer in order if answer in answers)
    return Came(lived[0], lived[-1] if len(lived) > 1 else None, counted)


def what_has_helped(records: Records) -> tuple[Helped, ...]:
    """Return everything that helped, over all therapists, newest first.

    What notes say that helped, and what was agreed and helped, a little too.
    """
    names = {therapist.id: therapist.name for therapist in records.therapists}
    helped = {
        thing.note.id
        for thing in agreed_things(records.notes)
        if thing.answer and thing.answer.helped in {"it helped", "a little"}
    }
    return tuple(
        Helped(note.id, note.date, names[note.therapist], text.strip(), agreed)
        for note in reversed(notes_in_order(records.notes))
        for text, agreed in ((note.helped, False), (note.agreed * (note.id in helped), True))
        if text.strip() and note.therapist in names
    )
