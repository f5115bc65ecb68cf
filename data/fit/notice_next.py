"""Notice next: which need keeps a therapist's fit as unsure as it is.

Source: docs/fit-model.md, "What to notice next".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from data.fit.fit import of_unrated
from data.fit.notes_belief import NotesBelief
from data.fit.observation import Floats
from data.fit.question import Asked
from data.model.dimension import Dimension

_NOTHING = 1e-12
"""A variance below this is what sums of floats leave where nothing is unsure."""


@dataclass(frozen=True)
class Notice:
    """``share``: how much of the variance of a therapist's fit one need causes, 0..1."""

    dimension: Dimension
    share: float


def notice_next(therapist: UUID, notes_belief: NotesBelief, question: Asked) -> tuple[Notice, ...]:
    """Return all needs in fit by falling share; together they make 1, or 0 if all is certain.

    Rated needs are independent. Those without a rating share one unknown: what it causes is
    divided by how far each alone would move the fit (its standard deviation).
    """
    causes: dict[str, float] = {}
    moves: dict[str, float] = {}
    together: Floats | float = 0.0
    for need, weight in zip(question.counted, question.weights, strict=True):
        view = notes_belief.view(therapist, need)
        if view is not None:
            causes[need.dimension] = (weight * view.deviation) ** 2
        else:
            worths = weight * of_unrated(need, notes_belief.swing)
            together = together + worths
            moves[need.dimension] = float(worths.std())
    if moves:
        causes |= _divided(float(np.var(together)), moves)
    whole = sum(causes.values())
    shares = {key: cause / whole if whole > _NOTHING else 0.0 for key, cause in causes.items()}
    # Equal but for the last digit is equal, so that the order is the same on every platform.
    ordered = sorted(shares, key=lambda key: (-round(shares[key], 9), key))
    return tuple(Notice(question.dimensions[key], shares[key]) for key in ordered)


def _divided(variance: float, moves: Mapping[str, float]) -> dict[str, float]:
    whole = sum(moves.values())
    return {key: variance * own / whole if whole else 0.0 for key, own in moves.items()}
