"""The order of needs and of people, the same in every picture, list, share and print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.fit.report import Cell, Standing
from data.model.therapist import STATUS_ORDER

MUST_HAVES, MATTERS, NICE, GOING = "Must-haves", "Matters", "Nice to have", "How it is going"


@dataclass(frozen=True)
class Group:
    """Needs that count alike, by their places in a standing's ``cells``, in the order chosen."""

    name: str
    places: tuple[int, ...]


def groups_of(standing: Standing) -> tuple[Group, ...]:
    """Return the needs of a report by how much they count; any of its standings tells them."""
    musts = {must.dimension.key for must in standing.musts}
    counted = {cell.dimension.key for cell in standing.counted}

    def name(cell: Cell) -> str:
        if cell.dimension.key in musts:
            return MUST_HAVES
        if cell.dimension.key not in counted:
            return GOING
        return MATTERS if cell.need.importance > 1 else NICE

    names = [name(cell) for cell in standing.cells]
    found = (
        Group(wanted, tuple(at for at, name in enumerate(names) if name == wanted))
        for wanted in (MUST_HAVES, MATTERS, NICE, GOING)
    )
    return tuple(group for group in found if group.places)


def needs_in_order(standing: Standing) -> tuple[int, ...]:
    """Return the places of all needs in a standing's ``cells``, group after group."""
    return tuple(at for group in groups_of(standing) for at in group.places)


def people_in_order(standings: Iterable[Standing]) -> Sequence[Standing]:
    """Return the standings with whom one is with first, otherwise as they were added."""
    return sorted(standings, key=lambda standing: STATUS_ORDER.index(standing.therapist.status))
