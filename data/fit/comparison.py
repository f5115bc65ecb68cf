"""Comparison: every pair, all together, who may be named in front, and how sure that is.

Never ranks people: only those in the running can be named, and "no clear winner" is an answer.
Source: docs/fit-model.md, "Comparison".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import numpy as np

from data.fit.cell_view import CellView
from data.fit.fit import of_all_unrated, of_unrated, spread
from data.fit.needs_together import stretch_by, stretched, together
from data.fit.notes_belief import NotesBelief
from data.fit.observation import Floats
from data.fit.question import ENDED, Asked
from data.model.dimension import Dimension
from data.model.therapist import Therapist

CLEARLY = 0.80
"""How likely the front must fit best to be the leader."""

LEAD = 0.015
"""By how much of fit, 0..1, the front must be ahead of the next to be the leader."""

LEVEL = 0.001
"""Mean fits nearer than this are level: nothing that is shown tells them apart."""

SAME = 1e-9
"""Two fits that differ by less are equal: what is left is the last digits of sums."""


@dataclass(frozen=True, eq=False)
class Contender:
    """Therapist as a comparison needs them.

    ``written_at``: when they were written down. By need in fit: ``worths``, the mean of U, 0..1,
    rated or not, and whether it is ``rated``. ``chances``: of every fit, None when not compared.
    ``eligible``: no must-have is missed, and it has not ended unless those are included.
    """

    therapist: UUID
    written_at: datetime
    worths: Floats
    rated: np.ndarray
    chances: Floats | None
    eligible: bool

    @property
    def running(self) -> bool:
        """Return True where they may be named in front."""
        return self.eligible and self.chances is not None


@dataclass(frozen=True)
class Race:
    """Chances of all compared against each other.

    ``front``: the highest mean fit in the running. ``leader``: the same, if it is clear.
    ``p_best``: by therapist, for all compared, the chance 0..1 to fit best of all in the running;
    for one outside, if they joined.
    """

    front: UUID | None
    leader: UUID | None
    running: tuple[UUID, ...]
    p_best: Mapping[UUID, float]


@dataclass(frozen=True)
class Pull:
    """Pull of one need on a pair, as a part of fit: above 0 for ``a``, below for ``b``."""

    dimension: Dimension
    by: float


@dataclass(frozen=True)
class Pair:
    """Two compared therapists. ``p_a_ahead``: the chance 0..1 that a fits better, ties half.

    ``pulls``: every need in fit, the strongest first; together the difference of mean fit.
    """

    a: UUID
    b: UUID
    p_a_ahead: float
    pulls: tuple[Pull, ...]


def contenders(
    therapists: Iterable[Therapist], notes_belief: NotesBelief, question: Asked, r: float
) -> list[Contender]:
    """Return how these therapists enter a comparison, in their order.

    ``r``: what `needs_together` returned for the same notes and question.
    """
    return [_contender(therapist, notes_belief, question, r) for therapist in therapists]


def needs_together(notes_belief: NotesBelief, question: Asked) -> float:
    """Return how far needs go together for this person, 0..1, by all notes on all therapists."""
    return together(notes_belief.tables.values(), question.counted, question.weights)


def _contender(
    therapist: Therapist, notes_belief: NotesBelief, question: Asked, r: float
) -> Contender:
    views = [notes_belief.view(therapist.id, need) for need in question.counted]
    rated = np.array([view is not None for view in views], dtype=bool)
    here = question.include_ended or therapist.status != ENDED
    musts = [notes_belief.view(therapist.id, need) for need in question.musts]
    missed = any(view is not None and view.must_status == "missed" for view in musts)
    return Contender(
        therapist.id,
        therapist.written_at,
        np.array(
            [
                view.outlook.utility if view else float(of_unrated(need, notes_belief.swing).mean())
                for need, view in zip(question.counted, views, strict=True)
            ]
        ),
        rated,
        _chances(views, notes_belief, question, r) if compared(rated, question.weights) else None,
        here and not missed,
    )


def compared(rated: np.ndarray, weights: Sequence[int]) -> bool:
    """Return whether at least half of the weight of the needs is rated, and something is."""
    given = int(np.array(weights, dtype=int) @ rated)
    return given > 0 and 2 * given >= sum(weights)


def _chances(
    views: Sequence[CellView | None], notes_belief: NotesBelief, question: Asked, r: float
) -> Floats:
    rated, unrated = [], []
    for need, weight, view in zip(question.counted, question.weights, views, strict=True):
        if view is None:
            unrated.append((weight, need))
        else:
            rated.append((weight, view))
    chances = spread(
        [(weight, view.chances) for weight, view in rated], unrated, notes_belief.swing
    )
    if not r:
        return chances
    parts = [weight * view.deviation for weight, view in rated]
    if unrated:
        parts.append(float(of_all_unrated(unrated, notes_belief.swing).std()))
    return stretched(chances, stretch_by(r, parts))


def race(contenders: Sequence[Contender], weights: Sequence[int]) -> Race:
    """Return who is in front, whether that is clear, and the chances of all compared."""
    running = [rival for rival in contenders if rival.running]
    ids = [rival.therapist for rival in running]
    inside = dict(zip(ids, p_best(_spreads(running)), strict=True))
    chances = {
        rival.therapist: inside[rival.therapist]
        if rival.running
        else p_best([rival.chances, *_spreads(running)])[0]
        for rival in contenders
        if rival.chances is not None
    }
    front = front_of(running, weights)
    clear = front is not None and inside[front] >= CLEARLY - SAME
    return Race(front, front if clear and _ahead(running, weights) else None, tuple(ids), chances)


def _ahead(running: Sequence[Contender], weights: Sequence[int]) -> bool:
    """Return whether the highest mean fit is far enough from the next."""
    means = sorted(mean_fit(rival, weights) for rival in running)
    return len(means) < 2 or means[-1] - means[-2] >= LEAD - SAME


def _spreads(contenders: Sequence[Contender]) -> list[Floats]:
    return [rival.chances for rival in contenders if rival.chances is not None]


def front_of(contenders: Sequence[Contender], weights: Sequence[int]) -> UUID | None:
    """Return who has the highest mean fit; of those level with it, who was written down first.

    Of those written down at once, as when a table is brought in, whoever stands first here.
    """
    if not contenders:
        return None
    means = [mean_fit(rival, weights) for rival in contenders]
    highest = max(means)
    level = [r for r, mean in zip(contenders, means, strict=True) if mean >= highest - LEVEL]
    return min(level, key=lambda rival: rival.written_at).therapist


def mean_fit(contender: Contender, weights: Sequence[int]) -> float:
    """Return the mean fit, 0..1, under these weights of the needs in fit."""
    return float(contender.worths @ np.array(weights) / sum(weights))


def p_best(spreads: Sequence[Floats]) -> list[float]:
    """Return for each distribution the chance that it is the highest; ties are shared equally.

    All lie on one grid and are independent. A tie of m is shared by the mean over t in 0..1 of
    the product of (below + t here) over the others, a polynomial, so that Gauss's points give it
    exactly.
    """
    if not spreads:
        return []
    here = np.stack(spreads)
    below = here.cumsum(axis=1) - here
    chances = np.zeros(len(spreads))
    for point, share in _gauss(len(spreads) // 2 + 1):
        reached = below + point * here
        chances += share * (here * _all_others(reached)).sum(axis=1)
    found: list[float] = np.clip(chances, 0.0, 1.0).tolist()
    return found


@lru_cache(maxsize=32)
def _gauss(count: int) -> tuple[tuple[float, float], ...]:
    """Return Gauss's points on 0..1 with their shares: exact up to the power ``2 count - 1``."""
    points, shares = np.polynomial.legendre.leggauss(count)
    return tuple(zip(((points + 1) / 2).tolist(), (shares / 2).tolist(), strict=True))


