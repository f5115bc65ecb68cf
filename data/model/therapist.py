"""Therapists: somebody tried or considered, under a code name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from data.model.fee import Fee
from data.model.next_session import NextSession
from data.model.note import Note
from data.model.record import Day, Instant, Line, Name, Record, Step, Text
from data.model.search_step import CONTACT, NextStep, SearchStep
from data.model.to_say import ToSay

Status = Literal["considering", "trying", "staying", "ended"]
Setting = Literal["alone", "couple", "family", "group"]


class Practicality(Record):
    """A plain condition outside fit, such as cost or distance: does it suit? None: not known."""

    name: Name
    suits: bool | None = None
    words: Line = ""


class Expectation(Record):
    """Expectation before the first session: what one expected, feared and felt about going."""

    written_at: Instant
    expects: Text = ""
    fears: Text = ""
    mood: Step | None = None


class WarningSign(Record):
    """Something about safety, marked on a therapist. Stands before any figure, never inside one."""

    sign: Name
    noticed: Day
    words: Text = ""


class LookAgain(Record):
    """Day to ask oneself again whether to stay, and what would make one stay.

    ``after_sessions``: so many in all, from the first on.
    """

    after_sessions: Annotated[int, Field(ge=1, le=500)] | None = None
    on: Day | None = None
    would_stay_if: Text = ""


class Therapist(Record):
    """Somebody tried or considered. ``name`` is a code name, unique within a vault."""

    id: UUID
    name: Name
    status: Status
    written_at: Instant
    details: Text = ""
    what_for: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    setting: Setting = "alone"
    began: Day | None = None
    ended: Day | None = None
    end_reason: Text = ""
    practicalities: Annotated[tuple[Practicality, ...], Field(max_length=50)] = ()
    expectation: Expectation | None = None
    warning_signs: Annotated[tuple[WarningSign, ...], Field(max_length=50)] = ()
    look_again: LookAgain | None = None
    to_say: Annotated[tuple[ToSay, ...], Field(max_length=500)] = ()
    search_steps: Annotated[tuple[SearchStep, ...], Field(max_length=200)] = ()
    next_step: NextStep | None = None
    fee: Fee | None = None
    next_session: NextSession | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.began and self.ended and self.ended < self.began:
            raise PydanticCustomError("order", "the end lies before the beginning")
        return self


def days_of_steps(therapist: Therapist) -> list[dt.date]:
    """Return the days of search steps, but for a first appointment: these have to be past."""
    return [step.on for step in therapist.search_steps if step.kind != "first appointment"]


def open_next_step(therapist: Therapist, notes: Sequence[Note]) -> NextStep | None:
    """Return what to do next, None where there is nothing or it was done meanwhile."""
    planned = therapist.next_step
    if planned is None or planned.what not in CONTACT:
        return planned
    later = [step.written_at for step in therapist.search_steps]
    later += [note.written_at for note in notes if note.kind in ("first call", "session")]
    return None if any(at > planned.written_at for at in later) else planned


_STATUSES: Final[dict[Status, str]] = {
    "staying": "staying",
    "trying": "seeing",
    "considering": "thinking about",
    "ended": "ended",
}


STATUS_ORDER: Final[tuple[Status, ...]] = ("staying", "trying", "considering", "ended")
"""The order in which therapists are listed: whom one is with comes first."""


def status_words(status: Status) -> str:
    """Return a status as people say it: "seeing", "staying", "thinking about", "ended"."""
    return _STATUSES[status]


def present_first(therapists: Iterable[Therapist]) -> list[Therapist]:
    """Return therapists as on Fit: those one is with first, otherwise as they were added."""
    return sorted(therapists, key=lambda therapist: STATUS_ORDER.index(therapist.status))
