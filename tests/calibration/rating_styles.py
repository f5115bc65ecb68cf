"""How what was felt becomes a rating, as the fit model assumes and otherwise.

Nothing of ``data.fit`` may be used here, as in `worlds`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from data.model.need import Need
from tests.data.fit import plain_loops

Floats = NDArray[np.float64]

LASTS: Final = 0.8
"""How much of a mood is left at the next note."""
DREADFUL: Final = 4.0
"""So many points lower everything is felt in a dreadful session."""


@dataclass(frozen=True)
class Style:
    """One way to rate, for everybody, all in points of the scale.

    ``answers``: the only ratings given. ``halo``: how far all ratings of one note rise and fall
    together (0..1), or with ``towards`` come nearer to the needs and go away from them. ``mood``:
    the standard deviation of a mood that is added to everything and lasts. ``contrast``: so much
    of the difference to the other therapists is added. ``copied``: how often the last rating is
    given again. ``anchored``: how far each rating is drawn to the last one (0..1). ``dreadful``:
    how often all of a session is felt far lower. ``memory``: every second note is from memory, seen
    half as clearly and so much higher.
    """

    answers: tuple[int, ...] = tuple(range(11))
    halo: float = 0.0
    towards: bool = False
    mood: float = 0.0
    contrast: float = 0.0
    copied: float = 0.0
    anchored: float = 0.0
    dreadful: float = 0.0
    memory: float | None = None

    def from_memory(self, number: int) -> bool:
        """Return whether the notes of this number, from 0, are from memory."""
        return self.memory is not None and number % 2 == 1


def middles(needs: Sequence[Need]) -> Floats:
    """Return the middle of each need."""
    return np.array([(need.low + need.high) / 2 for need in needs])


def rated_as(
    style: Style, levels: Floats, swings: Floats, wanted: Floats, dice: np.random.Generator
) -> NDArray[np.int64]:
    """Return what was rated, shape (note, therapist, dimension), as ``levels``.

    ``swings``: shape (therapist, dimension). ``wanted``: the middle of each need.
    """
    felt = _felt(style, levels, swings, wanted, dice)
    slips = dice.uniform(size=levels.shape) < plain_loops.SLIP
    slipped = dice.choice(np.array(style.answers), levels.shape)
    again = dice.uniform(size=levels.shape) < style.copied
    ratings = np.empty(levels.shape, dtype=np.int64)
    for number, own in enumerate(felt):
        before = ratings[number - 1] if number else None
        drawn = own if before is None else (1 - style.anchored) * own + style.anchored * before
        ratings[number] = np.where(slips[number], slipped[number], _nearest(drawn, style.answers))
        if before is not None:
            ratings[number] = np.where(again[number], before, ratings[number])
    return ratings


def _nearest(felt: Floats, answers: tuple[int, ...]) -> NDArray[np.int64]:
    given = np.array(answers)
    return np.asarray(given[np.abs(felt[..., None] - given).argmin(axis=-1)])


def _felt(
    style: Style, levels: Floats, swings: Floats, wanted: Floats, dice: np.random.Generator
) -> Floats:
    notes, therapists, _ = levels.shape
    day = dice.normal(size=(notes, therapists, 1))
    alone = dice.normal(size=levels.shape)
    way = np.sign(wanted - levels) if style.towards else 1.0
    apart = swings * (sqrt(style.halo) * day * way + sqrt(1 - style.halo) * alone)
    others = (levels.sum(axis=1, keepdims=True) - levels) / (therapists - 1)
    felt = levels + apart + style.contrast * (levels - others)
    felt -= DREADFUL * (dice.uniform(size=(notes, therapists, 1)) < style.dreadful)
    felt += style.mood * _lasting(notes * therapists, dice).reshape(notes, therapists, 1)
    if style.memory is not None:
        felt[1::2] += apart[1::2] + style.memory
    return np.asarray(felt)


def _lasting(notes: int, dice: np.random.Generator) -> Floats:
    """Return a mood at each note of all, one after the other, with a standard deviation of 1."""
    drawn = dice.normal(size=notes)
    for at in range(1, notes):
        drawn[at] = LASTS * drawn[at - 1] + sqrt(1 - LASTS**2) * drawn[at]
    return np.asarray(drawn)
