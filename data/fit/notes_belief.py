"""Belief from the notes alone, before any need is asked. Kept, so that nothing runs twice.

A `NotesBelief` holds each cell's filter after its newest rating, and the same without the newest
note. Adding a note is one step for each of its ratings; asking with other needs runs no filter.
Keep one for a session and hand it to `know` with whatever the records are by then: it takes from
it what still holds, and is right whatever it was given. It keeps the records it was read from, to
know them again: where those must be forgotten, it has to be dropped with them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final
from uuid import UUID

import numpy as np

from data.fit.belief import run_counting, typical_swing
from data.fit.cell_view import CellView
from data.fit.evidence import CellKey, Entry, Evidence, RatingAnswer, entries
from data.fit.filter_bank import Filter, start
from data.fit.foresight import foresight
from data.fit.observation import Floats
from data.fit.rated_cells import RatedCells, rated_cells
from data.fit.rating_table import RatingTable, rating_table
from data.fit.self_check import CheckedNotes, SelfCheck, check
from data.fit.swing import Swing, weights
from data.model.need import Need
from data.model.records import Records

MOST_VIEWS: Final = 2_000
"""Views of a cell that are held at once, 2 kB each: ten years have 60 cells."""


@dataclass(frozen=True, eq=False)
class Track:
    """One cell: its ratings, oldest first, and its filter after the newest of them.

    ``values``: the ratings' numbers alone, 0..10. ``counts``: what each counted for, shape
    (rating, 3), see `after_ratings`.
    """

    evidence: tuple[Evidence, ...]
    values: bytes
    counts: Floats
    filter: Filter


_UNRATED: Final = Track((), b"", np.empty((0, 3)), start())


@dataclass(frozen=True)
class Surprise:
    """A rating of the newest note and how likely (0..1) it was, expected from earlier ones."""

    dimension: str
    value: int
    chance: float


@dataclass(frozen=True, eq=False)
class NotesBelief:
    """Everything that follows from the notes alone, jots left out.

    ``tracks`` and ``beliefs``, shape (swing, level), are by cell, for every cell with a rating.
    ``checked``: these notes with their self-check. ``surprises``: the ratings of the newest note
    that could be expected. ``earlier``: the same without the newest note; None where there is none,
    and in what is itself earlier, which has no ``surprises`` either. ``source``: the records it was
    read from; ``dimensions``: the keys of those that were known in them.
    """

    entries: tuple[Entry, ...]
    tracks: Mapping[CellKey, Track]
    beliefs: Mapping[CellKey, Floats]
    swing: Swing
    checked: CheckedNotes = field(repr=False)
    surprises: tuple[Surprise, ...] = ()
    earlier: "NotesBelief | None" = None
    source: Records | None = field(default=None, repr=False)
    dimensions: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def self_check(self) -> SelfCheck:
        """Self-check of all notes, worked out when it is first asked for."""
        return self.checked.self_check

    def entries_of(self, therapist: UUID) -> Sequence[Entry]:
        """Return what fit reads of the notes about one therapist, oldest first."""
        return self._by_therapist.get(therapist, ())

    @property
    def without_newest(self) -> "NotesBelief":
        """The same without the newest note; itself where that is not known."""
        return self.earlier or self

    def view(self, therapist: UUID, need: Need) -> CellView | None:
        """Return what one cell says about the range of a need; None without a rating.

        The same view each time, whatever the importance: a moved need costs that need.
        """
        cell = (therapist, need.dimension)
        if cell not in self.tracks:
            return None
        asked = (*cell, need.low, need.high)
        found = self._views.get(asked)
        if found is None:
            if len(self._views) >= MOST_VIEWS:
                self._views.clear()
            track = self.tracks[cell]
            found = CellView(need, self.beliefs[cell], track.evidence, track.values)
            self._views[asked] = found
        return found

    # What no need changes is worked out once, when it is first asked for.

    @cached_property
    def _views(self) -> dict[tuple[UUID, str, int, int], CellView]:
        return {}

    @cached_property
    def _by_therapist(self) -> Mapping[UUID, Sequence[Entry]]:
        found: dict[UUID, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.therapist, []).append(entry)
        return found

    @cached_property
    def tables(self) -> Mapping[UUID, RatingTable]:
        """All ratings of every therapist with a note."""
        return {who: rating_table(entries) for who, entries in self._by_therapist.items()}

    @cached_property
    def answers(self) -> Mapping[str, Counter[RatingAnswer]]:
        """By dimension, how often each rating was given with each answer to "was that right?"."""
        found: dict[str, Counter[RatingAnswer]] = {}
        for entry in self.entries:
            for key, value, right in entry.ratings:
                if right is not None:
                    found.setdefault(key, Counter())[value, right] += 1
        return found


def know(records: Records, before: NotesBelief | None = None) -> NotesBelief:
    """Return what these records say, taking from ``before`` what still holds.

    The same records: ``before`` itself. New notes after all others, or the newest one changed: a
    step for each of their ratings. Anything else runs everything.
    """
    if before is not None and before.source is records:
        return before
    dimensions = frozenset(records.known_dimensions())
    alike = before is not None and before.dimensions == dimensions
    noted = entries(records, before.entries if before and alike else ())
    if before is not None and before.entries == noted:
        return replace(before, source=records, dimensions=dimensions)
    found = _extended(_base(noted, before), noted)
    return replace(found, source=records, dimensions=dimensions)


def _base(entries: tuple[Entry, ...], before: NotesBelief | None) -> NotesBelief:
    """Return what is known already about the first of these entries, at best all but the new."""
    candidates = (before, before.earlier if before else None)
    for candidate in candidates:
        if candidate is None or len(candidate.entries) >= len(entries):
            continue
        if candidate.entries == entries[: len(candidate.entries)]:
            return candidate
    return _settled((), {}, CheckedNotes(()))


def _extended(base: NotesBelief, entries: tuple[Entry, ...]) -> NotesBelief:
    """Return what is known after all ``entries``; ``base`` knows the first of them."""
    if len(entries) == len(base.entries):
        return base
    *older, newest = entries[len(base.entries) :]
    earlier = base
    if older:
        tracks = _after(base.tracks, older)
        earlier = _settled(entries[:-1], tracks, CheckedNotes(entries[:-1]))
    return _with_newest(_only_before(earlier), entries, newest)


def _only_before(notes_belief: NotesBelief) -> NotesBelief:
    """Return it as what was known before the newest note, and nothing beyond that."""
    return replace(
        notes_belief,
        checked=notes_belief.checked.alone(),
        surprises=(),
        earlier=None,
        source=None,
    )


def _with_newest(earlier: NotesBelief, entries: tuple[Entry, ...], newest: Entry) -> NotesBelief:
    """Return what is known with one note more, and how much of it was expected."""
    rated = rated_cells([newest])
    if not rated.evidence:
        return replace(
            earlier,
            entries=entries,
            checked=CheckedNotes(entries, earlier.checked),
            earlier=earlier,
        )
    filters = {cell: track.filter for cell, track in earlier.tracks.items()}
    expected = foresight(rated, filters)
    surprises = tuple(
        Surprise(dimension, int(value), float(chances[value]))
        for (_, dimension), value, chances, grounded in zip(
            rated.evidence, expected.values, expected.chances, expected.grounded, strict=True
        )
        if grounded
    )
    grounded = expected.grounded
    own_check = check(expected.chances[grounded], expected.values[grounded])
    tracks = _added(earlier.tracks, rated, list(expected.filters.values()), expected.counts)
    checked = CheckedNotes(entries, earlier.checked, own_check)
    return replace(_settled(entries, tracks, checked), surprises=surprises, earlier=earlier)


def _settled(
    entries: tuple[Entry, ...], tracks: Mapping[CellKey, Track], checked: CheckedNotes
) -> NotesBelief:
    tracks = dict(sorted(tracks.items(), key=lambda item: (str(item[0][0]), item[0][1])))
    filters = [track.filter for track in tracks.values()]
    # In a fixed order: sums of floats must not depend on which note came first.
    swing = typical_swing(filters)
    beliefs = dict(zip(tracks, _beliefs(filters, swing), strict=True))
    return NotesBelief(entries, tracks, beliefs, swing, checked)


def _beliefs(filters: Sequence[Filter], swing: Swing) -> list[Floats]:
    if not filters:
        return []
    of_each = weights(np.stack([cell.log_likelihood for cell in filters]), swing.chances)
    return [
        np.einsum("qs,qsx->sx", own, cell.levels)
        for own, cell in zip(of_each, filters, strict=True)
    ]


def _after(tracks: Mapping[CellKey, Track], entries: Sequence[Entry]) -> Mapping[CellKey, Track]:
    """Return the tracks after some more notes."""
    rated = rated_cells(entries)
    begun = [tracks.get(cell, _UNRATED).filter for cell in rated.evidence]
    filters, counts = run_counting(rated.series, begun, rated.sessions)
    return _added(tracks, rated, filters, counts)


def _added(
    tracks: Mapping[CellKey, Track], rated: RatedCells, filters: Sequence[Filter], counts: Floats
) -> Mapping[CellKey, Track]:
    """Return the tracks with these ratings added, after which cells are ``filters``."""
    found = dict(tracks)
    for (cell, ratings), own_counts, after in zip(
        rated.evidence.items(), rated.by_cell(counts), filters, strict=True
    ):
        old = tracks.get(cell, _UNRATED)
        found[cell] = Track(
            (*old.evidence, *ratings),
            old.values + bytes(rating.value for rating in ratings),
            np.concatenate([old.counts, own_counts]),
            after,
        )
    return found
