"""Evidence: what fit reads of a note (ratings, rightness, go back), never its text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from data.fit.observation import STEPS, Look
from data.model.note import GoBack, Note, NoteKind, Rating, Right, notes_in_order
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
    """One note, reduced to what fit reads. Only answers that are numbers are ratings.

    ``given``: the ratings of the note that it was made of, by which it is known again.
    """

    note: UUID
    therapist: UUID
    kind: NoteKind
    day: date
    ratings: tuple[NoteRating, ...]
    go_back: GoBack | None
    given: tuple[Rating, ...] = field(default=(), compare=False, repr=False)

    def evidence(self, value: int) -> Evidence:
        """Return one of its ratings as evidence."""
        return Evidence(self.note, self.kind, self.day, value)


def entries(records: Records, before: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """Return every note about a therapist in order of time, jots left out.

    Of several on one day the one written later is later. A rating on a dimension that was deleted
    since is left out. ``before``: those of earlier records with the same dimensions; one whose note
    is as it was is not made again.
    """
    made = {entry.note: entry for entry in before}
    dimensions = frozenset(records.known_dimensions())
    return tuple(
        _entry(note, note.therapist, dimensions, made.get(note.id))
        for note in notes_in_order(records.notes)
        if note.therapist is not None and note.kind != "jot"
    )


def _entry(note: Note, therapist: UUID, dimensions: frozenset[str], before: Entry | None) -> Entry:
    if (
        before is not None
        and before.given is note.ratings
        and before.therapist == therapist
        and (before.kind, before.day, before.go_back) == (note.kind, note.date, note.go_back)
    ):
        return before
    ratings = tuple(
        (rating.dimension, rating.value, rating.right)
        for rating in note.ratings
        if isinstance(rating.value, int) and rating.dimension in dimensions
    )
    return Entry(note.id, therapist, note.kind, note.date, ratings, note.go_back, note.ratings)
