"""The sentences for one piece, mildly and plainly, to be chosen from and changed.

Only sentences of the data files and of the person's own notes are put together here.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from data.advice.suggestions import GapPiece, MomentPiece, Piece, UnsaidPiece
from data.advice.texts import Phrasings, words
from data.model.dimension import Dimension, Wording


@dataclass(frozen=True)
class Proposal:
    """Two ways to say the same thing: what happened, how it was for me, what I would like."""

    mild: str
    plain: str


def proposal(piece: Piece, today: date) -> Proposal:
    """Return both ways to say one piece on some day."""
    match piece:
        case GapPiece():
            return _gap(piece)
        case MomentPiece():
            ways, noted = words().moment[piece.moment.kind], piece.moment.words
            return _both(ways, piece.day, today, noted)
        case UnsaidPiece():
            return _both(words().unsaid, piece.day, today, piece.text)
        case _:
            assert_never(piece)


def right_away(piece: MomentPiece, today: date) -> Proposal:
    """Return two sentences each: what happened, and what I would like."""
    ways = words().moment[piece.moment.kind]
    happened = ways.happened.format(When=_when(piece.day, today))
    return Proposal(f"{happened} {ways.mild.like}", f"{happened} {ways.plain.like}")


def day_said(day: date) -> str:
    """Return a day as one says it: "9 July 2026"."""
    return f"{day.day} {day:%B %Y}"


def _both(ways: Phrasings, day: date, today: date, own: str) -> Proposal:
    happened = ways.happened.format(When=_when(day, today))
    noted = words().noted.format(words=" ".join(own.split())) if own.strip() else ""
    return Proposal(
        *(_joined(happened, way.felt, noted, way.like) for way in (ways.mild, ways.plain))
    )


def _gap(piece: GapPiece) -> Proposal:
    of, opening = piece.dimension, words().gap
    raised = _raised(of, piece.side)
    own = words().only.format(name=of.name) if of.key.startswith("own-") else ""
    day = day_said(piece.day)
    return Proposal(
        _joined(opening.mild.format(day=day), own, raised.mild),
        _joined(opening.plain.format(day=day), own, raised.plain),
    )


def _raised(of: Dimension, side: str) -> Wording:
    if side == "too little":
        return of.raise_too_little
    if side == "too much" and of.raise_too_much:
        return of.raise_too_much
    ends = {"too_little": of.too_little, "too_much": of.too_much or of.too_little}
    swings = words().swings
    return Wording(mild=swings.mild.format(**ends), plain=swings.plain.format(**ends))


def _when(day: date, today: date) -> str:
    return "Today" if day == today else f"On {day_said(day)}"


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
