"""View of one cell under one range: outlook, side, worth and spread, each worked out once.

`NotesBelief` holds them, so that a moved need costs that need: what the others say about the same
beliefs is there already.
"""

from dataclasses import dataclass
from functools import cached_property

from data.fit.evidence import Evidence
from data.fit.fit import of_cell
from data.fit.observation import Floats
from data.fit.session_worth import Outlook, deviation, outlook, worth
from data.fit.side import MustStatus, Side, must_status, side
from data.model.need import Need


@dataclass(frozen=True, eq=False)
class CellView:
    """What one belief, shape (swing, level), and its ratings say about one need's range.

    ``evidence``: the ratings, oldest first; ``values``: their numbers alone, 0..10. The need's
    importance plays no part.
    """

    need: Need
    belief: Floats
    evidence: tuple[Evidence, ...]
    values: bytes

    @cached_property
    def outlook(self) -> Outlook:
        """The level, and how the next session falls."""
        return outlook(self.belief, self.need)

    @cached_property
    def side(self) -> Side:
        """On which side of the range it is, in a word."""
        return side(self.outlook, self.need, self.values)

    @cached_property
    def must_status(self) -> MustStatus:
        """Whether it is met, were it a must-have."""
        days = [(rating.day, rating.value) for rating in self.evidence]
        return must_status(self.outlook, self.need, days)

    @cached_property
    def deviation(self) -> float:
        """The standard deviation of what a session is worth, 0..1."""
        return deviation(worth(self.need), self.belief)

    @cached_property
    def chances(self) -> Floats:
        """The chances of what a session is worth, on an even grid from 0 to 1."""
        return of_cell(self.need, self.belief)
