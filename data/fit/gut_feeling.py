"""Gut feeling: "would I go back?" against the figures; where they part, a need is missing.

Neither is right and the other wrong; both are shown. Source: docs/fit-model.md, "Gut".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from data.fit.evidence import Entry
from data.fit.fit import Fit
from data.model.note import GoBack

LAST: Final = 3
"""How many of the newest answers count."""

MUCH: Final = 0.7
"""Sessions a point and a half outside every need are worth this much."""


@dataclass(frozen=True)
class Gut:
    """The last three answers, oldest first, with their notes, and what they say against ``fit``.

    ``feels``: "yes" while little fits or a must-have is missed; "no" while much fits.
    """

    therapist: UUID
    answers: tuple[GoBack, ...]
    notes: tuple[UUID, ...]
    feels: Literal["yes", "no"]
    fit: Fit


def gut(therapist: UUID, entries: Iterable[Entry], fit: Fit | None, *, missed: bool) -> Gut | None:
    """Return where the last three answers and the fit of one therapist disagree, else None.

    ``entries``: the notes about them, oldest first. Answers say yes with two yes and no "no", and
    no the other way round. Much fits when the whole 80 % range lies above `MUCH` and no must-have
    is missed; little, when all of it lies below, or one is. ``fit``: None when not compared.
    """
    listed = [(entry.note, entry.go_back) for entry in entries if entry.go_back is not None][-LAST:]
    if fit is None or len(listed) < LAST:
        return None
    answers = tuple(answer for _, answer in listed)
    notes = tuple(note for note, _ in listed)
    if _says("yes", answers, never="no") and (missed or fit.high < MUCH):
        return Gut(therapist, answers, notes, "yes", fit)
    if _says("no", answers, never="yes") and not missed and fit.low > MUCH:
        return Gut(therapist, answers, notes, "no", fit)
    return None


def _says(what: GoBack, answers: tuple[GoBack, ...], *, never: GoBack) -> bool:
    return answers.count(what) >= 2 and never not in answers