def _all_others(reached: Floats) -> Floats:
    """Return the product over all rows but one's own, without dividing: some are 0."""
    before, after = np.ones_like(reached), np.ones_like(reached)
    for row in range(1, len(reached)):
        before[row] = before[row - 1] * reached[row - 1]
        after[-row - 1] = after[-row] * reached[-row]
    return np.asarray(before * after)


def p_ahead(a: Floats, b: Floats) -> float:
    """Return the chance that a lies above b, independent and on one grid; a tie counts half."""
    below = b.cumsum() - b
    return float(np.clip((a * (below + b / 2)).sum(), 0.0, 1.0))


def pairs(contenders: Sequence[Contender], question: Asked) -> tuple[Pair, ...]:
    """Return every two compared therapists, in the order given."""
    listed = [(rival, rival.chances) for rival in contenders if rival.chances is not None]
    return tuple(
        Pair(
            a.therapist,
            b.therapist,
            p_ahead(of_a, of_b),
            _pulls(a.worths - b.worths, question),
        )
        for at, (a, of_a) in enumerate(listed)
        for b, of_b in listed[at + 1 :]
    )


def _pulls(apart: Floats, question: Asked) -> tuple[Pull, ...]:
    by = apart * np.array(question.weights) / question.whole
    found = [
        Pull(question.dimensions[need.dimension], float(own))
        for need, own in zip(question.counted, by, strict=True)
    ]
    return tuple(sorted(found, key=lambda pull: (-round(abs(pull.by), 9), pull.dimension.key)))
