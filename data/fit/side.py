"""On which side of a need a therapist is, in a word, and whether a must-have is met.

Source: docs/fit-model.md, "Side" and "Must-haves".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.fit.session_worth import Outlook, outside
from data.model.need import Need

Where = Literal[
    "not rated yet",
    "where you want it",
    "swings",
    "too little",
    "too much",
    "too few notes",
    "on the edge",
]
MustStatus = Literal["not known", "missed", "met", "just outside", "unclear"]

CLEAR = 0.6
BOTH = 0.2
A_BIT = 1.5
FEW, SOME = 3, 4


@dataclass(frozen=True)
class Side:
    """``where`` it is; ``a_bit`` outside only; ``so_far``: fewer than four ratings say so."""

    where: Where
    a_bit: bool = False
    so_far: bool = False

    @property
    def words(self) -> str:
        """The side as the command line says it, such as "a bit too much so far"."""
        return f"{'a bit ' if self.a_bit else ''}{self.where}{' so far' if self.so_far else ''}"


NOT_RATED = Side("not rated yet")


def side(outlook_here: Outlook, need: Need, values: Sequence[int]) -> Side:
    """Return the side, the first that holds in the order of the words above.

    ``values``: all ratings, 0..10. Of one or two, half must lie inside before it is where it is
    wanted: a wide need may seem likely though none has met it. It swings only where they lie on
    both sides of the need: a belief that is merely wide, or a need of one point, has chances on
    both sides as well.
    """
    so_far = len(values) < SOME
    if outlook_here.p_inside >= CLEAR and (len(values) >= FEW or _half_inside(values, need)):
        return Side("where you want it", so_far=so_far)
    both = min(values) < need.low and max(values) > need.high
    if both and outlook_here.p_below >= BOTH and outlook_here.p_above >= BOTH:
        return Side("swings", so_far=so_far)
    if outlook_here.p_below >= CLEAR:
        return Side("too little", a_bit=need.low - outlook_here.level < A_BIT, so_far=so_far)
    if outlook_here.p_above >= CLEAR:
        return Side("too much", a_bit=outlook_here.level - need.high < A_BIT, so_far=so_far)
    if len(values) < FEW:
        return Side("too few notes")
    return Side("on the edge", so_far=so_far)


def _half_inside(values: Sequence[int], need: Need) -> bool:
    return 2 * sum(not outside(value, need) for value in values) >= len(values)


def must_status(
    outlook_here: Outlook | None, need: Need, ratings: Iterable[tuple[date, int]]
) -> MustStatus:
    """Return whether a must-have is met, from days and values. One evening never tells.

    "just outside": seldom far away, and yet not inside.
    """
    if outlook_here is None:
        return "not known"
    far_days = {day for day, value in ratings if outside(value, need) > 1}
    if outlook_here.p_far > 0.5 and len(far_days) > 1:
        return "missed"
    if outlook_here.p_far >= 0.2:
        return "unclear"
    return "met" if outlook_here.p_inside >= CLEAR else "just outside"
