"""Honesty checks: where ratings may say less than they seem to. Never enforced, never a reproach.

Values only; the sentences are in `says`. Source: docs/fit-model.md, "Honesty checks".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal
from uuid import UUID

from data.fit.notes_belief import NotesBelief
from data.fit.question import Asked
from data.fit.rating_habits import correlation, flat_notes
from data.fit.rating_table import RatingTable
from data.fit.robustness import Verdict
from data.fit.standing import Standing
from data.model.dimension import Dimension

FLAT_NOTES: Final = 3
TOGETHER: Final = 0.60
UNLIKELY: Final = 0.02
"""Of one rating alone; of several the least likely is unlikely sooner, so each needs less."""


@dataclass(frozen=True)
class Flat:
    """``notes`` of the ``of`` notes with three or more ratings have all within one point."""

    kind: ClassVar[Literal["flat"]] = "flat"
    therapist: UUID
    notes: int
    of: int
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True)
class Halo:
    """Needs rise and fall together: mean ``correlation``, -1..1, over ``pairs`` of them."""

    kind: ClassVar[Literal["halo"]] = "halo"
    therapist: UUID
    correlation: float
    pairs: int
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True)
class LastSession:
    """The leader hangs on the newest note, which is about ``therapist``.

    ``leader`` with it, ``without`` it; None is no clear winner.
    """

    kind: ClassVar[Literal["last session"]] = "last session"
    therapist: UUID
    leader: UUID | None
    without: UUID | None
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True)
class Thin:
    """A compared therapist with only one rating on these ``dimensions`` of the fit."""

    kind: ClassVar[Literal["thin"]] = "thin"
    therapist: UUID
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True)
class Break:
    """The newest note is unlike those before on these ``dimensions``, the least likely first.

    ``chances``: how likely each of its ratings was, 0..1, expected from the notes before.
    """

    kind: ClassVar[Literal["break"]] = "break"
    therapist: UUID
    note: UUID
    dimensions: tuple[Dimension, ...]
    chances: tuple[float, ...]


Check = Flat | Halo | LastSession | Thin | Break


def checks(
    standings: Sequence[Standing], verdict: Verdict, notes_belief: NotesBelief, question: Asked
) -> tuple[Check, ...]:
    """Return all that hold: those on the newest note first, then by therapist."""
    found: list[Check | None] = []
    if any(standing.therapist.id == notes_belief.entries[-1].therapist for standing in standings):
        found += [_last_session(verdict, notes_belief), _break(notes_belief, question)]
    for standing in standings:
        who = standing.therapist.id
        found.append(_thin(standing))
        if who in notes_belief.tables:
            table = notes_belief.tables[who]
            found += [_flat(who, table), _halo(who, table, question)]
    return tuple(check for check in found if check is not None)


def _last_session(verdict: Verdict, notes_belief: NotesBelief) -> LastSession | None:
    """Nobody leads alone: with one in the running there is nothing that could change."""
    alone = min(len(verdict.running), len(verdict.without_newest_note_running)) < 2
    if alone or verdict.leader == verdict.without_newest_note_leader:
        return None
    newest = notes_belief.entries[-1].therapist
    return LastSession(newest, verdict.leader, verdict.without_newest_note_leader)


def _break(notes_belief: NotesBelief, question: Asked) -> Break | None:
    """Return the break, if the least likely ratings are unlikely even for so many (Simes)."""
    ratings = max(len(notes_belief.entries[-1].ratings), 1)
    least = sorted(
        (round(surprise.chance, 9), surprise.dimension, surprise.chance)
        for surprise in notes_belief.surprises
    )
    unlikely = [
        at for at, (_, _, chance) in enumerate(least, 1) if chance < UNLIKELY * at / ratings
    ]
    found = [
        (question.dimensions[key], chance)
        for _, key, chance in least[: max(unlikely, default=0)]
        if question.speaks_of(key)
    ]
    if not found:
        return None
    return Break(
        notes_belief.entries[-1].therapist,
        notes_belief.entries[-1].note,
        tuple(dimension for dimension, _ in found),
        tuple(chance for _, chance in found),
    )


def _thin(standing: Standing) -> Thin | None:
    thin = tuple(cell.dimension for cell in standing.counted if len(cell.evidence) == 1)
    return Thin(standing.therapist.id, thin) if standing.compared and thin else None


def _flat(therapist: UUID, table: RatingTable) -> Flat | None:
    flat, asked = flat_notes(table)
    return Flat(therapist, flat, asked) if flat >= FLAT_NOTES else None


def _halo(therapist: UUID, table: RatingTable, question: Asked) -> Halo | None:
    found = correlation(table, question.needs)
    return Halo(therapist, *found) if found and found[0] >= TOGETHER else None
