"""The needs of one therapist as rows on a page: where they are, and what is off."""

from collections.abc import Sequence
from uuid import UUID

from components.charts.cell import Column
from components.charts.strips import Strips
from data.fit.order import MUST_HAVES, groups_of, needs_in_order
from data.fit.report import Report, Standing
from data.model.therapist import Therapist


def strips_of(
    report: Report, therapists: Sequence[Therapist], who: UUID, most: int | None = None
) -> Strips:
    """Return the rows of one therapist, the needs in the order of Fit, to be drawn.

    ``therapists``: all of the vault, for the colours. ``most``: only so many, the must-haves and
    then what is most off.
    """
    standing = report.standing(who)
    index = next(at for at, therapist in enumerate(therapists) if therapist.id == who)
    places = needs_in_order(standing)
    if most is not None:
        first = [*_must_haves(standing), *sorted(places, key=lambda at: -_cost(standing, at))]
        telling = list(dict.fromkeys(first))[:most]
        places = tuple(at for at in places if at in telling)
    musts = {must.dimension.key for must in standing.musts}
    return Strips(Column(index, standing), tuple(standing.cells[at] for at in places), musts)


def _must_haves(standing: Standing) -> tuple[int, ...]:
    return next((group.places for group in groups_of(standing) if group.name == MUST_HAVES), ())


def _cost(standing: Standing, at: int) -> float:
    return standing.cells[at].cost or 0.0
