"""An archive beside what is here: what is new, what is here already, what differs, and a plan.

Nothing is written here. A plan is carried out by `Vault.bring` as a whole or not at all. The same
archive brought twice with the same choice adds nothing the second time: a record that is kept
beside another one gets an id that follows from its contents.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final, Literal, get_args
from uuid import UUID, uuid5

from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import Record, name_key
from data.model.records import Records
from data.model.therapist import Therapist

Choice = Literal["mine", "theirs", "both"]
"""For what differs: leave mine, take the archive's, or keep both."""

_SPACE: Final = UUID("5f0c8f7c-2f5e-5b1e-9d0a-7f1f6f0b8a11")

Kind = Literal["therapist", "note", "version of your needs", "dimension", "change of a dimension"]


@dataclass(frozen=True)
class Differs:
    """One record that is here with other contents; ``name``: a code name or a day.

    ``key`` tells it from all others of the archive. ``choices``: what can be done about it.
    """

    kind: Kind
    key: str
    name: str
    mine: Record
    theirs: Record

    @property
    def choices(self) -> tuple[Choice, ...]:
        """No version of the needs is ever replaced; no dimension can be there twice."""
        match self.theirs:
            case NeedProfile():
                return ("mine", "both")
            case OwnDimension() | Renamed():
                return ("mine", "theirs")
        return get_args(Choice)


@dataclass(frozen=True)
class Plan:
    """What bringing an archive in would do. ``new``: how many of each kind would be added."""

    add: tuple[Record, ...]
    replace: tuple[Record, ...]
    new: Mapping[Kind, int]
    already_here: int
    differs: tuple[Differs, ...]


@dataclass
class _Growing:
    choice: Choice
    each: Mapping[str, Choice]
    add: list[Record] = field(default_factory=list)
    replace: list[Record] = field(default_factory=list)
    new: dict[Kind, int] = field(default_factory=dict)
    already_here: int = 0
    differs: list[Differs] = field(default_factory=list)
    become: dict[UUID, UUID] = field(default_factory=dict)
    """Therapists of the archive that are somebody else here: the id they have here."""

    def is_new(self, kind: Kind, record: Record) -> None:
        self.add.append(record)
        self.new[kind] = self.new.get(kind, 0) + 1

    def chosen(self, one: Differs) -> Choice:
        """Note that it differs; return what was chosen for it, or for all where it can be done."""
        self.differs.append(one)
        chosen = self.each.get(one.key, self.choice)
        return chosen if chosen in one.choices else "mine"


def plan(
    mine: Records,
    theirs: Records,
    choice: Choice = "mine",
    each: Mapping[str, Choice] = MappingProxyType({}),
) -> Plan:
    """Return what bringing ``theirs`` to ``mine`` would do.

    ``choice``: for all that differ; ``each``: for single ones, by `Differs.key`.
    """
    growing = _Growing(choice, each)
    _therapists(growing, mine.therapists, theirs.therapists)
    _others(growing, "dimension", mine.dimensions, theirs.dimensions, _key_of, None)
    _others(growing, "change of a dimension", mine.renamed, theirs.renamed, _key_of, None)
    _others(
        growing,
        "version of your needs",
        mine.need_profiles,
        theirs.need_profiles,
        lambda profile: profile.id,
        _copy,
    )
    notes = [_pointed(growing, note) for note in theirs.notes]
    _others(growing, "note", mine.notes, notes, lambda note: note.id, _copy)
    return Plan(
        tuple(growing.add),
        tuple(growing.replace),
        growing.new,
        growing.already_here,
        tuple(growing.differs),
    )


def _therapists(growing: _Growing, mine: Iterable[Therapist], theirs: Iterable[Therapist]) -> None:
    by_id = {one.id: one for one in mine}
    by_name = {name_key(one.name): one for one in mine}
    for one in theirs:
        here = by_id.get(one.id) or by_name.get(name_key(one.name))
        if here is None:
            growing.is_new("therapist", one)
            by_name[name_key(one.name)] = one
        elif here == one or _copy_id(one) in by_id:
            growing.already_here += 1
            if here != one:
                growing.become[one.id] = _copy_id(one)
        else:
            _differing_therapist(growing, here, one, by_name)


def _differing_therapist(
    growing: _Growing, here: Therapist, one: Therapist, by_name: dict[str, Therapist]
) -> None:
    chosen = growing.chosen(Differs("therapist", f"therapist {one.id}", one.name, here, one))
    if chosen == "both":
        name = _free_name(one.name, by_name)
        other = one.model_copy(update={"id": _copy_id(one), "name": name})
        by_name[name_key(name)] = other
        growing.become[one.id] = other.id
        growing.is_new("therapist", other)
        return
    growing.become[one.id] = here.id
    taken = by_name.get(name_key(one.name), here)
    if chosen == "theirs" and taken.id == here.id:
        growing.replace.append(one.model_copy(update={"id": here.id}))


def _others(
    growing: _Growing,
    kind: Kind,
    mine: Iterable[Any],
    theirs: Iterable[Any],
    key: Callable[[Any], Any],
    copy: Callable[[Any], Any] | None,
) -> None:
    here = {key(one): one for one in mine}
    for one in theirs:
        there = here.get(key(one))
        if there is None:
            growing.is_new(kind, one)
        elif there == one or (copy and key(copy(one)) in here):
            growing.already_here += 1
        else:
            differs = Differs(kind, f"{kind} {key(one)}", _name(one), there, one)
            chosen = growing.chosen(differs)
            if chosen == "both" and copy:
                growing.is_new(kind, copy(one))
            elif chosen == "theirs":
                growing.replace.append(one)


def _pointed(growing: _Growing, note: Note) -> Note:
    if note.therapist in growing.become:
        return note.model_copy(update={"therapist": growing.become[note.therapist]})
    return note


def _key_of(one: OwnDimension | Renamed) -> str:
    return one.key


def _copy(one: Any) -> Any:
    return one.model_copy(update={"id": _copy_id(one)})


def _copy_id(one: Note | NeedProfile | Therapist) -> UUID:
    """Return the id of a record kept beside another one of its id: it follows from the contents."""
    body = one.model_dump_json(exclude={"therapist"} if isinstance(one, Note) else None)
    return uuid5(_SPACE, sha256(body.encode("utf-8")).hexdigest())


def _free_name(name: str, taken: Mapping[str, Therapist]) -> str:
    number = 2
    while name_key(f"{name[:50].strip()} {number}") in taken:
        number += 1
    return f"{name[:50].strip()} {number}"


def _name(one: Note | NeedProfile | OwnDimension | Renamed) -> str:
    if isinstance(one, Note):
        return one.date.isoformat()
    if isinstance(one, NeedProfile):
        return one.since.isoformat()
    return one.name or one.key
