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

from data.fit.belief import Sessions, run_foretelling, typical_swing
from data.fit.cell_view import CellView
from data.fit.evidence import CellKey, Entry, Evidence, RatingAnswer, entries
from data.fit.filter_bank import Filter, start
from data.fit.foretold import Foretold
from data.fit.observation import Floats
from data.fit.rating_table import RatingTable, rating_table
from data.fit.self_check import SelfCheck, check
from data.fit.swing import TYPICAL, Swing, normalised, told_of_swing, weights
from data.model.need import Need
from data.model.records import Records

MOST_VIEWS: Final = 2_000
"""Views of a cell that are held at once, 2 kB each: ten years have 60 cells."""

_AT_ONCE: Final = 400
"""Notes. What was expected before each rating takes 2 kB, so it is not kept for all at once."""


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
    ``surprises``: the ratings of the newest note that could be expected. ``earlier``: the same
    without the newest note; None where there is none, and in what is itself earlier, which has no
    ``surprises`` either. ``source``: the records it was read from.
    """

    entries: tuple[Entry, ...]
    tracks: Mapping[CellKey, Track]
    beliefs: Mapping[CellKey, Floats]
    swing: Swing
    self_check: SelfCheck
    surprises: tuple[Surprise, ...]
    earlier: "NotesBelief | None"
    source: Records | None = field(default=None, repr=False)

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
    noted = entries(records)
    if before is not None and before.entries == noted:
        return replace(before, source=records)
    return replace(_extended(_base(noted, before), noted), source=records)


def _base(entries: tuple[Entry, ...], before: NotesBelief | None) -> NotesBelief:
    """Return what is known already about the first of these entries, at best all but the new."""
    candidates = (before, before.earlier if before else None)
    for candidate in candidates:
        if candidate is None or len(candidate.entries) >= len(entries):
            continue
        if candidate.entries == entries[: len(candidate.entries)]:
            return candidate
    return _settled((), _Run())


@dataclass(frozen=True, eq=False)
class _Run:
    """State of a run after some of its ratings."""

    tracks: Mapping[CellKey, Track] = field(default_factory=dict)
    self_check: SelfCheck = field(default_factory=SelfCheck)
    surprises: tuple[Surprise, ...] = ()


def _extended(base: NotesBelief, entries: tuple[Entry, ...]) -> NotesBelief:
    """Return what is known after all ``entries``; ``base`` knows the first of them."""
    if len(entries) == len(base.entries):
        return base
    run = _Run(base.tracks, base.self_check)
    for first in range(len(base.entries), len(entries) - 1, _AT_ONCE):
        run = _after(run, entries[first : min(first + _AT_ONCE, len(entries) - 1)])
    earlier = base
    if len(entries) - 1 > len(base.entries):
        earlier = _settled(entries[:-1], run)
    return _settled(entries, _after(run, entries[-1:]), _only_before(earlier))


def _only_before(notes_belief: NotesBelief) -> NotesBelief:
    """Return it as what was known before the newest note, and nothing beyond that."""
    return replace(notes_belief, surprises=(), earlier=None, source=None)


def _settled(
    entries: tuple[Entry, ...], run: _Run, earlier: NotesBelief | None = None
) -> NotesBelief:
    tracks = dict(sorted(run.tracks.items(), key=lambda item: (str(item[0][0]), item[0][1])))
    filters = [track.filter for track in tracks.values()]
    # In a fixed order: sums of floats must not depend on which note came first.
    swing = typical_swing(filters)
    beliefs = dict(zip(tracks, _beliefs(filters, swing), strict=True))
    return NotesBelief(entries, tracks, beliefs, swing, run.self_check, run.surprises, earlier)


def _beliefs(filters: Sequence[Filter], swing: Swing) -> list[Floats]:
    if not filters:
        return []
    of_each = weights(np.stack([cell.log_likelihood for cell in filters]), swing.chances)
    return [
        np.einsum("qs,qsx->sx", own, cell.levels)
        for own, cell in zip(of_each, filters, strict=True)
    ]


def _after(run: _Run, entries: Sequence[Entry]) -> _Run:
    """Return the run after some more entries."""
    cells: dict[CellKey, list[tuple[int, Evidence]]] = {}
    for at, entry in enumerate(entries):
        for dimension, value, _ in entry.ratings:
            cells.setdefault((entry.therapist, dimension), []).append((at, entry.evidence(value)))
    if not cells:
        return replace(run, surprises=())
    begun = [run.tracks.get(key, _UNRATED) for key in cells]
    series = [[rating.look for _, rating in new] for new in cells.values()]
    filters, foretold = run_foretelling(
        series, [track.filter for track in begun], _sessions(cells, entries)
    )
    ends = np.cumsum([len(looks) for looks in series])[:-1]
    tracks = {
        key: Track(
            (*old.evidence, *(rating for _, rating in new)),
            old.values + bytes(rating.value for _, rating in new),
            np.concatenate([old.counts, counts]),
            after,
        )
        for (key, new), old, counts, after in zip(
            cells.items(), begun, np.split(foretold.counts, ends), filters, strict=True
        )
    }
    places = np.array([at for new in cells.values() for at, _ in new])
    values = np.array([rating.value for new in cells.values() for _, rating in new])
    # A first rating is expected from nothing: no promise was made about it.
    expected = np.array(
        [bool(old.evidence) or at > 0 for old, ratings in zip(begun, series, strict=True)
         for at in range(len(ratings))]
    )  # fmt: skip
    chances = _expected(run, foretold, places, len(entries))
    newest = [(key[1], value) for (key, _), value in zip(cells.items(), values, strict=False)]
    surprises = tuple(
        Surprise(dimension, int(value), float(own[value]))
        for (dimension, value), own, could in zip(newest, chances, expected, strict=False)
        if could and len(entries) == 1
    )
    counted = run.self_check + check(chances[expected], values[expected])
    return _Run({**run.tracks, **tracks}, counted, surprises)


def _sessions(
    cells: Mapping[CellKey, Sequence[tuple[int, Evidence]]], entries: Sequence[Entry]
) -> Sessions:
    """Return which of these ratings, each with the place of its entry, are of one session."""
    rated: Counter[UUID] = Counter()
    numbers = []
    for entry in entries:
        numbers.append(rated[entry.therapist])
        rated[entry.therapist] += bool(entry.ratings)
    therapists = {therapist: at for at, therapist in enumerate(rated)}
    return Sessions(
        [therapists[therapist] for therapist, _ in cells],
        [[numbers[at] for at, _ in new] for new in cells.values()],
    )


def _expected(run: _Run, foretold: Foretold, places: np.ndarray, notes: int) -> Floats:
    """Return the chances of 0..10 before each rating, shape (row, 11), by what was known then.

    ``places``: which of the notes each rating is in. All ratings of one note are expected from
    the notes before it.
    """
    logs = np.log(TYPICAL)
    if run.tracks:
        before = np.stack([track.filter.log_likelihood for track in run.tracks.values()])
        logs = logs + told_of_swing(before).sum(axis=0)
    sums = np.zeros((notes + 1, len(TYPICAL)))
    np.add.at(sums, places + 1, foretold.told_of_swing())
    return foretold.chances(normalised(logs + sums.cumsum(axis=0))[places])
