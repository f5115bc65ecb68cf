"""Report: everything the pages and the command line show about fit, from records alone.

`report` is the one way in. Nothing here is stored: the same records give the same report.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from data.errors import NoNeeds, NoNotes
from data.fit.checks import Check, checks
from data.fit.comparison import Contender, Pair, Race, contenders, needs_together, pairs, race
from data.fit.evidence import Evidence
from data.fit.gut_feeling import Gut, gut
from data.fit.learned_needs import Divided, Learned, divided, learned
from data.fit.notes_belief import NotesBelief, know
from data.fit.question import Asked, asked
from data.fit.robustness import Verdict, verdict
from data.fit.self_check import SelfCheck
from data.fit.standing import Cell, Must, Standing, Sure, standing
from data.fit.swing import Swing
from data.model.need import NeedProfile
from data.model.records import Records

__all__ = ["Cell", "Evidence", "Must", "Report", "Standing", "Sure", "report"]


@dataclass(frozen=True, eq=False)
class Report:
    """All therapists against one version of the needs.

    ``notes``: how many, jots left out. ``race``: who is in front. ``include_ended``: whether those
    who ended may be in front. ``together``: how far needs go together for this person, 0..1.
    ``entered``, ``notes_belief`` and ``question``: what all the rest is worked out of, when it is
    first asked for: no page says everything.
    """

    profile: NeedProfile
    notes: int
    swing: Swing
    standings: tuple[Standing, ...]
    race: Race
    include_ended: bool
    together: float
    entered: tuple[Contender, ...] = field(repr=False)
    notes_belief: NotesBelief = field(repr=False)
    question: Asked = field(repr=False)

    @property
    def self_check(self) -> SelfCheck:
        """Self-check over all notes and all rated dimensions; the needs play no part in it."""
        return self.notes_belief.self_check

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two compared therapists."""
        return pairs(self.entered, self.question)

    @cached_property
    def verdict(self) -> Verdict:
        """Front of the comparison, and what would change it."""
        chosen = [standing.therapist for standing in self.standings]
        return verdict(self.race, self.entered, chosen, self.notes_belief, self.question)

    @cached_property
    def gut(self) -> tuple[Gut, ...]:
        """Gut feelings that part from the figures."""
        felt = (
            gut(
                standing.therapist.id,
                self.notes_belief.entries_of(standing.therapist.id),
                standing.fit,
                missed=bool(standing.missed),
            )
            for standing in self.standings
        )
        return tuple(feeling for feeling in felt if feeling is not None)

    @cached_property
    def learned(self) -> tuple[Learned, ...]:
        """Ranges that agree better with the answers than those of the needs."""
        return learned(self.notes_belief.answers, self.question)

    @cached_property
    def divided(self) -> tuple[Divided, ...]:
        """Needs on which answers point different ways."""
        return divided(self.notes_belief.answers, self.question)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Honesty checks that hold."""
        return checks(self.standings, self.verdict, self.notes_belief, self.question)

    def p_ahead(self, first: UUID, second: UUID) -> float | None:
        """Return the chance, 0..1, that the first fits better; None where not both are compared."""
        for pair in self.pairs:
            if {pair.a, pair.b} == {first, second}:
                return pair.p_a_ahead if pair.a == first else 1 - pair.p_a_ahead
        return None

    def standing(self, therapist: UUID) -> Standing:
        """Return how one therapist stands; raises `KeyError` for one who is not in it."""
        for candidate in self.standings:
            if candidate.therapist.id == therapist:
                return candidate
        raise KeyError(therapist)


def report(
    records: Records,
    profile: NeedProfile | None = None,
    *,
    notes_belief: NotesBelief | None = None,
    include_ended: bool = False,
    therapists: Collection[UUID] | None = None,
    dimensions: Collection[str] | None = None,
) -> Report:
    """Return how every therapist stands against ``profile``, by default the newest.

    ``notes_belief``: what `know` gave before, for these records or others; it saves time and
    changes nothing. ``include_ended``: those who ended may be in front. ``therapists``,
    ``dimensions``: only these; None is all. Beliefs come from all notes whatever is left out.
    Raises `NoNeeds` or `NoNotes` where there is nothing to work on.
    """
    profile = profile or records.needs_now()
    if profile is None:
        raise NoNeeds
    question = asked(profile, records.known_dimensions(), dimensions, include_ended=include_ended)
    notes_belief = know(records, notes_belief)
    if not notes_belief.entries:
        raise NoNotes
    chosen = [
        therapist
        for therapist in records.therapists
        if therapists is None or therapist.id in therapists
    ]
    r = needs_together(notes_belief, question)
    entered = contenders(chosen, notes_belief, question, r)
    now = race(entered, question.weights)
    standings = tuple(
        standing(person, its, now, notes_belief, question)
        for person, its in zip(chosen, entered, strict=True)
    )
    return Report(
        profile=profile,
        notes=len(notes_belief.entries),
        swing=notes_belief.swing,
        standings=standings,
        race=now,
        include_ended=include_ended,
        together=r,
        entered=tuple(entered),
        notes_belief=notes_belief,
        question=question,
    )
