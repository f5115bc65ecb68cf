"""Suggestions for one therapist at the next session, most helpful first.

From clear gaps, moments that are still open, things left unsaid, and something good. At most
three, each with the notes behind it; none at all for somebody marked unsafe, or ended with. What
lies on the list to say already, was said or was let go is not offered again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from data.advice.follow_up import outcomes
from data.advice.texts import is_good, is_open, words
from data.fit.gap import gaps
from data.fit.report import Report
from data.model.dimension import Dimension
from data.model.moment import Moment
from data.model.note import Note
from data.model.therapist import Therapist
from data.model.to_say import ToSay

Lack = Literal["too little", "too much", "swings"]

MOST: Final = 3
FEW: Final = 2
"""Notes with a rating after something was said, before the same gap is brought up again."""

_HALF_LIFE: Final = 60
"""Days in which something left open loses half its weight, counted to the newest note."""
_OPEN, _UNSAID, _GOOD = 1.0, 0.8, 0.25
"""A gap weighs what it costs, 0..2, and one more for a must-have."""


@dataclass(frozen=True)
class GapPiece:
    """A clear gap. ``note`` is the one that tells most of it, ``notes`` are all behind it."""

    dimension: Dimension
    side: Lack
    note: UUID
    notes: tuple[UUID, ...]
    day: date
    weight: float
    moment: None = None


@dataclass(frozen=True)
class MomentPiece:
    """Something that happened: still open, or good enough to say so."""

    moment: Moment
    note: UUID
    day: date
    weight: float

    @property
    def notes(self) -> tuple[UUID, ...]:
        """The notes behind it."""
        return (self.note,)


@dataclass(frozen=True)
class UnsaidPiece:
    """Something left unsaid, in the person's own words."""

    text: str
    note: UUID
    day: date
    weight: float
    moment: None = None

    @property
    def notes(self) -> tuple[UUID, ...]:
        """The notes behind it."""
        return (self.note,)


Piece = GapPiece | MomentPiece | UnsaidPiece


def worth_saying(
    therapist: Therapist, notes: Sequence[Note], report: Report | None
) -> tuple[Piece, ...]:
    """Return at most three things worth saying next, most helpful first.

    ``notes``: those about this therapist by day, jots left out. ``report``: how everybody stands,
    None where there is nothing to compare yet.
    """
    if therapist.warning_signs or therapist.status == "ended" or not notes:
        return ()
    found = [
        piece
        for piece in (*_of_gaps(therapist, notes, report), *_of_notes(notes))
        if not _taken_up(piece, therapist.to_say)
    ]
    return tuple(_one_of_a_dimension(sorted(found, key=_order)))[:MOST]


def left_unsaid(therapist: Therapist, notes: Iterable[Note]) -> tuple[UnsaidPiece, ...]:
    """Return everything left unsaid that was not taken up yet, newest first."""
    if therapist.warning_signs:
        return ()
    found = [piece for note in notes for piece in _unsaid(note, note.date)]
    return tuple(thought for thought in reversed(found) if not _taken_up(thought, therapist.to_say))


def right_after(therapist: Therapist, note: Note) -> MomentPiece | None:
    """Return what could be said right away after this note: one hard moment is enough."""
    kinds = words().moment
    there = [moment for moment in note.moments if kinds[moment.kind].hard and is_open(moment)]
    if therapist.warning_signs or therapist.status == "ended" or not there:
        return None
    first = max(there, key=lambda moment: kinds[moment.kind].hard)
    piece = MomentPiece(first, note.id, note.date, _OPEN)
    return None if _taken_up(piece, therapist.to_say) else piece


def dimension_of(piece: Piece) -> str | None:
    """Return the key of the dimension on which a change would show; None for something unsaid."""
    if isinstance(piece, GapPiece):
        return piece.dimension.key
    if isinstance(piece, MomentPiece):
        return words().moment[piece.moment.kind].dimension
    return None


def _of_gaps(
    therapist: Therapist, notes: Sequence[Note], report: Report | None
) -> Iterator[GapPiece]:
    """The clear gaps, but those just spoken about: they get two notes to change."""
    if report is None or all(
        standing.therapist.id != therapist.id for standing in report.standings
    ):
        return
    standing = report.standing(therapist.id)
    musts = {must.dimension.key for must in standing.musts}
    resting = set(_resting(therapist, notes))
    for gap in gaps([standing]):
        cell, where = gap.cell, gap.cell.side.where
        if cell.dimension.key in resting:
            continue
        side: Lack = "too little" if where == "too little" else "swings"
        side = "too much" if where == "too much" else side
        outside = tuple(
            evidence.note
            for evidence in cell.evidence
            if not cell.need.low <= evidence.value <= cell.need.high
        )
        yield GapPiece(
            dimension=cell.dimension,
            side=side,
            note=gap.telling.note,
            notes=outside or (gap.telling.note,),
            day=gap.telling.day,
            weight=gap.cost + (cell.dimension.key in musts),
        )


def _resting(therapist: Therapist, notes: Sequence[Note]) -> Iterator[str]:
    for outcome in outcomes(therapist, notes):
        key = outcome.to_say.dimension
        since = outcome.said_on or outcome.to_say.let_go_on
        if key and since is None:
            yield key
        elif key and since:
            rated = [
                note for note in notes
                if note.date > since and any(rating.dimension == key for rating in note.ratings)
            ]  # fmt: skip
            if len(rated) < FEW:
                yield key


def _of_notes(notes: Sequence[Note]) -> Iterator[Piece]:
    newest = notes[-1].last_day
    for note in notes:
        fading = 0.5 ** (max(0, (newest - note.date).days) / _HALF_LIFE)
        for moment in note.moments:
            if is_open(moment):
                half = 0.5 if moment.settled == "partly" else 1.0
                yield MomentPiece(moment, note.id, note.date, _OPEN * half * fading)
            elif is_good(moment):
                yield MomentPiece(moment, note.id, note.date, _GOOD * fading)
        yield from _unsaid(note, newest)


def _unsaid(note: Note, newest: date) -> Iterator[UnsaidPiece]:
    if note.own_part and note.own_part.unsaid.strip():
        fading = 0.5 ** (max(0, (newest - note.date).days) / _HALF_LIFE)
        yield UnsaidPiece(note.own_part.unsaid.strip(), note.id, note.date, _UNSAID * fading)


def _taken_up(piece: Piece, to_say: Iterable[ToSay]) -> bool:
    """Return True where a moment or something unsaid lies on the list, or did."""
    if isinstance(piece, GapPiece):
        return False
    if isinstance(piece, MomentPiece):
        return any(
            sentence.note == piece.note and sentence.moment == piece.moment.kind
            for sentence in to_say
        )
    from_note = (sentence for sentence in to_say if sentence.note == piece.note)
    return any(sentence.moment is None and sentence.dimension is None for sentence in from_note)


def _one_of_a_dimension(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out what would raise the same thing a second time."""
    raised: set[str] = set()
    for piece in pieces:
        key = dimension_of(piece)
        if key is None or key not in raised:
            yield piece
        if key:
            raised.add(key)


def _order(piece: Piece) -> tuple[float, int, str, str, str]:
    """The heaviest first; equal ones in an order that never changes."""
    kinds = (GapPiece, MomentPiece, UnsaidPiece)
    more = piece.moment.model_dump_json() if piece.moment else dimension_of(piece) or ""
    rank = next(at for at, kind in enumerate(kinds) if isinstance(piece, kind))
    return -round(piece.weight, 9), rank, piece.day.isoformat(), str(piece.note), more
