"""The therapists of a report as columns, in the order that is the same everywhere."""

from collections.abc import Sequence

from components.charts.cell import Column
from components.charts.grid import Grid
from data.fit.order import people_in_order
from data.fit.report import Report
from data.model.therapist import Therapist


def columns_of(report: Report, therapists: Sequence[Therapist]) -> list[Column]:
    """Return the therapists of a report in order, each with the place that gives colour and shape.

    ``therapists``: all of the vault, so that nobody looks different where some are hidden.
    """
    places = {therapist.id: at for at, therapist in enumerate(therapists)}
    standings = people_in_order(report.standings)
    return [Column(places[standing.therapist.id], standing) for standing in standings]


def grid_of(report: Report, therapists: Sequence[Therapist]) -> Grid:
    """Return the grid of everybody in a report."""
    return Grid(columns_of(report, therapists))
