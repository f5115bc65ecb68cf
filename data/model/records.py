"""All records of one vault together, and the rules that hold between them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Self
from uuid import UUID

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from data.errors import BadRecord
from data.model.dimension import Dimension, OwnDimension, Renamed, built_in, known_dimensions
from data.model.need import NeedProfile, check_profile
from data.model.note import Note, notes_in_order
from data.model.record import Record, name_key
from data.model.therapist import Therapist


class Records(Record):
    """Records of one person in a stable order: notes by day, profiles by date, the rest by id.

    Rules between records are checked on making: ids and code names are unique, every note's
    therapist exists, every dimension spoken of is known or was once somebody's own.
    """

    dimensions: tuple[OwnDimension, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    need_profiles: tuple[NeedProfile, ...] = ()
    therapists: tuple[Therapist, ...] = ()
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        _unique("dimensions", (own.key for own in self.dimensions))
        _unique("renamed", (change.key for change in self.renamed))
        _unique("need_profiles", (profile.id for profile in self.need_profiles))
        _unique("therapists", (therapist.id for therapist in self.therapists))
        _unique("notes", (note.id for note in self.notes))
        _unique_names(self.therapists)
        try:
            self._refer_to_what_exists()
        except BadRecord as bad:
            raise _broken(bad.where, bad.what) from None
        return self

    def _refer_to_what_exists(self) -> None:
        dimensions = self.known_dimensions()
        for at, change in enumerate(self.renamed):
            if change.key not in built_in():
                raise BadRecord(f"renamed[{at}].key", "no built-in dimension has this key")
        for at, profile in enumerate(self.need_profiles):
            try:
                check_profile(profile, dimensions)
            except BadRecord as bad:
                raise BadRecord(f"need_profiles[{at}].{bad.where}", bad.what) from None
        therapists = {therapist.id for therapist in self.therapists}
        for at, note in enumerate(self.notes):
            if note.therapist is not None and note.therapist not in therapists:
                raise BadRecord(f"notes[{at}].therapist", "no such therapist is in it")
            for of, rating in enumerate(note.ratings):
                # An own dimension may have been deleted since; a built-in one cannot be.
                if rating.dimension not in dimensions and not rating.dimension.startswith("own-"):
                    raise BadRecord(
                        f"notes[{at}].ratings[{of}].dimension", "no such dimension is known"
                    )

    def known_dimensions(self) -> dict[str, Dimension]:
        """Return all dimensions by key, built-in ones first, under the names chosen for them."""
        own, renamed, found = self._named_dimensions
        if own is not self.dimensions or renamed is not self.renamed:
            self.__dict__.pop("_named_dimensions", None)  # what a copy with others took along
            found = self._named_dimensions[2]
        return dict(found)

    @cached_property
    def _named_dimensions(
        self,
    ) -> tuple[tuple[OwnDimension, ...], tuple[Renamed, ...], dict[str, Dimension]]:
        """The dimensions that were named, the names, and what came of it: a page asks often."""
        named = known_dimensions(self.dimensions, self.renamed)
        return self.dimensions, self.renamed, named

    def goals(self) -> dict[str, Dimension]:
        """Return the own goals by key, hidden ones too, in the order of their making."""
        return {own.key: own.whole() for own in self.dimensions if own.goal}

    def scales(self) -> dict[str, Dimension]:
        """Return everything a note can rate: the dimensions, then the own goals."""
        return self.known_dimensions() | self.goals()

    def needs_now(self) -> NeedProfile | None:
        """Return the newest need profile, or None before the first."""
        return max(self.need_profiles, key=lambda p: (p.since, p.written_at), default=None)

    def without_jots(self) -> "Records":
        """Return the same records without jots, which count in nothing."""
        sessions = tuple(note for note in self.notes if note.kind != "jot")
        return self.model_copy(update={"notes": sessions})

    def notes_of(self, therapist: UUID) -> tuple[Note, ...]:
        """Return the notes about one therapist by day, jots left out."""
        return self._of_therapist(therapist)[1]

    def notes_about(self, therapist: UUID) -> tuple[Note, ...]:
        """Return the notes about one therapist by day, jots too."""
        return self._of_therapist(therapist)[0]

    def _of_therapist(self, therapist: UUID) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
        sorted_of, by_therapist = self._notes_by_therapist
        if sorted_of is not self.notes:  # what a copy with other notes took along
            self.__dict__.pop("_notes_by_therapist", None)
            by_therapist = self._notes_by_therapist[1]
        return by_therapist.get(therapist, ((), ()))

    @cached_property
    def _notes_by_therapist(
        self,
    ) -> tuple[tuple[Note, ...], dict[UUID | None, tuple[tuple[Note, ...], tuple[Note, ...]]]]:
        """The notes that were sorted, and those of each therapist, all and without jots.

        A page asks for them often.
        """
        found: dict[UUID | None, list[Note]] = {}
        for note in self.notes:
            found.setdefault(note.therapist, []).append(note)
        by_therapist = {
            who: (tuple(notes), tuple(note for note in notes if note.kind != "jot"))
            for who, notes in found.items()
        }
        return self.notes, by_therapist

    def in_order(self) -> "Records":
        """Return the same records in the stable order of archives."""
        return Records.model_construct(
            dimensions=tuple(sorted(self.dimensions, key=lambda own: own.key)),
            renamed=tuple(sorted(self.renamed, key=lambda change: change.key)),
            need_profiles=tuple(
                sorted(self.need_profiles, key=lambda p: (p.since, p.written_at, p.id))
            ),
            therapists=tuple(sorted(self.therapists, key=lambda t: (t.written_at, t.id))),
            notes=tuple(notes_in_order(self.notes)),
        )


def _broken(where: str, what: str) -> PydanticCustomError:
    return PydanticCustomError("together", "{what} ({where})", {"what": what, "where": where})


def _unique(name: str, ids: Iterable[UUID | str]) -> None:
    already = set()
    for at, key in enumerate(ids):
        if key in already:
            raise _broken(f"{name}[{at}]", "the same id stands in it twice")
        already.add(key)


def _unique_names(therapists: tuple[Therapist, ...]) -> None:
    already = set()
    for at, therapist in enumerate(therapists):
        key = name_key(therapist.name)
        if key in already:
            raise _broken(f"therapists[{at}].name", "two therapists have the same code name")
        already.add(key)
