"""Search steps: what was done to find somebody, what came back, and what to do next.

They belong to the therapist they are about. None of it is part of any fit.
"""

from typing import Final, Literal
from uuid import UUID

from data.model.record import Day, Instant, Line, Name, Record

SearchStepKind = Literal[
    "written to", "called", "answered", "waiting list", "first appointment", "refused"
]
CONTACT: Final = ("Write", "Call", "Ask again")
"""Next steps that are done once there is a newer step, or a note about a call or a session."""


class SearchStep(Record):
    """One step of the search, on one day. Only a first appointment may still be to come.

    ``words``: what they said, such as how long the waiting list is.
    """

    id: UUID
    kind: SearchStepKind
    on: Day
    written_at: Instant
    words: Line = ""


class NextStep(Record):
    """Step to take next about somebody, and perhaps on which day, past or to come."""

    what: Name
    on: Day | None = None
    written_at: Instant


_WORDS: Final[dict[SearchStepKind, str]] = {
    "written to": "written to",
    "called": "called",
    "answered": "answered",
    "waiting list": "on the waiting list",
    "first appointment": "first appointment",
    "refused": "said no",
}


def search_step_words(kind: SearchStepKind) -> str:
    """Return a kind of step in words, for the screen and for paper: "called", "said no"."""
    return _WORDS[kind]
