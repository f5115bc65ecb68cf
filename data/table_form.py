"""Form of the tables that Rapport saves: the names of their columns, which writer and reader share.

A file is told by how its first line begins, so that columns may be added at the end: tables of
every earlier Rapport are read too.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

TableKind = Literal["notes", "ratings", "therapists", "search steps", "dimensions"]

NOTE_FIELDS: Final = {
    "until": "until",
    "worked_on": "worked on",
    "helped": "helped",
    "did_not_help": "did not help",
    "go_back": "would I go back",
    "sessions": "sessions",
    "agreed": "agreed",
    "take_along": "take along",
    "agreed_before": "agreed before",
}
"""Columns of what a note says beside its day, kind, therapist, text and ratings, by field."""
NOTES: Final = (
    *("date", "until", "kind", "therapist", "text", "worked on", "helped", "did not help"),
    *("would I go back", "sessions", "agreed", "take along", "agreed before"),
)
"""Columns of notes; behind them comes one for each dimension that was rated."""
RATINGS: Final = ("date", "kind", "therapist", "dimension", "key", "rating", "was that right")
THERAPISTS: Final = (
    *("therapist", "status", "began", "ended", "fee", "currency", "next step", "next step on"),
    *("next session", "at", "every so many weeks", "with", "what for", "details", "why it ended"),
)
STEPS: Final = ("date", "therapist", "step", "words")
DIMENSIONS: Final = ("dimension", "key", "kind", "0 is", "10 is", "hidden")

_BEGINS: Final[Mapping[TableKind, tuple[str, ...]]] = {
    "notes": NOTES[:7],
    "ratings": RATINGS[:6],
    "therapists": THERAPISTS[:6],
    "search steps": STEPS,
    "dimensions": DIMENSIONS,
}

LONGEST_CELL: Final = 32_767
"""Characters that fit into one cell of a spreadsheet; the archive and the CSV hold all."""


def table_kind(head: Sequence[str]) -> TableKind | None:
    """Return which of Rapport's tables begins with this line, None for any other table."""
    return next(
        (kind for kind, begin in _BEGINS.items() if tuple(head[: len(begin)]) == begin), None
    )
