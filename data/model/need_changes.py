"""Needs over time: what each version changed, and which dimensions are asked about by now.

Values only, no wording. A version is never altered here; what changed is always computed anew.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from typing import Final, Literal, Self
from uuid import UUID

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from data.model.dimension import Dimension, built_in
from data.model.need import Importance, Need, NeedProfile
from data.model.record import Record, Step, rules_in_words
from data.model.records import Records

AnswerKind = Literal["nothing", "range", "do not mind", "do not know"]

_NOTES_UNTIL_MORE: Final = 3
_MORE: Final = 2


class Answer(Record):
    """Answer of one person on one dimension: nothing, a range, or left out.

    ``low`` and ``high`` are 0..10. They, the importance and the two marks count only with a
    range; otherwise they are what they were, so that a slip of the thumb loses nothing.
    """

    said: AnswerKind = "nothing"
    low: Step = 0
    high: Step = 10
    importance: Importance = 2
    must_have: bool = False
    in_fit: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise PydanticCustomError("order", "the low end of the range lies above its high end")
        return self

    def settled(self) -> "Answer":
        """Return what counts of it, so that equal answers are equal."""
        return self if self.said == "range" else Answer(said=self.said)


NOTHING: Final = Answer()

Answers = Mapping[str, Answer]
"""By the key of the dimension; one that is missing is unanswered."""


@dataclass(frozen=True)
class AnswerChange:
    """One dimension on which two versions differ."""

    dimension: str
    before: Answer
    after: Answer


@dataclass(frozen=True)
class Version:
    """One version of the needs with what it changed against the one before it."""

    profile: NeedProfile
    changes: tuple[AnswerChange, ...]


def answers(profile: NeedProfile | None) -> dict[str, Answer]:
    """Return what a profile says on each dimension it speaks of; None says nothing."""
    if profile is None:
        return {}
    ranges = {
        need.dimension: Answer(
            said="range",
            low=need.low,
            high=need.high,
            importance=need.importance,
            must_have=need.dimension in profile.must_haves,
            in_fit=need.dimension in profile.going_in,
        )
        for need in profile.needs
    }
    left_out = dict.fromkeys(profile.do_not_mind, Answer(said="do not mind"))
    return ranges | left_out | dict.fromkeys(profile.do_not_know, Answer(said="do not know"))


def profile_of(
    given: Answers, dimensions: Iterable[Dimension], key: UUID, since: date, written_at: datetime
) -> NeedProfile:
    """Return the version that says this on these dimensions, in their order.

    Answers on other dimensions are left away. Raises `BadRecord` where a rule is broken.
    """
    said = {d.key: given[d.key].settled() for d in dimensions if d.key in given}

    def keys(of: AnswerKind) -> tuple[str, ...]:
        return tuple(key for key, answer in said.items() if answer.said == of)

    with rules_in_words():
        return NeedProfile(
            id=key,
            since=since,
            written_at=written_at,
            needs=tuple(
                Need(
                    dimension=key,
                    low=said[key].low,
                    high=said[key].high,
                    importance=said[key].importance,
                )
                for key in keys("range")
            ),
            must_haves=tuple(key for key, answer in said.items() if answer.must_have),
            going_in=tuple(key for key, answer in said.items() if answer.in_fit),
            do_not_mind=keys("do not mind"),
            do_not_know=keys("do not know"),
        )


def changes(before: Answers, after: Answers) -> tuple[AnswerChange, ...]:
    """Return where two sets of answers differ, in the order of ``after``, then of ``before``."""
    found = (
        AnswerChange(key, before.get(key, NOTHING).settled(), after.get(key, NOTHING).settled())
        for key in dict.fromkeys([*after, *before])
    )
    return tuple(change for change in found if change.before != change.after)


def versions(profiles: Iterable[NeedProfile]) -> tuple[Version, ...]:
    """Return all versions, newest first, each compared with the one before it."""
    listed = sorted(profiles, key=lambda profile: (profile.since, profile.written_at))
    said = [{}, *(answers(profile) for profile in listed)]
    return tuple(
        Version(profile, changes(said[at], said[at + 1]))
        for at, profile in reversed(list(enumerate(listed)))
    )


def offered(records: Records) -> tuple[str, ...]:
    """Return the keys of the built-in dimensions that are offered so far.

    The first ones at once. With every third note (jots left out) two more: the next ones, in
    the order of their file, that had no answer when that note was written. What was offered
    stays offered; hidden ones are passed over.
    """
    hidden = hidden_keys(records)
    visible = [dimension for dimension in built_in().values() if dimension.key not in hidden]
    more: list[str] = []
    written = sorted(note.written_at for note in records.notes if note.kind != "jot")
    for instant in written[_NOTES_UNTIL_MORE - 1 :: _NOTES_UNTIL_MORE]:
        then = _answers_at(records, instant)
        left = [
            dimension.key
            for dimension in visible
            if not dimension.first and dimension.key not in {*more, *then}
        ]
        if not left:
            break
        more += left[:_MORE]
    return tuple(dimension.key for dimension in visible if dimension.first or dimension.key in more)


def _answers_at(records: Records, instant: datetime) -> dict[str, Answer]:
    earlier = (profile for profile in records.need_profiles if profile.written_at <= instant)
    return answers(max(earlier, key=lambda p: (p.since, p.written_at), default=None))


def with_cards(records: Records, given: Answers, *, everything: bool) -> tuple[Dimension, ...]:
    """Return the dimensions that have a card: offered, one's own or answered; or ``everything``.

    Hidden ones have one only while there is a range on them, in ``given`` or in what is saved.
    """
    newest = records.needs_now()
    hidden = hidden_keys(records)
    asked = {*offered(records), *(own.key for own in records.dimensions), *given}

    def has_card(key: str) -> bool:
        if key not in hidden:
            return everything or key in asked
        saved = newest is not None and newest.need(key) is not None
        return saved or given.get(key, NOTHING).said == "range"

    return tuple(
        known_dimension
        for key, known_dimension in records.known_dimensions().items()
        if has_card(key)
    )


def hidden_keys(records: Records) -> frozenset[str]:
    """Return the keys of the dimensions somebody hid."""
    built = {change.key for change in records.renamed if change.hidden}
    return frozenset(built | {own.key for own in records.dimensions if own.hidden})


def names_apart(dimensions: dict[str, Dimension]) -> dict[str, str]:
    """Return the names by key; two dimensions of one name are told apart by their ends."""
    names = [dimension.name for dimension in dimensions.values()]
    return {
        key: dimension.name
        if names.count(dimension.name) == 1
        else f"{dimension.name} ({dimension.low_end} … {dimension.high_end})"
        for key, dimension in dimensions.items()
    }


def own_key(name: str, records: Records) -> str:
    """Return a key for a dimension of this name that nothing in these records was ever about."""
    taken = {own.key for own in records.dimensions}
    taken |= {rating.dimension for note in records.notes for rating in note.ratings}
    taken |= {key for profile in records.need_profiles for key in answers(profile)}
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", latin)[:40].strip("-")
    stem = f"own-{slug or 'dimension'}"
    tries = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(key for key in tries if key not in taken)
