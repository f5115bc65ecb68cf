"""Stages of the search: where it stands with each therapist thought about, and who is next.

What a stage is follows from the steps and the notes, so that nobody has to move anything on by
hand. None of it says anything about fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from data.model.note import Note
from data.model.records import Records
from data.model.search_step import NextStep, SearchStep, search_step_words
from data.model.therapist import Therapist, open_next_step
from data.words import day_words

StageName = Literal[
    "not asked yet", "asked", "answered", "waiting list", "first call", "first appointment",
    "refused",
]  # fmt: skip

_ORDER: Final[tuple[StageName, ...]] = (
    "not asked yet", "first call", "answered", "first appointment", "asked", "waiting list",
    "refused",
)  # fmt: skip
"""Of those for whom no next step is set: with whom there is something to do comes first."""


@dataclass(frozen=True)
class SearchStage:
    """Stage of the search with one therapist; ``next_step``: the one that is still open."""

    therapist: Therapist
    name: StageName
    since: date | None
    said: str = ""
    next_step: NextStep | None = None

    @property
    def words(self) -> str:
        """Return it in words: "asked on 3 March 2026, no answer yet"."""
        if self.name == "not asked yet" or self.since is None:
            return self.name
        day, said = day_words(self.since), f": {self.said}" if self.said else ""
        match self.name:
            case "waiting list":
                return f"on the waiting list since {day}{said}"
            case "first call" | "first appointment":
                return f"{self.name} on {day}{said}"
            case "asked":
                return f"asked on {day}, no answer yet{said}"
            case "answered" | "refused":
                return f"{search_step_words(self.name)} on {day}{said}"

    def is_due(self, today: date) -> bool:
        """Return whether something can be done about it today."""
        if self.next_step is None:
            return self.name == "not asked yet"
        return self.next_step.on is None or self.next_step.on <= today


def search_stage(therapist: Therapist, notes: Sequence[Note]) -> SearchStage:
    """Return the stage of one therapist; ``notes``: those about them, by day."""
    found = [(_counts_from(step), step.written_at, step.on, _stage_of(step), step.words)
             for step in therapist.search_steps]  # fmt: skip
    found += [
        (note.last_day, note.written_at, note.last_day, "first call", "")
        for note in notes
        if note.kind == "first call"
    ]
    still = open_next_step(therapist, notes)
    if not found:
        return SearchStage(therapist, "not asked yet", None, next_step=still)
    _, _, since, name, said = max(found, key=lambda entry: entry[:2])
    return SearchStage(therapist, name, since, said, still)


def _counts_from(step: SearchStep) -> date:
    """Day from which a step counts: an appointment to come from the day it was made."""
    return min(step.on, step.written_at.date())


def _stage_of(step: SearchStep) -> StageName:
    match step.kind:
        case "written to" | "called":
            return "asked"
        case kind:
            return kind


def search_stages(records: Records, today: date) -> list[SearchStage]:
    """Return a stage for everybody thought about, who is next first."""
    stages = [
        search_stage(therapist, records.notes_of(therapist.id))
        for therapist in records.therapists
        if therapist.status == "considering"
    ]
    return sorted(stages, key=lambda stage: _rank(stage, today))


def _rank(stage: SearchStage, today: date) -> tuple[int, date, int]:
    planned = stage.next_step
    since = stage.since or date.max
    if planned and stage.is_due(today):
        return 0, planned.on or today, 0
    if stage.is_due(today):
        return 1, since, 0
    if planned and planned.on:
        return 2, planned.on, 0
    return 3, date.min, _ORDER.index(stage.name) * 1_000_000 + since.toordinal() % 1_000_000


def next_step_words(planned: NextStep, today: date) -> str:
    """Return what to do next and when: "Call, today", "Ask again on 5 March 2026"."""
    if planned.on is None:
        return planned.what
    if planned.on == today:
        return f"{planned.what}, today"
    return f"{planned.what} on {day_words(planned.on)}"


def steps_in_order(therapist: Therapist) -> list[SearchStep]:
    """Return the search steps about somebody by day."""
    return sorted(therapist.search_steps, key=lambda step: (step.on, step.written_at))


def step_line(step: SearchStep) -> str:
    """Return a step in one line: "5 March 2026: on the waiting list, about three months"."""
    said = f", {step.words}" if step.words else ""
    return f"{day_words(step.on)}: {search_step_words(step.kind)}{said}"


def asked_therapists(records: Records) -> list[Therapist]:
    """Return everybody who was asked or said no, by the day of the first step."""
    asked = [therapist for therapist in records.therapists if therapist.search_steps]
    return sorted(asked, key=lambda who: min(step.on for step in who.search_steps))


def moved_on(therapist: Therapist, note: Note) -> Therapist:
    """Return the therapist as they are after a note: with a session one sees them."""
    if note.kind != "session" or therapist.status != "considering":
        return therapist
    began = therapist.began or note.date
    return therapist.model_copy(update={"status": "trying", "began": began})
