"""Report cache: the report and all that was made of it for a page, for one vault at one revision.

It lies with the open vault (`data/vault/vault_cache.py`), for all who may open it. Anything saved
makes it new, but for a jot, which no report knows of. What the notes say by themselves goes on:
one step for each new rating.
A key must name all that its value was made from beside the records, as the day or what is typed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from components.session import findings
from data.fit.answer import FitAnswer, answer
from data.fit.notes_belief import NotesBelief, know
from data.fit.report import Report
from data.fit.report import report as work_out
from data.model.need import NeedProfile
from data.model.note import Note, notes_in_order

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """Choice of what is looked at; None: everything, or the newest needs."""

    therapists: frozenset[UUID] | None = None
    dimensions: frozenset[str] | None = None
    needs: NeedProfile | None = None
    ended: bool = False
    """Whether somebody ended may be named as fitting best."""

    @property
    def of(self) -> tuple[object, ...]:
        """Key that tells this view from another in the report cache."""
        return self.therapists, self.dimensions, self.needs and self.needs.id, self.ended


_EVERYTHING = View()


_NOTES_BELIEF = "what the notes say"
_SAID_BEFORE = "what the notes said before they last changed"


def report(view: View = _EVERYTHING, moved: NeedProfile | None = None) -> Report:
    """Return how every therapist stands now, with ``moved`` needs where some are tried out.

    Raises `NothingToShow` where nothing can be said.
    """
    now, belief = findings().sessions, notes_belief()
    return now.worked_out(
        ("report", view.of, moved),
        lambda: work_out(
            now.records,
            moved or view.needs,
            notes_belief=belief,
            include_ended=view.ended,
            therapists=view.therapists,
            dimensions=view.dimensions,
        ),
    )


def answer_of(report: Report) -> FitAnswer:
    """Return who fits what is needed, as a report says it, in words; once for each report."""
    # Kept with its report, so that no other one can get its identity.
    key = ("answer", id(report))
    return worked_out_of_fit(key, lambda: (report, answer(report)))[1]


def notes_belief() -> NotesBelief:
    """Return what the notes say by themselves."""
    now = findings().sessions

    def make() -> NotesBelief:
        before: NotesBelief | None = now.carried.get(_NOTES_BELIEF)
        found = know(now.records, before)
        if before is not None and found.entries is not before.entries:
            now.carried.pop(_SAID_BEFORE, None)
            if len(found.entries) >= len(before.entries):  # what was deleted is held nowhere
                now.carried[_SAID_BEFORE] = before
        now.carried[_NOTES_BELIEF] = replace(found, source=None)  # those hold texts
        return found

    return now.worked_out(_NOTES_BELIEF, make)


def notes_belief_before(note: Note, before: Note | None) -> NotesBelief:
    """Return what the notes said before one was saved; ``before``: that note then, None if new.

    Mostly it is there already: as what they said before the newest note, or before the last change.
    """
    now, belief = findings().sessions, notes_belief()
    if before is None and belief.earlier and belief.entries[-1].note == note.id:
        return belief.earlier
    others = [other for other in now.records.notes if other.id != note.id]
    notes = notes_in_order([*others, *([before] if before else [])])
    records = now.records.model_copy(update={"notes": tuple(notes)})
    return know(records, now.carried.get(_SAID_BEFORE, belief))


def worked_out(of: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returned for ``of`` since the last change of the vault, or make it."""
    return findings().worked_out(of, make)


def worked_out_of_fit(of: Hashable, make: Callable[[], T]) -> T:
    """Return the same where ``make`` knows reports alone: a jot is no change for those."""
    return findings().sessions.worked_out(of, make)
