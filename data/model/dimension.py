"""Dimensions: the built-in ones with all their wording, and those people add.

The wording is this product's own. No item of a published questionnaire may be copied here.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from data.model.record import Line, Name, Record, Step

Kind = Literal["two-sided", "one-sided"]

Key = Annotated[str, StringConstraints(pattern=r"^(own-)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""The name of a dimension inside records; own ones begin with ``own-``."""


OwnKey = Annotated[str, StringConstraints(pattern=r"^own-[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class WordedRange(Record):
    """One worded range on the card of a need, such as "gentle push", 3..6."""

    words: Name
    low: Step
    high: Step

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise PydanticCustomError("order", "the low end lies above the high end")
        return self


class Wording(Record):
    """Two ways to say the same thing to a therapist."""

    mild: Line
    plain: Line


class Dimension(Record):
    """One thing people need from a therapist: a scale 0..10 between two named ends.

    Two-sided: both ends can be too much. One-sided: more is better, so there is no "too much".
    Going: grows with time, therefore outside fit unless the person puts it in.
    """

    key: Key
    name: Name
    kind: Kind
    going: bool = False
    first: bool = False
    low_end: Name
    high_end: Name
    middle: Name
    anchors: tuple[Line, Line, Line]
    too_little: Line
    too_much: Line | None = None
    ask_need: Line
    ask_rating: Line
    ask_call: Line
    raise_too_little: Wording
    raise_too_much: Wording | None = None
    choices: Annotated[tuple[WordedRange, ...], Field(min_length=3, max_length=4)]

    @model_validator(mode="after")
    def _sides_fit_kind(self) -> Self:
        two = self.kind == "two-sided"
        if (self.too_much is not None) != two or (self.raise_too_much is not None) != two:
            raise PydanticCustomError("sides", "only a two-sided dimension has words for too much")
        if not two and any(choice.high != 10 for choice in self.choices):
            raise PydanticCustomError("high", "a need on a one-sided dimension ends at 10")
        return self


class OwnDimension(Record):
    """A dimension somebody added: a name, two ends, one- or two-sided.

    ``goal``: an own goal. It is about the person's own life and how it is going, rated in notes
    beside trust and progress, never in fit and never a need of a therapist.
    """

    key: OwnKey
    name: Name
    kind: Kind
    low_end: Name
    high_end: Name
    hidden: bool = False
    goal: bool = False

    @model_validator(mode="after")
    def _goal_has_a_better_end(self) -> Self:
        if self.goal and self.kind != "one-sided":
            raise PydanticCustomError("goal", "a goal is one-sided: it goes towards its high end")
        return self

    def whole(self) -> Dimension:
        """Return it with general wording where a built-in one has its own."""
        two = self.kind == "two-sided"
        return Dimension(
            key=self.key,
            name=self.name,
            kind=self.kind,
            going=self.goal,
            low_end=self.low_end,
            high_end=self.high_end,
            middle="in between",
            anchors=("all the way to this end", "in between", "all the way to this end"),
            too_little=f"too near “{self.low_end}”" if two else "too little",
            too_much=f"too near “{self.high_end}”" if two else None,
            ask_need="Where on this scale is it right for you?",
            ask_rating=ASK_GOAL if self.goal else "Where was it this time, on the whole?",
            ask_call="How do you usually work with this?",
            raise_too_little=Wording(
                mild="There is one thing I would like a little more of.",
                plain="I need more of this than I am getting.",
            ),
            raise_too_much=Wording(
                mild="There is one thing I would like a little less of.",
                plain="This is more than I can use.",
            )
            if two
            else None,
            choices=_OWN_CHOICES[self.kind],
        )


ASK_GOAL: Final = "Where are you with this now?"


class Renamed(Record):
    """A built-in dimension that somebody renamed or hid."""

    key: Key
    name: Name | None = None
    hidden: bool = False


_OWN_CHOICES: dict[Kind, tuple[WordedRange, ...]] = {
    "two-sided": (
        WordedRange(words="towards the low end", low=0, high=3),
        WordedRange(words="in between", low=3, high=7),
        WordedRange(words="towards the high end", low=7, high=10),
    ),
    "one-sided": (
        WordedRange(words="some", low=4, high=10),
        WordedRange(words="a good deal", low=6, high=10),
        WordedRange(words="a lot", low=8, high=10),
    ),
}


class _DimensionsFile(Record):
    dimension: tuple[Dimension, ...]


@cache
def built_in() -> dict[str, Dimension]:
    """Return the built-in dimensions by key, in the order in which they are offered."""
    text = resources.files("data.model").joinpath("dimensions.toml").read_text("utf-8")
    listed = _DimensionsFile.model_validate(tomllib.loads(text), strict=False).dimension
    return {dimension.key: dimension for dimension in listed}


def known_dimensions(
    own: tuple[OwnDimension, ...], renamed: tuple[Renamed, ...]
) -> dict[str, Dimension]:
    """Return all dimensions one person knows, built-in ones first, with their own names.

    Hidden ones are included: old notes still speak of them. Own goals are not: nobody needs them
    from a therapist, so nothing about fit may meet them.
    """
    names = {change.key: change.name for change in renamed if change.name}
    built = {
        key: dimension.model_copy(update={"name": names.get(key, dimension.name)})
        for key, dimension in built_in().items()
    }
    return built | {dimension.key: dimension.whole() for dimension in own if not dimension.goal}


def choice_words(dimension: Dimension) -> dict[tuple[int, int], str]:
    """Return the words of each worded range; in own dimensions, by the names of their ends."""
    low, high = f"“{dimension.low_end}”", f"“{dimension.high_end}”"
    return {
        (choice.low, choice.high): choice.words.replace("the low end", low).replace(
            "the high end", high
        )
        for choice in dimension.choices
    }
