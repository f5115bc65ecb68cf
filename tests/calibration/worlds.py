"""People made up: what is true about them, and the notes they then write.

A plain `World` is as the fit model assumes: a typical swing, a swing and a drift for each cell, a
level that drifts and sometimes jumps, ratings that look at it and sometimes slip. Any other world
changes one of these things. Nothing of ``data.fit`` may be used here: the tables are those of the
slow implementation, so that a mistake in the model is not made a second time.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import erf, sqrt
from typing import Final
from uuid import UUID
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from data.model.dimension import built_in
from data.model.need import Need
from data.model.note import Rating
from data.model.records import Records
from tests.calibration.rating_styles import DREADFUL, Floats, Style, middles, rated_as
from tests.data.fit import plain_loops
from tests.rig.people import a_note, a_profile, a_therapist

Dice = np.random.Generator

THERAPISTS: Final = 4
DIMENSIONS: Final = list(built_in().values())[:8]
_SHAPE: Final = (THERAPISTS, len(DIMENSIONS))

_SWINGS: Final = np.array(plain_loops.SWINGS)
# Of the new level, shape (drift, old level, new level).
_REACHED: Final = np.array(plain_loops.CHANGES).transpose(0, 2, 1).cumsum(axis=2)
_EDGES: Final = np.arange(10) + 0.5
_FIRST_DAY: Final = date(2026, 1, 1)

_below = np.vectorize(lambda z: 0.5 + 0.5 * erf(z / sqrt(2)), otypes=[float])


@dataclass(frozen=True)
class World:
    """What holds for everybody, all in points of the scale.

    ``swing``: of every cell. ``wanders``: the standard deviation of the step between two notes, in
    place of drift and jump. ``goes``: how far the level goes between two notes, always the same
    way, until it turns round at an end. ``rises``: the same upward for all, up to the end.
    ``breaks``: the level is another from some note on, on all dimensions of a therapist at once.
    ``two_people``: each note is about one of two, who share a name. ``silent``: on so many
    dimensions of each therapist nothing is ever rated. ``one_sided``: all needs end at 10.
    ``style``: how what was felt becomes a rating. ``others_only``: the true fit leaves dreadful
    sessions out; else it is what sessions are worth as they come. ``goal``: fit shall be right here
    too, so that as many people are made up as where all is as assumed.
    """

    name: str
    swing: float | None = None
    wanders: float | None = None
    goes: float | None = None
    breaks: bool = False
    rises: float | None = None
    two_people: bool = False
    silent: int = 0
    one_sided: bool = False
    style: Style = field(default_factory=Style)
    others_only: bool = False
    goal: bool = False

    def dice(self, *seeds: int) -> Dice:
        """Return what everything here is drawn with, the same each time."""
        return np.random.default_rng([crc32(self.name.encode()), *seeds])


_DREADFUL: Final = Style(dreadful=0.1)
AS_ASSUMED: Final = World("as the model assumes")
WRONG: Final = (
    World("every swing is 0.7", swing=0.7),
    World("every swing is 1.4", swing=1.4),
    World("every swing is 2.2", swing=2.2),
    World("levels wander by 0.2 a note", wanders=0.2),
    World("levels wander by 0.35 a note", wanders=0.35),
    World("levels go one way, 0.2 a note", goes=0.2),
    World("levels go one way, 0.35 a note", goes=0.35),
    World("one break with each therapist", breaks=True),
    World("three of eight needs never rated", silent=3),
    World("ratings only at 0, 5 and 10", style=Style(answers=(0, 5, 10))),
    World("ratings only from 4 to 7", style=Style(answers=(4, 5, 6, 7))),
    World("a halo of 0.6, one-sided needs", one_sided=True, style=Style(halo=0.6), goal=True),
    World("a halo of 0.6, towards the need", style=Style(halo=0.6, towards=True), goal=True),
    World("a mood of 1 point that lasts", style=Style(mood=1.0)),
    World("a mood of 1.5 points that lasts", style=Style(mood=1.5)),
    World("all improve by 0.15 a note", rises=0.15),
    World("two people under one name", two_people=True),
    World("a contrast of 0.3", style=Style(contrast=0.3)),
    World("half of the ratings copied", style=Style(copied=0.5)),
    World("halfway to the last rating", style=Style(anchored=0.5)),
    World("one session in ten dreadful", style=_DREADFUL, goal=True),
    World("dreadful, beside the other nine", style=_DREADFUL, others_only=True, goal=True),
    World(
        "dreadful, one-sided, the other nine",
        one_sided=True,
        style=_DREADFUL,
        others_only=True,
        goal=True,
    ),
    World("half from memory, 1 too high", style=Style(memory=1.0)),
    World("half from memory, 2 too low", style=Style(memory=-2.0)),
)


@dataclass(frozen=True)
class SimulatedPerson:
    """Their notes, and what nobody can know.

    ``levels``, shape (therapist, dimension): where each is after the last note. ``fits``, shape
    (therapist,): the mean of U at the true level and swing, weighted by importance, 0..1.
    """

    records: Records
    levels: Floats
    fits: Floats


def person(world: World, notes: int, dice: Dice) -> SimulatedPerson:
    """Return somebody with ``notes`` sessions with each of four therapists."""
    swings = _swings(world, dice)
    levels = _levels(world, notes, dice)
    needs = _needs(dice, world)
    shares = np.array([need.importance for need in needs], dtype=float)
    worths = _worth(levels[-1], swings, needs)
    if not world.others_only:
        low = _worth(levels[-1] - DREADFUL, swings, needs)
        worths = (1 - world.style.dreadful) * worths + world.style.dreadful * low
    fits = worths @ (shares / shares.sum())
    true = levels[-1]
    if _on_the_grid(world):
        # A level on the grid stands for the quarter of a point around it, for an eighth at an end.
        true = _turned(true + dice.uniform(-1 / 8, 1 / 8, _SHAPE))
    rated = np.argsort(dice.uniform(size=_SHAPE), axis=1) >= world.silent
    ratings = rated_as(world.style, levels, swings, middles(needs), dice)
    return SimulatedPerson(_records(ratings, rated, needs, world.style), true, fits)


def _on_the_grid(world: World) -> bool:
    moves = (world.wanders, world.goes, world.rises)
    return all(move is None for move in moves) and not world.breaks and not world.two_people


def _swings(world: World, dice: Dice) -> Floats:
    typical = dice.choice(len(_SWINGS), p=plain_loops.TYPICAL)
    drawn = dice.choice(_SWINGS, _SHAPE, p=plain_loops.GIVEN[typical])
    return drawn if world.swing is None else np.full(_SHAPE, world.swing)


def _levels(world: World, notes: int, dice: Dice) -> Floats:
    """Return where each therapist was at each note, shape (note, therapist, dimension)."""
    if _on_the_grid(world):
        return _drifting(notes, dice)
    first = dice.uniform(0, 10, _SHAPE)
    numbers = np.arange(notes)[:, None, None]
    if world.breaks:
        since = dice.integers(1, max(notes, 2), (THERAPISTS, 1))
        return np.where(numbers < since, first, dice.uniform(0, 10, _SHAPE))
    if world.two_people:
        other = dice.integers(2, size=(notes, THERAPISTS, 1))
        return np.where(other == 0, first, dice.uniform(0, 10, _SHAPE))
    if world.rises is not None:
        return np.asarray(np.minimum(first + numbers * world.rises, 10))
    steps = dice.normal(0, world.wanders or 0.0, (notes, *_SHAPE))
    steps[0] = 0
    ways = dice.choice([-1.0, 1.0], _SHAPE) * (world.goes or 0.0)
    return _turned(first + steps.cumsum(axis=0) + numbers * ways)


def _turned(levels: Floats) -> Floats:
    """Return levels that turn round at the ends of the scale: 10.3 becomes 9.7."""
    return np.asarray(10 - np.abs(10 - levels % 20))


def _drifting(notes: int, dice: Dice) -> Floats:
    drift = dice.integers(len(_REACHED), size=_SHAPE)
    at = dice.integers(len(plain_loops.STATES), size=_SHAPE)
    path = [at]
    for _ in range(notes - 1):
        drawn = dice.uniform(size=(*_SHAPE, 1))
        at = (_REACHED[drift, at] < drawn).sum(axis=-1).clip(max=len(plain_loops.STATES) - 1)
        path.append(at)
    return np.stack(path) / 4


def _needs(dice: Dice, world: World) -> tuple[Need, ...]:
    needs = []
    for dimension in DIMENSIONS:
        low, high = sorted(dice.integers(0, 11, 2).tolist())
        needs.append(
            Need(
                dimension=dimension.key,
                low=low,
                high=10 if world.one_sided or dimension.kind != "two-sided" else high,
                importance=1 if dice.uniform() < 0.5 else 2,
            )
        )
    return tuple(needs)


def _worth(levels: Floats, swings: Floats, needs: tuple[Need, ...]) -> Floats:
    """Return U at each level and swing, shape (therapist, dimension)."""
    reached = _below((_EDGES - levels[..., None]) / swings[..., None])
    chances = np.diff(reached, axis=-1, prepend=0.0, append=1.0)
    values = [
        [max(0.0, 1 - 0.2 * max(need.low - y, y - need.high, 0)) for y in range(11)]
        for need in needs
    ]
    return np.asarray((chances * np.array(values)).sum(axis=-1))


def _records(
    ratings: NDArray[np.int64], rated: NDArray[np.bool_], needs: tuple[Need, ...], style: Style
) -> Records:
    therapists = tuple(a_therapist(f"Tree {at}", id=UUID(int=at)) for at in range(THERAPISTS))
    notes = tuple(
        a_note(
            therapist,
            _FIRST_DAY + timedelta(days=number),
            id=UUID(int=THERAPISTS * number + at),
            kind="from memory" if style.from_memory(number) else "session",
            ratings=tuple(
                Rating(dimension=dimension.key, value=int(ratings[number, at, column]))
                for column, dimension in enumerate(DIMENSIONS)
                if rated[at, column]
            ),
        )
        for number in range(len(ratings))
        for at, therapist in enumerate(therapists)
    )
    return Records(therapists=therapists, notes=notes, need_profiles=(a_profile(needs=needs),))
