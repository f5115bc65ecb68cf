"""Openness: a dimension's ratings beside how open one was. Never a cause.

Read off the notes alone; it enters no figure.
"""

from collections.abc import Iterable
from typing import Final, Literal

import numpy as np

from data.model.note import Note

Trend = Literal["higher", "lower"]

ENOUGH: Final = 8
"""Notes that say both."""
CLEAR: Final = 0.5
"""Correlation from which on it is said."""


def goes_with_openness(notes: Iterable[Note], dimension: str) -> Trend | None:
    """Return which way ratings went where one was more open; None where not clearly."""
    both = [
        (note.own_part.open, rating.value)
        for note in notes
        for rating in note.ratings
        if rating.dimension == dimension
        and isinstance(rating.value, int)
        and note.own_part
        and note.own_part.open is not None
    ]
    if len(both) < ENOUGH:
        return None
    opened, rated = np.array(both, dtype=float).T
    if np.ptp(opened) == 0 or np.ptp(rated) == 0:
        return None
    together = float(np.corrcoef(opened, rated)[0, 1])
    if abs(together) < CLEAR:
        return None
    return "higher" if together > 0 else "lower"
