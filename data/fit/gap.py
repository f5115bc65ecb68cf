"""Gaps between belief and need, costliest first, and the rating that tells most of each.

What a gap costs is its importance times what is missing to a wholly right session, 0..2. Only a
clear side is a gap: what is on the edge or known from too few notes is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.fit.report import Cell, Evidence, Standing
from data.fit.session_worth import outside

CLEAR = frozenset({"too little", "too much", "swings"})


@dataclass(frozen=True)
class Gap:
    """One clear miss. ``cost`` 0..2."""

    standing: Standing
    cell: Cell
    cost: float

    @property
    def telling(self) -> Evidence:
        """Rating that lies furthest outside the need; of equal ones the newest."""
        return telling(self.cell)


def gaps(standings: Iterable[Standing]) -> list[Gap]:
    """Return every clear miss of these therapists, costliest first."""
    found = [
        Gap(standing, cell, cell.cost or 0.0)
        for standing in standings
        for cell in standing.counted
        if cell.side.where in CLEAR
    ]
    return sorted(found, key=lambda gap: (-gap.cost, gap.cell.dimension.key))


def telling(cell: Cell) -> Evidence:
    """Return the rating that lies furthest outside the need; of equal ones the newest."""
    return max(reversed(cell.evidence), key=lambda rating: outside(rating.value, cell.need))
