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

from data.errors import BadRecord
from data.model.dimension import OwnDimension, Renamed, known_dimensions
from data.model.need import NeedProfile, check_profile
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
    def choices(self) -> tuple[MergeChoice, ...]:
        """No version of the needs is ever replaced; no dimension can be there twice.

        Nor does a goal or another kind take the place of a dimension: needs may speak of it.
        """
        match self.mine, self.theirs:
            case _, NeedProfile():
                return ("mine", "both")
            case OwnDimension() as mine, OwnDimension() as theirs:
                same = (mine.goal, mine.kind) == (theirs.goal, theirs.kind)
                return ("mine", "theirs") if same else ("mine",)
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
    unfit_needs: int = 0
    """Versions of needs left out: what they speak of is a goal here, or of another kind."""


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
    unfit = _unfit_needs(mine, theirs)
    newer = [profile for profile in _newer_needs(mine, theirs) if profile not in unfit]
    _therapists(growing, mine.therapists, theirs.therapists)
    _others(growing, "dimension", mine.dimensions, theirs.dimensions, _key_of, None)
    _others(growing, "change of a dimension", mine.renamed, theirs.renamed, _key_of, None)
    _others(
        growing,
        "version of your needs",
        mine.need_profiles,
        [
            profile
            for profile in theirs.need_profiles
            if profile not in unfit and (take_needs or profile not in newer)
        ],
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
        len(unfit),
    )


def _unfit_needs(mine: Records, theirs: Records) -> tuple[NeedProfile, ...]:
    """Return the versions of their needs that do not suit the dimensions as they will be here."""
    own = {own.key: own for own in (*theirs.dimensions, *mine.dimensions)}
    dimensions = known_dimensions(tuple(own.values()), ())

    def suits(profile: NeedProfile) -> bool:
        try:
            check_profile(profile, dimensions)
        except BadRecord:
            return False
        return True

    return tuple(profile for profile in theirs.need_profiles if not suits(profile))


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


def _key_of(record: OwnDimension | Renamed) -> str:
    return record.key


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


def _name(record: Note | NeedProfile | OwnDimension | Renamed) -> str:
    if isinstance(record, Note):
        return record.date.isoformat()
    if isinstance(record, NeedProfile):
        return record.since.isoformat()
    return record.name or record.key
