"""The wording of moments and advice, read from its data file and checked once.

The file is the only place for sentences; whoever needs one asks here.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, get_args

from pydantic import Field

from data.model.dimension import Key, Wording
from data.model.moment import Moment, MomentKind, TheyDid
from data.model.record import Line, Name, Record


class Phrasing(Record):
    """One way to say it: how it was for me, and what I would like."""

    felt: Line
    like: Line


class Phrasings(Record):
    """The same thing to say, mildly and plainly. ``happened`` begins with {When}."""

    happened: Line
    mild: Phrasing
    plain: Phrasing


class MomentWords(Phrasings):
    """One kind of moment: the answer in a note, how it is counted, what to say.

    ``can_stay_open``: where not, it is good as it is. ``hard``: where above 0, one of it is enough
    to ask whether to say something; the highest comes first.
    """

    can_stay_open: bool = False
    hard: Annotated[int, Field(ge=0, le=9)] = 0
    ask: Name
    singular: Name
    plural: Name
    dimension: Key


class ChangeTexts(Record):
    """Texts for a change between the notes before and after."""

    before: Line
    after: Line
    goes_with: Line
    same: Line


class Words(Record):
    """The whole file."""

    noted: Line
    only: Line
    sent: Line
    safe_first: Line
    moment: dict[MomentKind, MomentWords]
    unsaid: Phrasings
    gap: Wording
    swings: Wording
    changed: ChangeTexts


@cache
def words() -> Words:
    """Return all wording."""
    text = resources.files("data.advice").joinpath("words.toml").read_text("utf-8")
    return Words.model_validate(tomllib.loads(text), strict=False)


def kinds() -> tuple[MomentKind, ...]:
    """Return the kinds of moments in the order in which they are offered."""
    return get_args(MomentKind)


def can_stay_open(kind: MomentKind) -> bool:
    """Return whether a moment of this kind can stay open; the others are good as they are."""
    return words().moment[kind].can_stay_open


def they_could(kind: MomentKind) -> tuple[TheyDid, ...]:
    """Return what they may have done then: to what is good as it is nobody got defensive."""
    return get_args(TheyDid) if can_stay_open(kind) else ("listened", "explained", "gave way")


def is_good(moment: Moment) -> bool:
    """Return whether something was good, and nothing that they did spoils it."""
    return not can_stay_open(moment.kind) and moment.they in {None, *they_could(moment.kind)}


def is_open(moment: Moment) -> bool:
    """Return whether something is still open: it could be settled, and is not said to be."""
    return can_stay_open(moment.kind) and moment.settled != "yes"
