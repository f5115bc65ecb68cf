"""Own dimensions and goals of an archive beside those that are here, and what is rated on them.

The key of an own dimension follows from its name, so two people can have one key for two things.
Must never let what was rated on one scale count on another: what is another thing gets a key of its
own, and everything in the archive that speaks of it speaks of that.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from data.model.dimension import OwnDimension
from data.model.need import NeedProfile
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist

_MEANT: Final = ("name", "kind", "low_end", "high_end", "goal")
_ROOM: Final = 55
"""Characters of a key or a name before a number is put behind it."""


def means_the_same(mine: OwnDimension, theirs: OwnDimension) -> bool:
    """Return whether both have the same words, however they are shown."""
    return all(getattr(mine, name) == getattr(theirs, name) for name in _MEANT)


def may_be_the_same(mine: OwnDimension, theirs: OwnDimension) -> bool:
    """Return whether both could be one scale under other words: needs may speak of one alone."""
    return (mine.goal, mine.kind) == (theirs.goal, theirs.kind)


def another(theirs: OwnDimension, taken: Mapping[str, OwnDimension | None]) -> OwnDimension:
    """Return a dimension under the first key that is free, or that it has here already."""
    number = 2
    while True:
        copy = theirs.model_copy(
            update={
                "key": f"{theirs.key[:_ROOM].rstrip('-')}-{number}",
                "name": f"{theirs.name[:_ROOM].strip()} {number}",
            }
        )
        if copy.key not in taken or taken[copy.key] == copy:
            return copy
        number += 1


def unnamed_keys(mine: Records, theirs: Records) -> dict[str, str]:
    """Return other keys for what the archive rates but does not name, where it is something here.

    It was deleted there. Ratings in notes that are here count as they do here.
    """
    named, here = {own.key for own in theirs.dimensions}, {own.key for own in mine.dimensions}
    ids = {note.id for note in theirs.notes}
    rated = _rated(theirs.notes)
    as_here = _rated(note for note in mine.notes if note.id in ids)
    taken = (named | here | rated | _rated(mine.notes)) - as_here
    open_keys = sorted(rated & here - named - as_here)
    return {key: _free(key, taken) for key in open_keys}


def _rated(notes: Iterable[Note]) -> set[str]:
    return {rating.dimension for note in notes for rating in note.ratings}


def _free(key: str, taken: Iterable[str]) -> str:
    number = 2
    while f"{key[:_ROOM].rstrip('-')}-{number}" in taken:
        number += 1
    return f"{key[:_ROOM].rstrip('-')}-{number}"


def under_keys(records: Records, keys: Mapping[str, str]) -> Records:
    """Return the records with all that speaks of a dimension in ``keys`` under its new key."""
    if not keys:
        return records
    return Records.model_construct(
        dimensions=records.dimensions,
        renamed=records.renamed,
        need_profiles=tuple(_profile(profile, keys) for profile in records.need_profiles),
        therapists=tuple(_therapist(therapist, keys) for therapist in records.therapists),
        notes=tuple(_note(note, keys) for note in records.notes),
    )


def _note(note: Note, keys: Mapping[str, str]) -> Note:
    return note.model_copy(update={"ratings": tuple(_about(each, keys) for each in note.ratings)})


def _therapist(therapist: Therapist, keys: Mapping[str, str]) -> Therapist:
    to_say = tuple(_about(each, keys) for each in therapist.to_say)
    return therapist.model_copy(update={"to_say": to_say})


def _profile(profile: NeedProfile, keys: Mapping[str, str]) -> NeedProfile:
    lists = ("must_haves", "going_in", "do_not_mind", "do_not_know")
    named = {name: tuple(keys.get(key, key) for key in getattr(profile, name)) for name in lists}
    needs = tuple(_about(need, keys) for need in profile.needs)
    return profile.model_copy(update={**named, "needs": needs})


def _about(record: Any, keys: Mapping[str, str]) -> Any:
    if record.dimension in keys:
        return record.model_copy(update={"dimension": keys[record.dimension]})
    return record
