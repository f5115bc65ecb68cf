"""The answer and the honesty checks as sentences: plain, kind, and never more than is known.

Plain text with names as they were typed: whoever shows it on a page has to escape it. Never ranks
people, never blames anybody, never says why.
"""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from data.fit.checks import Break, Check, Flat, Halo, LastSession, Thin
from data.fit.gut_feeling import Gut
from data.fit.learned_needs import Learned
from data.fit.question import ENDED
from data.fit.report import Report, Standing
from data.fit.self_check import SelfCheck
from data.model.dimension import Dimension

_NAMED = 3
"""So many are named before the rest is counted."""

_LEVEL = 0.005
"""Mean fits that differ by less are not told apart in a sentence."""


def verdict_sentence(report: Report) -> str:
    """Return who fits best, or why nobody is named."""
    verdict = report.verdict
    if verdict.front is None or verdict.p_best is None:
        return _nobody(report)
    one = report.standing(verdict.front)
    name, notes = one.therapist.name, _counted(one.notes, "note")
    if len(verdict.running) == 1:
        needs = _counted(len(one.counted), "need")
        wanted = f"{one.where_wanted} of {needs} {_where(one.where_wanted)}"
        return f"Only {name} can be compared right now: {wanted}, from {notes}."
    level = _level_with(one, report)
    if verdict.leader is None and level:
        return f"No clear winner. {_listed([name, *level])} are about level."
    if verdict.leader is None:
        return f"No clear winner. {name} is a little in front, {_odds(verdict.p_best)}."
    return f"{name} fits your needs best so far, {_odds(verdict.p_best)}, from {notes}."


def _nobody(report: Report) -> str:
    compared = [standing for standing in report.standings if standing.compared]
    if report.standings and not report.standings[0].counted:
        return (
            "None of the needs looked at counts in fit: how it is going grows with time. "
            "You can put it into fit, or add another need."
        )
    if not compared:
        return "Too early to say: nobody is rated on half of what you need yet."
    if all(standing.missed for standing in compared):
        return "Everybody compared so far misses one of your must-haves. Many people meet that."
    if all(note.therapist.status == ENDED for note in compared):
        return "You have ended with everybody who can be compared. You can include them."
    return "Everybody you have not ended with misses one of your must-haves. Many people meet that."


def _level_with(front: Standing, report: Report) -> list[str]:
    """Return who else in the running has nearly the same mean fit."""
    return [
        standing.therapist.name
        for standing in report.standings
        if standing.running and standing is not front and standing.fit and front.fit
        and abs(standing.fit.mean - front.fit.mean) < _LEVEL
    ]  # fmt: skip


def _odds(chance: float) -> str:
    in_twenty = round(20 * chance)
    return f"in {in_twenty} of 20 likely cases" if in_twenty < 20 else "in nearly all likely cases"


def _where(number: int) -> str:
    return "is where you want it" if number == 1 else "are where you want them"


def check_sentence(check: Check, report: Report) -> str:
    """Return a check of this report in words."""
    name = report.standing(check.therapist).therapist.name
    match check:
        case Flat():
            return (
                f"{check.notes} of {_counted(check.of, 'note')} on {name} give everything nearly "
                "the same number. A day can be like that. Was there one thing that differed?"
            )
        case Halo():
            return (
                f"With {name}, your ratings mostly rise and fall together. Many people's do. "
                "Next time, see whether one thing goes its own way."
            )
        case LastSession():
            with_it, without = (_ahead(who, report) for who in (check.leader, check.without))
            return (
                f"Your newest note, on {name}, decides this: {with_it} with it, {without} without "
                "it. It is one note; another will tell more."
            )
        case Thin():
            return (
                f"{name} has been rated only once on {_named(check.dimensions)}. "
                "Take that as a first glimpse."
            )
        case Break():
            return (
                f"Your newest note on {name} is unlike the ones before on "
                f"{_named(check.dimensions)}. It may be one such day, or something new. "
                "Two notes would tell."
            )
        case _:
            assert_never(check)


def gut_sentence(gut: Gut, report: Report) -> str:
    """Return where the answers to "would I go back?" and the figures part."""
    name = report.standing(gut.therapist).therapist.name
    if gut.feels == "yes":
        said = "you would go back, and little of what you need is there"
    else:
        said = "you would rather not go back, and much of what you need is there"
    return f"With {name}, {said}. Is there a need that is not on your list?"


def learned_sentence(learned: Learned) -> str:
    """Return the range that agrees better with what was right."""
    need = learned.need
    return (
        f"{learned.dimension.name}: {learned.agree} of {learned.answers} answers on what was right "
        f"agree with {learned.low} to {learned.high}, {learned.agree_now} with your "
        f"{need.low} to {need.high}."
    )


def self_check_sentence(check: SelfCheck) -> str:
    """Return how often what was expected came true."""
    if not check.predicted:
        return "Nothing could be expected beforehand yet: it takes two ratings of the same thing."
    return (
        f"Of {_counted(check.predicted, 'rating')}, {check.inside_80} fell where expected "
        f"beforehand; about {check.promised:.0f} were promised."
    )


def _ahead(leader: UUID | None, report: Report) -> str:
    return (
        "no clear winner" if leader is None else f"{report.standing(leader).therapist.name} ahead"
    )


def _named(dimensions: Sequence[Dimension]) -> str:
    return _listed([dimension.name for dimension in dimensions])


def _listed(names: Sequence[str]) -> str:
    """Return "Pace", "Pace and Focus", "Pace, Focus, Depth and 2 more"."""
    names = [*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED else names
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _counted(number: int, text: str) -> str:
    return f"{number} {text}" if number == 1 else f"{number} {text}s"
