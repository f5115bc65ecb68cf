"""Needs: what is right for me on each dimension, and when I thought so."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from data.errors import BadRecord
from data.model.dimension import Dimension, Key
from data.model.record import Day, Instant, Record, Step

Importance = Literal[1, 2]
IMPORTANCE: Final[Mapping[int, str]] = {1: "nice to have", 2: "matters"}
"""What each importance is called."""

MOST_MUST_HAVES: Final = 3


class Need(Record):
    """For one dimension the range ``low..high`` (0..10) right for me, and its importance."""

    dimension: Key
    low: Step
    high: Step
    importance: Importance = 2

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise PydanticCustomError("order", "the low end of the range lies above its high end")
        return self


class NeedProfile(Record):
    """All needs at one date; a change makes a new version.

    ``must_haves``: without these I would leave (at most three, each with a need).
    ``going_in``: dimensions of how it is going that the person puts into fit.
    ``do_not_mind`` and ``do_not_know``: left out on purpose, which differs from never asked.
    """

    id: UUID
    since: Day
    written_at: Instant
    needs: tuple[Need, ...] = ()
    must_haves: Annotated[tuple[Key, ...], Field(max_length=MOST_MUST_HAVES)] = ()
    going_in: tuple[Key, ...] = ()
    do_not_mind: tuple[Key, ...] = ()
    do_not_know: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        needed = [need.dimension for need in self.needs]
        answered = [*needed, *self.do_not_mind, *self.do_not_know]
        if len(answered) != len(set(answered)):
            raise PydanticCustomError("twice", "one dimension is answered twice")
        if len(self.must_haves) != len(set(self.must_haves)):
            raise PydanticCustomError("twice", "one must-have is named twice")
        if not set(self.must_haves) <= set(needed):
            raise PydanticCustomError("must", "a must-have needs a range of its own")
        if not set(self.going_in) <= set(needed):
            raise PydanticCustomError("going", "what is put into fit needs a range of its own")
        return self

    def need(self, dimension: str) -> Need | None:
        """Return the need on one dimension, or None where it was left out."""
        return next((need for need in self.needs if need.dimension == dimension), None)

    def in_fit(self, dimensions: Mapping[str, Dimension]) -> tuple[Need, ...]:
        """Return the needs that count in fit: all but those on how it is going, unless put in."""
        return tuple(
            need
            for need in self.needs
            if need.dimension in dimensions
            and (not dimensions[need.dimension].going or need.dimension in self.going_in)
        )

    def in_order(self, dimensions: Mapping[str, Dimension]) -> tuple[str, ...]:
        """Return the keys of what is needed in the order of Fit: must-haves, what matters, nice.

        How it is going stands last, where it is not put in. Each group in the order chosen.
        """
        counted = {need.dimension for need in self.in_fit(dimensions)}

        def rank(need: Need) -> int:
            if need.dimension in self.must_haves:
                return 0
            return (1 if need.importance > 1 else 2) if need.dimension in counted else 3

        there = [need for need in self.needs if need.dimension in dimensions]
        return tuple(need.dimension for need in sorted(there, key=rank))


def check_profile(profile: NeedProfile, dimensions: Mapping[str, Dimension]) -> None:
    """Raise `BadRecord` where a profile does not suit the dimensions it speaks of."""
    for at, need in enumerate(profile.needs):
        dimension = dimensions.get(need.dimension)
        if dimension is None:
            raise BadRecord(f"needs[{at}].dimension", "no such dimension is known")
        if dimension.kind == "one-sided" and need.high != 10:
            raise BadRecord(f"needs[{at}].high", "a need on a one-sided dimension ends at 10")
    for name in ("do_not_mind", "do_not_know"):
        for at, key in enumerate(getattr(profile, name)):
            if key not in dimensions:
                raise BadRecord(f"{name}[{at}]", "no such dimension is known")
