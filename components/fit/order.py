"""Order of therapists in the pictures, each with a colour."""

from collections.abc import Collection, Sequence
from uuid import UUID

from components.charts.lines import Line
from components.charts.profile import Row
from data.fit.report import Report
from data.model.therapist import Therapist

_ORDER = ("staying", "trying", "considering", "ended")


def lines_of(
    report: Report, everybody: Sequence[Therapist], who: Collection[UUID] | None = None
) -> list[Line]:
    """Return those asked for, or all in the report, with whom one is first.

    ``everybody`` in the vault, in its order: so that nobody looks different where some are hidden.
    """
    places = {therapist.id: place for place, therapist in enumerate(everybody)}
    lines = [Line(places[standing.therapist.id], standing) for standing in report.standings]
    chosen = [line for line in lines if who is None or line.standing.therapist.id in who]
    return sorted(
        chosen, key=lambda line: (_ORDER.index(line.standing.therapist.status), line.place)
    )


def block_of(lines: list[Line], at: int) -> list[Row]:
    """Return the need at this place of the profile, with a row for each of these therapists."""
    return [Row(line.place, line.standing.therapist, line.standing.cells[at]) for line in lines]


ENOUGH = 4
"""Ratings of each of two therapists, from which on comparing them says something."""


def enough_to_compare(report: Report) -> bool:
    """Return whether at least two therapists have enough ratings to be compared."""
    counts = [sum(len(cell.evidence) for cell in standing.cells) for standing in report.standings]
    return sum(count >= ENOUGH for count in counts) > 1
