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

from data.imports.dimension_merge import (
    another,
    may_be_the_same,
    means_the_same,
    under_keys,
    unnamed_keys,
)
from data.model.dimension import OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.record import Record, name_key
from data.model.records import Records
from data.model.therapist import Therapist

MergeChoice = Literal["mine", "theirs", "both"]
"""For what differs: leave mine, take the archive's, or keep both."""

_SPACE: Final = UUID("5f0c8f7c-2f5e-5b1e-9d0a-7f1f6f0b8a11")

RecordKind = Literal[
    "therapist", "note", "version of your needs", "dimension", "change of a dimension"
]


@dataclass(frozen=True)
class Differs:
    """One record that is here with other contents; ``name``: a code name or a day.

    ``key`` tells it from all others of the archive. ``choices``: what can be done about it.
    """

    kind: RecordKind
    key: str
    name: str
    mine: Record
    theirs: Record

    @property
    def shares_a_name(self) -> bool:
        """Return True where only the code name is the same: it may be somebody else."""
        return (
            isinstance(self.mine, Therapist)
            and isinstance(self.theirs, Therapist)
            and self.mine.id != self.theirs.id
        )

    @property
    def shares_a_key(self) -> bool:
        """Return True for a dimension under other words: it may be another thing."""
        match self.mine, self.theirs:
            case OwnDimension() as mine, OwnDimension() as theirs:
                return not means_the_same(mine, theirs)
        return False

    @property
    def choices(self) -> tuple[MergeChoice, ...]:
        """No version of the needs is ever replaced; no dimension can be there twice."""
        match self.mine, self.theirs:
            case _, NeedProfile():
                return ("mine", "both")
            case OwnDimension(), OwnDimension() if not self.shares_a_key:
                return ("mine", "theirs")
            case _, Renamed():
                return ("mine", "theirs")
        return get_args(MergeChoice)


@dataclass(frozen=True)
class Plan:
    """Plan for bringing an archive in. ``new``: how many of each kind would be added."""

    add: tuple[Record, ...]
    replace: tuple[Record, ...]
    new: Mapping[RecordKind, int]
    already_here: int
    differs: tuple[Differs, ...]
    newer_needs: int = 0
    """Versions of needs that would take the place of mine; they come in only where chosen."""


@dataclass
class _Growing:
    choice: MergeChoice
    each: Mapping[str, MergeChoice]
    add: list[Record] = field(default_factory=list)
    replace: list[Record] = field(default_factory=list)
    new: dict[RecordKind, int] = field(default_factory=dict)
    already_here: int = 0
    differs: list[Differs] = field(default_factory=list)
    become: dict[UUID, UUID] = field(default_factory=dict)
    """Therapists of the archive that are somebody else here: the id they have here."""

    def is_new(self, kind: RecordKind, record: Record) -> None:
        self.add.append(record)
        self.new[kind] = self.new.get(kind, 0) + 1

    def chosen(self, differs: Differs) -> MergeChoice:
        """Note that it differs; return what was chosen for it, or for all where it can be done."""
        self.differs.append(differs)
        chosen = self.each.get(differs.key, self.choice)
        return chosen if chosen in differs.choices else "mine"


def plan(
    mine: Records,
    theirs: Records,
    choice: MergeChoice = "mine",
    each: Mapping[str, MergeChoice] = MappingProxyType({}),
    *,
    take_needs: bool = False,
) -> Plan:
    """Return what bringing ``theirs`` to ``mine`` would do.

    ``choice``: for all that differ; ``each``: for single ones, by `Differs.key`. Needs that would
    take the place of mine come in only with ``take_needs``: the archive may be somebody else's.
    """
    growing = _Growing(choice, each)
    theirs = under_keys(theirs, _dimensions(growing, mine, theirs))
    newer = _newer_needs(mine, theirs)
    _therapists(growing, mine.therapists, theirs.therapists)
    _others(
        growing,
        "change of a dimension",
        mine.renamed,
        theirs.renamed,
        lambda change: change.key,
        None,
    )
    _others(
        growing,
        "version of your needs",
        mine.need_profiles,
        [profile for profile in theirs.need_profiles if take_needs or profile not in newer],
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
        len(newer),
    )


