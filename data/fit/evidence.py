"""Evidence: what fit reads of a note (ratings, rightness, go back), never its text."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from data.fit.observation import STEPS, Look
from data.model.note import GoBack, NoteKind, Right
from data.model.records import Records

NoteRating = tuple[str, int, Right | None]
"""One rating: the key of its dimension, 0..10, and whether that was right for me."""

RatingAnswer = tuple[int, Right]
"""A rating 0..10, and whether that was right."""

CellKey = tuple[UUID, str]
"""One therapist on one dimension."""

_CLEAR = tuple(Look(value) for value in STEPS)
_DOUBTFUL = tuple(Look(value, doubtful=True) for value in STEPS)


class Evidence(NamedTuple):
    """One rating with where it comes from: the evidence behind a mark. ``value`` is 0..10."""

    note: UUID
    kind: NoteKind
    day: date
    value: int

    @property
    def look(self) -> Look:
        """Look of this rating at the level: doubtful from memory and from a first call."""
        return (_DOUBTFUL if self.kind in {"from memory", "first call"} else _CLEAR)[self.value]


@dataclass(frozen=True, slots=True)
class Entry:
    """One note, reduced to what fit reads. Only answers that are numbers are ratings."""

    note: UUID
    therapist: UUID
    kind: NoteKind
    day: date
    ratings: tuple[NoteRating, ...]
    go_back: GoBack | None

    def evidence(self, value: int) -> Evidence:
        """Return one of its ratings as evidence."""
        return Evidence(self.note, self.kind, self.day, value)


def entries(records: Records) -> tuple[Entry, ...]:
    """Return every note about a therapist in order of time, jots left out.

    Of several on one day the one written later is later. A rating on a dimension that was deleted
    since is left out.
    """
    dimensions = records.known_dimensions()
    return tuple(
        Entry(
            note.id,
            note.therapist,
            note.kind,
            note.date,
            tuple(
                (rating.dimension, rating.value, rating.right)
                for rating in note.ratings
                if isinstance(rating.value, int) and rating.dimension in dimensions
            ),
            note.go_back,
        )
        for note in sorted(records.notes, key=lambda note: note.order)
        if note.therapist is not None and note.kind != "jot"
    )
