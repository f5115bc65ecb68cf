"""Path of an own goal: its ratings over time, as they were given.

A goal is about one's own life and nobody's work is judged by it, so no belief is worked out: each
point is the rating itself, whoever the note is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.fit.evidence import Evidence
from data.fit.path import Point
from data.model.dimension import Dimension
from data.model.note import Note, notes_in_order
from data.model.records import Records
from data.words import counted, day_words


@dataclass(frozen=True)
class GoalPath:
    """One goal with a point for each of its ratings, oldest first."""

    goal: Dimension
    points: tuple[Point, ...]


def goal_paths(records: Records, notes: Iterable[Note]) -> tuple[GoalPath, ...]:
    """Return every goal that was rated in these notes, with its path through them."""
    listed = notes_in_order(notes)
    found = (GoalPath(goal, _points(listed, key)) for key, goal in records.goals().items())
    return tuple(path for path in found if path.points)


def goal_words(path: GoalPath) -> str:
    """Return a goal's path in a line: "Sleep: 3 on 2 March 2026, 6 on 1 June 2026, 8 ratings"."""
    first, last = path.points[0].evidence, path.points[-1].evidence
    name = path.goal.name
    if first is last:
        return f"{name}: {first.value} on {day_words(first.day)}"
    ends = f"{first.value} on {day_words(first.day)}, {last.value} on {day_words(last.day)}"
    return f"{name}: {ends}, {counted(len(path.points), 'rating')}"


def _points(notes: Iterable[Note], key: str) -> tuple[Point, ...]:
    return tuple(
        Point(Evidence(note.id, note.kind, note.date, rating.value), number, level, level, level)
        for number, note in enumerate(notes, 1)
        for rating in note.ratings
        if rating.dimension == key and isinstance(rating.value, int)
        for level in (float(rating.value),)
    )
