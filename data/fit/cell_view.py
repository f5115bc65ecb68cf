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
    """View of one belief and its ratings under the range of one need.

    ``belief``: shape (swing, level). ``evidence``: the ratings, oldest first; ``values``: their
    numbers alone, 0..10. The importance of the need plays no part.
    """

    need: Need
    belief: Floats
    evidence: tuple[Evidence, ...]
    values: bytes

    @cached_property
    def outlook(self) -> Outlook:
        """Outlook: the level, and how the next session falls."""
        return outlook(self.belief, self.need)

    @cached_property
    def side(self) -> Side:
        """Side of the range on which it is, in a word."""
        return side(self.outlook, self.need, self.values)

    @cached_property
    def must_status(self) -> MustStatus:
        """Status as a must-have: whether it is met."""
        days = [(rating.day, rating.value) for rating in self.evidence]
        return must_status(self.outlook, self.need, days)

    @cached_property
    def deviation(self) -> float:
        """Standard deviation of what a session is worth, 0..1."""
        return deviation(worth(self.need), self.belief)

    @cached_property
    def chances(self) -> Floats:
        """Chances of what a session is worth, on an even grid from 0 to 1."""
        return of_cell(self.need, self.belief)
