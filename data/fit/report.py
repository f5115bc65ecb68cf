"""Report: everything the pages and the command line show about fit, from records alone.

`report` is the one way in. Nothing here is stored: the same records give the same report.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from data.errors import NoNeeds, NoNotes
from data.fit.checks import Check, checks
from data.fit.comparison import Pair, contenders, needs_together, pairs, race
from data.fit.evidence import Evidence
from data.fit.gut_feeling import Gut, gut
from data.fit.learned_needs import Divided, Learned, divided, learned
from data.fit.notes_belief import NotesBelief, know
from data.fit.question import asked
from data.fit.robustness import Verdict, verdict
from data.fit.self_check import SelfCheck
from data.fit.standing import Cell, Must, Standing, Sure, standing
from data.fit.swing import Swing
from data.model.need import NeedProfile
from data.model.records import Records

__all__ = ["Cell", "Evidence", "Must", "Report", "Standing", "Sure", "report"]


@dataclass(frozen=True)
class Report:
    """All therapists against one version of the needs.

    ``notes``: how many, jots left out. ``pairs``: every two compared therapists. ``gut``,
    ``learned`` and ``checks``: what to say where it holds. ``self_check``: over all notes and all
    rated dimensions; the needs play no part in it. ``include_ended``: whether those who ended may
    be in front. ``together``: how far needs go together for this person, 0..1. ``divided``: the
    needs on which answers point different ways.
    """

    profile: NeedProfile
    notes: int
    swing: Swing
    standings: tuple[Standing, ...]
    pairs: tuple[Pair, ...]
    verdict: Verdict
    gut: tuple[Gut, ...]
    learned: tuple[Learned, ...]
    checks: tuple[Check, ...]
    self_check: SelfCheck
    include_ended: bool
    together: float
    divided: tuple[Divided, ...]

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
    answer = verdict(now, entered, chosen, notes_belief, question)
    felt = (
        gut(
            stood.therapist.id,
            notes_belief.entries_of(stood.therapist.id),
            stood.fit,
            missed=bool(stood.missed),
        )
        for stood in standings
    )
    return Report(
        profile=profile,
        notes=len(notes_belief.entries),
        swing=notes_belief.swing,
        standings=standings,
        pairs=pairs(entered, question),
        verdict=answer,
        gut=tuple(feeling for feeling in felt if feeling is not None),
        learned=learned(notes_belief.answers, question),
        checks=checks(standings, answer, notes_belief, question),
        self_check=notes_belief.self_check,
        include_ended=include_ended,
        together=r,
        divided=divided(notes_belief.answers, question),
    )
