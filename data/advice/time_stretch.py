"""A stretch of time: since the last break, the last three months, from one day to another.

What happened in it is said in plain counts; nothing here judges, and nothing is worked out anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from data.model.dimension import Dimension
from data.model.need import NeedProfile
from data.model.note import Note, notes_in_order
from data.words import counted, day_words

LEAST_BREAK: Final = 21
"""Days without a session that are a break at all, where sessions are not usually as far apart."""
_TIMES_USUAL: Final = 2
_THREE_MONTHS: Final = timedelta(days=91)
SINCE_BREAK, THREE_MONTHS, ALL = "Since the last break", "The last three months", "All of it"


@dataclass(frozen=True)
class TimeStretch:
    """Days from ``first`` to ``last``, both of them in it."""

    first: date
    last: date

    def holds(self, note: Note) -> bool:
        """Return True for a note of a day in it, or of days that reach into it."""
        return note.date <= self.last and (note.until or note.date) >= self.first

    @property
    def words(self) -> str:
        """Say it: "1 March 2026 to 5 May 2026"."""
        if self.first == self.last:
            return day_words(self.first)
        return f"{day_words(self.first)} to {day_words(self.last)}"


def usual_stretches(notes: Sequence[Note], today: date) -> Mapping[str, TimeStretch]:
    """Return the stretches that are offered by name, as far as there are notes in them."""
    days = [note.date for note in notes]
    if not days:
        return {}
    offered = {}
    if begin := after_break(notes):
        offered[SINCE_BREAK] = TimeStretch(begin, today)
    if any(day >= today - _THREE_MONTHS for day in days):
        offered[THREE_MONTHS] = TimeStretch(today - _THREE_MONTHS, today)
    return offered | {ALL: TimeStretch(min(days), max(today, *days))}


def after_break(notes: Iterable[Note]) -> date | None:
    """Return the day of the first session after the last break, None where there was none.

    A break is at least three weeks long and twice as long as sessions are usually apart.
    """
    days = sorted({note.date for note in notes if note.kind in {"session", "first call"}})
    apart = [((later - sooner).days, later) for sooner, later in pairwise(days)]
    if not apart:
        return None
    least = max(LEAST_BREAK, _TIMES_USUAL * median([length for length, _ in apart]))
    return next((later for length, later in reversed(apart) if length >= least), None)


def count_sentence(notes: Sequence[Note], stretch: TimeStretch) -> str:
    """Return how much was noted in a stretch: "9 sessions, 1 first call, 1 March to 5 May."."""
    kinds = {"session": "session", "first call": "first call", "from memory": "note from memory"}
    numbers = {kind: sum(note.kind == kind for note in notes) for kind in kinds}
    said = [counted(number, kinds[kind]) for kind, number in numbers.items() if number]
    return f"{stretch.words}: {', '.join(said) or 'nothing noted'}."


def rating_sentences(
    notes: Sequence[Note], dimensions: Mapping[str, Dimension], profile: NeedProfile | None
) -> dict[str, str]:
    """Return for each dimension that was rated what its ratings were, the needed ones first."""
    rated: dict[str, list[int]] = {}
    for note in notes_in_order(notes):
        for rating in note.ratings:
            if isinstance(rating.value, int) and rating.dimension in dimensions:
                rated.setdefault(rating.dimension, []).append(rating.value)
    needed = [need.dimension for need in profile.needs] if profile else []
    order = [key for key in [*needed, *dimensions] if key in rated]
    return {
        key: _rating_sentence(dimensions[key], rated[key], profile) for key in dict.fromkeys(order)
    }


def _rating_sentence(
    dimension: Dimension, values: Sequence[int], profile: NeedProfile | None
) -> str:
    low, high = min(values), max(values)
    span = f"each time {low}" if low == high else f"{low} to {high}, {values[-1]} last"
    said = f"rated once, {low}" if len(values) == 1 else f"rated {len(values)} times, {span}"
    need = profile.need(dimension.key) if profile else None
    wanted = f" Needed: {need.low} to {need.high}." if need else ""
    return f"{dimension.name}: {said}.{wanted}"
