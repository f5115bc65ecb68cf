"""Moments with one therapist in what anybody can count; and which to ask about again.

Counts only: nothing here says why, or whose part it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal
from uuid import UUID

from data.advice.texts import is_open, kinds, words
from data.model.moment import Moment, MomentKind
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist

How = Literal["worked through", "partly", "open", "not said", "good"]

A_WEEK: Final = timedelta(days=7)
FORTNIGHT: Final = timedelta(days=14)
TOO_LATE: Final = timedelta(days=60)
"""After so long nobody is asked any more what they did with a moment."""

_HOW: Final[dict[str | None, How]] = {
    "yes": "worked through",
    "partly": "partly",
    "no": "open",
    "not yet": "open",
    None: "not said",
}


@dataclass(frozen=True)
class Happened:
    """One moment where it stands: ``at`` is its place among the moments of its note."""

    note: UUID
    day: date
    at: int
    moment: Moment

    @property
    def how(self) -> How:
        """State it is settled to; *good* where there is nothing to settle."""
        if not is_open(self.moment.model_copy(update={"settled": None})):
            return "good"
        return _HOW[self.moment.settled]


@dataclass(frozen=True)
class Later:
    """A moment to ask about once more, and with whom it was."""

    therapist: Therapist
    happened: Happened


def happened(notes: Iterable[Note]) -> tuple[Happened, ...]:
    """Return every moment of these notes, in their order."""
    return tuple(
        Happened(note.id, note.date, at, moment)
        for note in notes
        for at, moment in enumerate(note.moments)
    )


def went_sentence(all_of: Iterable[Happened], kind: MomentKind) -> str:
    """Return how moments of a kind went: "5 disagreements: 3 worked through, 1 open since March".

    "" where there were none.
    """
    those = [happening for happening in all_of if happening.moment.kind == kind]
    if not those:
        return ""
    names = words().moment[kind]
    number = f"{len(those)} {names.singular if len(those) == 1 else names.plural}"
    sentences = [_counted(those, how) for how in ("worked through", "partly", "open", "not said")]
    parts = ", ".join(part for part in sentences if part)
    if len(those) == 1:
        parts = parts.removeprefix("1 ")
    return f"{number}: {parts}." if parts else f"{number}."


def _counted(those: list[Happened], how: How) -> str:
    days = [note.day for note in those if note.how == how]
    if not days:
        return ""
    if how == "not said":
        return f"{len(days)} not said"
    if how != "open":
        return f"{len(days)} {how}"
    since = f"{min(days):%B %Y}"
    return f"1 open since {since}" if len(days) == 1 else f"{len(days)} open, one since {since}"


def went_sentences(all_of: tuple[Happened, ...]) -> list[str]:
    """Return how each kind of moment went that there was."""
    sentences = (went_sentence(all_of, kind) for kind in kinds())
    return [sentence for sentence in sentences if sentence]


def week_later(records: Records, today: date) -> Later | None:
    """Return the oldest moment to ask once more what I did with it: a week later, and once."""
    found = [
        later
        for later in _with_whom(records)
        if later.happened.moment.me is not None
        and later.happened.moment.asked_again is None
        and A_WEEK <= today - later.happened.day <= TOO_LATE
    ]
    return min(found, key=lambda later: later.happened.day, default=None)


def still_open(records: Records, today: date) -> Later | None:
    """Return the open moment to bring up: of somebody one is with, open for the longest.

    At least a fortnight old; whoever brings it up sees to it that another fortnight passes.
    """
    found = [
        later
        for later in _with_whom(records)
        if is_open(later.happened.moment)
        and later.therapist.status != "ended"
        and today - later.happened.day >= FORTNIGHT
    ]
    return min(found, key=lambda later: later.happened.day, default=None)


def answered(note: Note, at: int, **answers: object) -> Note:
    """Return the note with these answers about one of its moments."""
    changed = Moment(**dict(note.moments[at]) | answers)
    moments = (*note.moments[:at], changed, *note.moments[at + 1 :])
    return note.model_copy(update={"moments": moments})


def _with_whom(records: Records) -> list[Later]:
    """Every moment with somebody who is not marked unsafe, in the order of the notes."""
    people = {
        therapist.id: therapist for therapist in records.therapists if not therapist.warning_signs
    }
    return [
        Later(people[note.therapist], happening)
        for note in records.notes
        if note.therapist in people
        for happening in happened([note])
    ]
