"""The honesty checks as sentences: plain, kind, and never more than is known.

Plain text with names as they were typed: whoever shows it on a page has to escape it. Never ranks
people, never blames anybody, never says why.
"""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from data.fit.answer import answer
from data.fit.checks import Break, Check, Flat, Halo, LastSession, Thin
from data.fit.gut_feeling import Gut
from data.fit.learned_needs import Divided, Learned
from data.fit.phrases import count_words, listed
from data.fit.report import Report
from data.fit.self_check import SelfCheck
from data.model.dimension import Dimension
from data.words import counted


def verdict_sentence(report: Report) -> str:
    """Return the whole answer as one text."""
    return answer(report).text


def check_sentence(check: Check, report: Report) -> str:
    """Return a check of this report in words."""
    name = report.standing(check.therapist).therapist.name
    match check:
        case Flat():
            return (
                f"{check.notes} of {counted(check.of, 'note')} on {name} give everything nearly "
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
    """Return where the answers to "would I go back?" and the figures part, by counts."""
    standing = report.standing(gut.therapist)
    feels = "you would go back" if gut.feels == "yes" else "you would rather not go back"
    stands = f"{count_words(standing)} needs are where you want them"
    if standing.missed:
        names = listed([must.dimension.name for must in standing.missed])
        alone = len(standing.missed) == 1
        stands = f"{names}, {'a must-have, is' if alone else 'must-haves, are'} missed"
    return (
        f"With {standing.therapist.name}, {feels}, and {stands}. "
        "Is there a need that is not on your list?"
    )


def learned_sentence(learned: Learned) -> str:
    """Return the range that agrees better with what was right."""
    need = learned.need
    return (
        f"{learned.dimension.name}: {learned.agree} of {learned.answers} answers on what was right "
        f"agree with {learned.low} to {learned.high}, {learned.agree_now} with your "
        f"{need.low} to {need.high}."
    )


def divided_sentence(divided: Divided) -> str:
    """Return that no range agrees with the answers on what was right."""
    return f"Your answers on {divided.dimension.name} point different ways."


def self_check_sentence(check: SelfCheck) -> str:
    """Return how often what was expected came true."""
    if not check.predicted:
        return "Nothing could be expected beforehand yet: it takes two ratings of the same thing."
    return (
        f"For {counted(check.predicted, 'rating')} a range was guessed from those before. "
        f"{check.inside_80} fell inside; about {check.promised:.0f} were expected to."
    )


def _ahead(leader: UUID | None, report: Report) -> str:
    return (
        "no clear winner" if leader is None else f"{report.standing(leader).therapist.name} ahead"
    )


def _named(dimensions: Sequence[Dimension]) -> str:
    return listed([dimension.name for dimension in dimensions])
