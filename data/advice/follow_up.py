"""Follow-up of things to say: still open, said and how it was taken, or let go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.fit.notes_belief import NotesBelief
from data.fit.path import Point, points_at
from data.model.dimension import Dimension
from data.model.moment import TheyDid
from data.model.note import Note
from data.model.therapist import Therapist
from data.model.to_say import ToSay

ENOUGH: Final = 2
"""Notes with a rating after it was said."""
CLEAR: Final = 1.0
"""Points by which a level has to differ before it is called a change."""


@dataclass(frozen=True)
class Outcome:
    """One thing to say and what became of it. ``said_on`` is None while it was not said."""

    to_say: ToSay
    said_on: date | None
    they: TheyDid | None

    @property
    def is_open(self) -> bool:
        """Return True while it is still to be said."""
        return self.said_on is None and self.to_say.let_go_on is None


@dataclass(frozen=True)
class LevelChange:
    """One dimension before and after, each a point of its path. ``notes``: with a rating since."""

    dimension: Dimension
    before: Point
    after: Point
    notes: int

    @property
    def is_clear(self) -> bool:
        """Return True where the level moved and neither likely range holds the other's level."""
        low, high = sorted((self.before, self.after), key=lambda point: point.level)
        return high.level - low.level >= CLEAR and low.high < high.level and high.low > low.level


def outcomes(therapist: Therapist, notes: Iterable[Note]) -> tuple[Outcome, ...]:
    """Return what became of each thing to say, in the order in which they were written.

    ``notes``: those about this therapist by day. The first note that says so counts.
    """
    answers = {
        said.what: (note.date, said.they)
        for note in reversed([*notes])
        for said in note.said
        if said.how == "said it"
    }
    return tuple(
        Outcome(sentence, *answers.get(sentence.id, (sentence.said_on, None)))
        for sentence in sorted(
            therapist.to_say, key=lambda sentence: (sentence.written_at, str(sentence.id))
        )
    )


def still_to_say(therapist: Therapist, notes: Iterable[Note]) -> tuple[ToSay, ...]:
    """Return what is still to be said; nothing to somebody marked unsafe or ended with."""
    if therapist.warning_signs or therapist.status == "ended":
        return ()
    return tuple(outcome.to_say for outcome in outcomes(therapist, notes) if outcome.is_open)


def change(
    notes_belief: NotesBelief,
    therapist: Therapist,
    outcome: Outcome,
    dimensions: Sequence[Dimension],
) -> LevelChange | None:
    """Return where its dimension was before it was said and where it is now, seen from today.

    None before there are two notes with a rating since, or without one before.
    """
    dimension = next(
        (dimension for dimension in dimensions if dimension.key == outcome.to_say.dimension), None
    )
    if dimension is None or outcome.said_on is None:
        return None
    cell = (therapist.id, dimension.key)
    track = notes_belief.tracks.get(cell)
    ratings = track.evidence if track else ()
    earlier = sum(rating.day <= outcome.said_on for rating in ratings)
    since = len(ratings) - earlier
    if not earlier or since < ENOUGH:
        return None
    before, after = points_at(notes_belief, {cell: [earlier - 1, len(ratings) - 1]})[cell]
    return LevelChange(dimension, before, after, since)