def _dimensions(growing: _Growing, mine: Records, theirs: Records) -> dict[str, str]:
    """Plan for the own dimensions; return the keys under which theirs come in, where others."""
    here = {own.key: own for own in mine.dimensions}
    keys = unnamed_keys(mine, theirs)
    taken: dict[str, OwnDimension | None] = dict.fromkeys(
        (*(own.key for own in theirs.dimensions), *keys.values())
    )
    taken |= here
    for their in theirs.dimensions:
        there = here.get(their.key)
        if there is None:
            growing.is_new("dimension", their)
            continue
        copy = another(their, taken)
        if there == their or copy.key in here:
            growing.already_here += 1
        elif not may_be_the_same(there, their) or _chosen(growing, there, their) == "both":
            growing.is_new("dimension", copy)
        else:
            continue
        if there != their:
            keys[their.key] = copy.key
            taken[copy.key] = copy
    return keys


def _chosen(growing: _Growing, mine: OwnDimension, theirs: OwnDimension) -> MergeChoice:
    """Return what was chosen for a dimension that differs; take theirs where that is chosen."""
    differs = Differs("dimension", f"dimension {theirs.key}", theirs.name, mine, theirs)
    chosen = growing.chosen(differs)
    if chosen == "theirs":
        growing.replace.append(theirs)
    return chosen


def _newer_needs(mine: Records, theirs: Records) -> tuple[NeedProfile, ...]:
    """Return the versions of their needs that mine would be replaced by, none where I have none."""
    now = mine.needs_now()
    ids = {profile.id for profile in mine.need_profiles}
    if now is None:
        return ()
    return tuple(
        profile
        for profile in theirs.need_profiles
        if profile.id not in ids
        and (profile.since, profile.written_at) > (now.since, now.written_at)
    )


def _therapists(growing: _Growing, mine: Iterable[Therapist], theirs: Iterable[Therapist]) -> None:
    by_id = {therapist.id: therapist for therapist in mine}
    by_name = {name_key(therapist.name): therapist for therapist in mine}
    for their in theirs:
        here = by_id.get(their.id) or by_name.get(name_key(their.name))
        if here is None:
            growing.is_new("therapist", their)
            by_name[name_key(their.name)] = their
        elif here == their or _copy_id(their) in by_id:
            growing.already_here += 1
            if here != their:
                growing.become[their.id] = _copy_id(their)
        else:
            _differing_therapist(growing, here, their, by_name)


def _differing_therapist(
    growing: _Growing, here: Therapist, therapist: Therapist, by_name: dict[str, Therapist]
) -> None:
    chosen = growing.chosen(
        Differs("therapist", f"therapist {therapist.id}", therapist.name, here, therapist)
    )
    if chosen == "both":
        name = _free_name(therapist.name, by_name)
        other = therapist.model_copy(update={"id": _copy_id(therapist), "name": name})
        by_name[name_key(name)] = other
        growing.become[therapist.id] = other.id
        growing.is_new("therapist", other)
        return
    growing.become[therapist.id] = here.id
    taken = by_name.get(name_key(therapist.name), here)
    if chosen == "theirs" and taken.id == here.id:
        growing.replace.append(therapist.model_copy(update={"id": here.id}))


def _others(
    growing: _Growing,
    kind: RecordKind,
    mine: Iterable[Any],
    theirs: Iterable[Any],
    key: Callable[[Any], Any],
    copy: Callable[[Any], Any] | None,
) -> None:
    here = {key(record): record for record in mine}
    for their in theirs:
        there = here.get(key(their))
        if there is None:
            growing.is_new(kind, their)
        elif there == their or (copy and key(copy(their)) in here):
            growing.already_here += 1
        else:
            differs = Differs(kind, f"{kind} {key(their)}", _name(their), there, their)
            chosen = growing.chosen(differs)
            if chosen == "both" and copy:
                growing.is_new(kind, copy(their))
            elif chosen == "theirs":
                growing.replace.append(their)


def _pointed(growing: _Growing, note: Note) -> Note:
    if note.therapist in growing.become:
        return note.model_copy(update={"therapist": growing.become[note.therapist]})
    return note


def _copy(record: Any) -> Any:
    return record.model_copy(update={"id": _copy_id(record)})


def _copy_id(record: Note | NeedProfile | Therapist) -> UUID:
    """Return the id of a record kept beside another one of its id: it follows from the contents."""
    body = record.model_dump_json(exclude={"therapist"} if isinstance(record, Note) else None)
    return uuid5(_SPACE, sha256(body.encode("utf-8")).hexdigest())


def _free_name(name: str, taken: Mapping[str, Therapist]) -> str:
    number = 2
    while name_key(f"{name[:50].strip()} {number}") in taken:
        number += 1
    return f"{name[:50].strip()} {number}"


def _name(record: Note | NeedProfile | Renamed) -> str:
    if isinstance(record, Note):
        return record.date.isoformat()
    if isinstance(record, NeedProfile):
        return record.since.isoformat()
    return record.name or record.key
