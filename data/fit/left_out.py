"""Therapists left out of the answer on fit, and why; whoever would be ahead is always named.

Never ranks people, never blames anybody.
"""

from collections.abc import Sequence
from typing import Final

from data.fit.comparison import LEVEL
from data.fit.phrases import chance_words, joined, listed, out_of_twenty
from data.fit.question import ENDED
from data.fit.report import Report, Standing
from data.words import counted

A_LEAD: Final = 12
"""The least chance, so many in 20, from which on somebody is said to be ahead."""

_MOST_NAMED: Final = 6


def order(standing: Standing) -> tuple[bool, float]:
    """Order for `max`: those without a missed must-have first, then by fit."""
    return not standing.missed, round(standing.fit.mean, 9) if standing.fit else 0.0


def left_out_where_all_miss(report: Report, here: Sequence[Standing]) -> str:
    """Return who is left out where all who are there miss something; the best of them by name."""
    outside = [standing for standing in report.standings if standing not in here]
    best = max(
        (standing for standing in outside if standing.compared and not standing.missed),
        key=order,
        default=None,
    )
    if best is None:
        return left_out_words(outside, report)
    others = left_out_words([standing for standing in outside if standing is not best], report)
    return joined(f"{fitted_words(best, ended=is_ended(best, report))}.", others)


def left_out(report: Report, front: Standing, *, alone: bool) -> str:
    """Return everybody who is not in the running and why; who would be ahead comes first."""
    outside = [standing for standing in report.standings if not standing.running]
    ahead = ahead_of(front, report)
    sentences = [_would_be_ahead(standing, front, report) for standing in ahead]
    rest = [standing for standing in outside if standing not in ahead]
    only = alone and outside and all(is_ended(standing, report) for standing in outside)
    if only:
        sentences.insert(0, f"{front.therapist.name} is the only one still open.")
    sentences.append(left_out_words(rest, report))
    if alone and not only and outside and all(standing.missed for standing in outside):
        sentences.append(f"That leaves {front.therapist.name}.")
    return joined(*sentences)


def ahead_of(front: Standing, report: Report) -> list[Standing]:
    """Return who is left out and has a higher mean fit, or nearly the same, highest first."""
    found = [
        standing
        for standing in report.standings
        if not standing.running and standing.fit and front.fit
        and standing.fit.mean > front.fit.mean + LEVEL
    ]  # fmt: skip
    return sorted(found, key=order, reverse=True)


def _would_be_ahead(standing: Standing, front: Standing, report: Report) -> str:
    if standing.missed:
        name = standing.therapist.name
        return f"{misses_words(standing)} But for that, {name} would be ahead."
    chance = report.p_ahead(standing.therapist.id, front.therapist.id) or 0.0
    how = f"ahead {chance_words(chance)}" if out_of_twenty(chance) >= A_LEAD else "about level"
    return f"{fitted_words(standing, ended=is_ended(standing, report))}: {how}."


def fitted_words(standing: Standing, *, ended: bool = False) -> str:
    """Return how somebody who is left out fit, without its end: "Cedar fit 4 of 4 needs"."""
    name = standing.therapist.name + (", whom you ended with," if ended else "")
    return f"{name} fit {standing.where_wanted} of {counted(len(standing.counted), 'need')}"


def misses_words(standing: Standing) -> str:
    """Return which must-haves somebody misses, as a sentence."""
    names = [must.dimension.name for must in standing.missed]
    what = "a must-have" if len(names) == 1 else "which are must-haves"
    return f"{standing.therapist.name} misses {listed(names)}, {what}."


def is_ended(standing: Standing, report: Report) -> bool:
    """Return whether somebody is left out as one has ended with them."""
    return standing.therapist.status == ENDED and not report.include_ended


def left_out_words(standings: Sequence[Standing], report: Report) -> str:
    """Return why these are left out, those with one reason together."""
    ended = [standing for standing in standings if is_ended(standing, report)]
    here = [standing for standing in standings if standing not in ended]
    silent = [standing.therapist.name for standing in here if not standing.notes]
    few = [
        standing.therapist.name
        for standing in here
        if standing.notes and not standing.missed and not standing.compared
    ]
    gone = [standing.therapist.name for standing in ended]
    have = "has" if len(gone) == 1 else "have"
    return joined(
        *(misses_words(standing) for standing in here if standing.missed),
        f"{listed(gone, _MOST_NAMED)} {have} ended." if gone else "",
        f"Too few ratings to compare {listed(few, _MOST_NAMED)}." if few else "",
        f"No notes yet about {listed(silent, _MOST_NAMED)}." if silent else "",
    )
