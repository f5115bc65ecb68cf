"""Expectation and what came: the first session, the newest one, and how often I'd go back.

Picked out of the notes as they are; nothing is weighed against the expectation here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.model.note import GoBack, Note


@dataclass(frozen=True)
class Came:
    """Sessions beside an expectation. ``newest`` is None where there is one note only.

    ``go_back``: how often each answer was given, from yes to no.
    """

    first: Note
    newest: Note | None
    go_back: tuple[tuple[GoBack, int], ...]


def came(notes: Sequence[Note]) -> Came | None:
    """Return what came, from the notes on one therapist by day; None before the first session."""
    lived = [note for note in notes if note.kind in ("session", "from memory")]
    if not lived:
        return None
    answers = [note.go_back for note in lived]
    order: tuple[GoBack, ...] = ("yes", "unsure", "no")
    counted = tuple((answer, answers.count(answer)) for answer in order if answer in answers)
    return Came(lived[0], lived[-1] if len(lived) > 1 else None, counted)
