"""Robustness of the answer: to one importance, to all of them, to the newest note.

Source: docs/fit-model.md, "How firm the answer is".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from data.fit.comparison import (
    LEVEL,
    Contender,
    Race,
    compared,
    contenders,
    front_of,
    mean_fit,
    needs_together,
    race,
)
from data.fit.notes_belief import NotesBelief
from data.fit.question import Asked
from data.model.dimension import Dimension
from data.model.therapist import Therapist

IMPORTANCES = (0, 1, 2)
"""Left out, nice to have, matters."""


@dataclass(frozen=True)
class Flip:
    """A change of one importance that puts somebody else in ``front``; 0 is left out."""

    dimension: Dimension
    before: int
    after: int
    front: UUID


@dataclass(frozen=True)
class Verdict:
    """Therapist in front by the needs and notes as they are, and what would change that.

    ``front``: the highest mean fit of those in the ``running``; None when nobody is. ``leader``:
    the front, if its chance to fit best is at least .80; None is "no clear winner". ``p_best``: of
    the front, 0..1. ``flips``: the smallest changes of one importance that change the front, all
    of one size, the largest lead first.
    """

    front: UUID | None
    leader: UUID | None
    p_best: float | None
    running: tuple[UUID, ...]
    equal_weights_front: UUID | None
    equal_weights_leader: UUID | None
    without_newest_note_front: UUID | None
    without_newest_note_leader: UUID | None
    without_newest_note_running: tuple[UUID, ...]
    flips: tuple[Flip, ...]


def verdict(
    now: Race,
    entered: Sequence[Contender],
    therapists: Sequence[Therapist],
    notes_belief: NotesBelief,
    question: Asked,
) -> Verdict:
    """Return the answer ``now`` gives, asked again in other ways."""
    alike = len(set(question.weights)) < 2
    equal = now if alike else _asked_again(therapists, notes_belief, question.alike())
    without = _asked_again(therapists, notes_belief.without_newest, question)
    return Verdict(
        front=now.front,
        leader=now.leader,
        p_best=None if now.front is None else now.p_best[now.front],
        running=now.running,
        equal_weights_front=equal.front,
        equal_weights_leader=equal.leader,
        without_newest_note_front=without.front,
        without_newest_note_leader=without.leader,
        without_newest_note_running=without.running,
        flips=() if now.front is None else _flips(now.front, entered, question),
    )


def _asked_again(
    therapists: Sequence[Therapist], notes_belief: NotesBelief, question: Asked
) -> Race:
    r = needs_together(notes_belief, question)
    return race(contenders(therapists, notes_belief, question, r), question.weights)


def _flips(front: UUID, entered: Sequence[Contender], question: Asked) -> tuple[Flip, ...]:
    """Return the smallest changes of one importance that put somebody else in front.

    Everything asked is as before but for that importance: also who is compared.
    """
    for size in (1, 2):
        found = [
            flip
            for at, need in enumerate(question.counted)
            for after in IMPORTANCES
            if abs(after - need.importance) == size
            and (flip := _flip(front, at, after, entered, question))
        ]
        if found:
            # Equal but for the last digit is equal, so that the order is the same everywhere.
            found.sort(
                key=lambda entry: (-round(entry[0], 9), entry[1].dimension.key, entry[1].after)
            )
            return tuple(flip for _, flip in found)
    return ()


def _flip(
    front: UUID, at: int, after: int, entered: Sequence[Contender], question: Asked
) -> tuple[float, Flip] | None:
    """Return the change with the lead of the new front over the old one, if there is a new one.

    Whoever comes level with the old front is not in front of them.
    """
    weights: list[int] = [need.importance for need in question.counted]
    before, weights[at] = weights[at], after
    running = [rival for rival in entered if rival.eligible and compared(rival.rated, weights)]
    other = front_of(running, weights)
    if other is None or other == front:
        return None
    means = {rival.therapist: mean_fit(rival, weights) for rival in entered}
    still = any(rival.therapist == front for rival in running)
    if still and means[other] - means[front] <= LEVEL:
        return None
    dimension = question.dimensions[question.counted[at].dimension]
    return means[other] - means[front], Flip(dimension, before, after, other)
