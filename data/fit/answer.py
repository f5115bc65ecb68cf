"""The answer on fit in three lines: who fits, why it says so, and who was left out and why.

Speaks of those the person is with or thinking about. Whoever would be ahead and is left out is
always named. Plain text with names as they were typed: whoever shows it on a page has to escape it.
Never ranks people, never blames anybody, never says why somebody is as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

from data.fit.comparison import CLEARLY, LEAD, LEVEL, SAME, p_best
from data.fit.fit import DOTS
from data.fit.gap import CLEAR
from data.fit.phrases import (
    count_words,
    from_memory,
    listed,
    none_words,
    sure_words,
    wanted_words,
    with_side,
)
from data.fit.question import ENDED
from data.fit.report import Report, Standing
from data.words import counted

_A_LEAD: Final = 12
"""In so many of 20 cases somebody has to be ahead before it is said that they are."""
_NEARLY_ALL: Final = 0.975
_WHOLE: Final = 0.9
"""A mean fit from which on it is said that somebody simply fits."""
_MOST_OFF: Final = 3
_MOST_NAMED: Final = 6
_SURE: Final = {
    "nothing yet": "with too few rated to be sure",
    "first impression": "a first impression",
    "early": "and that is early",
    "more settled": "and that is settled",
}


@dataclass(frozen=True)
class FitAnswer:
    """Three lines of one or more sentences each.

    ``headline``: the answer itself. ``reason``: what stands behind it, "" where nothing does.
    ``left_out``: who is not in it and why, "" where nobody is.
    """

    headline: str
    reason: str
    left_out: str

    @property
    def text(self) -> str:
        """All of it as one text."""
        return " ".join(line for line in (self.headline, self.reason, self.left_out) if line)


def answer(report: Report) -> FitAnswer:
    """Return who fits what the person needs, or why nobody is named."""
    if report.standings and not report.standings[0].counted:
        return FitAnswer(
            "None of the needs looked at counts in fit: how it is going grows with time.",
            "You can put it into fit, or add another need.",
            "",
        )
    running = [standing for standing in report.standings if standing.running]
    if report.race.front is None or not running:
        return _of_nobody(report)
    front = report.standing(report.race.front)
    if len(running) == 1:
        return FitAnswer(
            _alone(front),
            _sentences(_off(front), _not_known(front), _memory(front), _beside(front, report)),
            _left_out(report, front, alone=True),
        )
    headline, reason = _of_several(front, running, report)
    return FitAnswer(headline, reason, _left_out(report, front, alone=False))


def odds(chance: float) -> str:
    """Return a chance of at least one half, never rounded up: "in 17 of 20 likely cases"."""
    if chance >= _NEARLY_ALL:
        return "in nearly all likely cases"
    return f"in {_cases(chance)} of {DOTS} likely cases"


def _cases(chance: float) -> int:
    return floor(DOTS * chance + SAME)


def _alone(front: Standing) -> str:
    """Return how the only one who can be named fits."""
    name, wanted, of = front.therapist.name, front.where_wanted, len(front.counted)
    if front.notes == 1:
        return f"{wanted_words(front, name)}."
    if not wanted:
        return f"With {name}, {none_words(front.rated)}."
    much = "what you need" if 4 * wanted >= 3 * of else "some of what you need"
    if 2 * wanted >= of and 4 * wanted < 3 * of:
        much = "much of what you need"
    return f"{name} fits {much}: {wanted} of {of}, {_SURE[front.sure]}."


def _of_several(front: Standing, running: Sequence[Standing], report: Report) -> tuple[str, str]:
    """Return headline and reason where two or more are in the running."""
    name, chance = front.therapist.name, report.race.p_best[front.therapist.id]
    level = _level_with(front, running)
    if report.race.leader is not None:
        headline = f"{name} fits your needs best so far, {odds(chance)}, {_from_notes(front)}."
        return headline, _sentences(_counts([front]), _off(front), _not_known(front))
    if level and all(_fits_wholly(standing) for standing in (front, *level)):
        both = "both fit" if len(level) == 1 else "all fit"
        names = listed([name, *(standing.therapist.name for standing in level)])
        return f"{names} {both}, as far as anyone can tell.", _counts([front, *level])
    near = level or _most_likely(front, running)
    if near and (level or _cases(chance) < _A_LEAD):
        names = listed([name, *(standing.therapist.name for standing in near)])
        return f"No clear winner. {names} are about level.", _counts([front, *near])
    headline = f"No clear winner. {name} is a little in front, {odds(chance)}."
    return headline, _sentences(_counts([front]), _off(front), _not_known(front))


def _fits_wholly(standing: Standing) -> bool:
    everywhere = standing.where_wanted == len(standing.counted)
    return everywhere and bool(standing.fit and standing.fit.mean >= _WHOLE)


def _level_with(front: Standing, running: Sequence[Standing]) -> list[Standing]:
    """Return who else in the running has nearly the same mean fit."""
    return [
        standing
        for standing in running
        if standing is not front and standing.fit and front.fit
        and front.fit.mean - standing.fit.mean < LEAD
    ]  # fmt: skip


def _most_likely(front: Standing, running: Sequence[Standing]) -> list[Standing]:
    """Return the others who, with the front, fit best in 16 of 20 cases together."""
    others = [standing for standing in running if standing is not front]
    others.sort(key=lambda standing: -round(standing.p_best or 0.0, 9))
    found: list[Standing] = []
    together = front.p_best or 0.0
    for standing in others:
        if found and together >= CLEARLY - SAME:
            break
        found.append(standing)
        together += standing.p_best or 0.0
    return found


def _counts(standings: Sequence[Standing]) -> str:
    """Return what anybody can count, the first in whole words, the others as "Birch: 5 of 11."."""
    first, *others = standings
    where = f"{count_words(first)} needs where you want them"
    if not first.where_wanted:
        where = none_words(first.rated)
    after = ", after one note" if first.notes == 1 else ""
    lines = [f"{first.therapist.name}: {where}{after}."]
    lines += [f"{standing.therapist.name}: {count_words(standing)}." for standing in others[:2]]
    return " ".join(lines)


def _from_notes(standing: Standing) -> str:
    notes = counted(standing.notes, "note")
    return f"from {notes}, all from memory" if from_memory(standing) else f"from {notes}"


def _off(standing: Standing) -> str:
    """Return the clear misses in the words of their dimensions, the costliest first."""
    missed = sorted(
        (cell for cell in standing.counted if cell.side.where in CLEAR),
        key=lambda cell: -round(cell.cost or 0.0, 9),
    )
    edge = [cell.dimension.name for cell in standing.counted if cell.side.where == "on the edge"]
    off = f"Off: {listed([with_side(cell) for cell in missed], _MOST_OFF)}." if missed else ""
    return _sentences(off, f"On the edge: {listed(edge)}." if edge else "")


def _not_known(standing: Standing) -> str:
    """Return the must-haves that nobody rated yet."""
    names = [must.dimension.name for must in standing.musts if must.status == "not known"]
    if not names:
        return ""
    what = "a must-have, is" if len(names) == 1 else "must-haves, are"
    return f"{listed(names)}, {what} not rated yet."


def _memory(standing: Standing) -> str:
    return "All of it is from memory." if from_memory(standing) else ""


def _beside(front: Standing, report: Report) -> str:
    """Return how the only one who can be named is beside everybody else that was tried."""
    others = [standing for standing in report.standings if standing is not front and standing.fit]
    if not others or _ahead_of(front, report):
        return ""
    spreads = [standing.fit.chances for standing in (front, *others) if standing.fit]
    chance = p_best(spreads)[0]
    if _cases(chance) < _A_LEAD or _level_with(front, others):
        near = _level_with(front, others) or _most_likely(front, [front, *others])
        return f"About level with {listed([standing.therapist.name for standing in near])}."
    if len(others) == 1:
        return f"Better than {others[0].therapist.name}, {odds(chance)}."
    gone = all(standing.therapist.status == ENDED for standing in others)
    whom = "anybody you tried before" if gone else "anybody else you tried"
    return f"Better than {whom}, {odds(chance)}."


def _of_nobody(report: Report) -> FitAnswer:
    """Return the answer where nobody can be named."""
    compared = [standing for standing in report.standings if standing.compared]
    here = [standing for standing in compared if not _ended(standing, report)]
    if not compared:
        return _too_early(report)
    if not here:
        best = max(compared, key=_order)
        said = [] if best.missed else [best]
        reason = f"Of those, {_fitted(best)}." if said else ""
        return FitAnswer(
            "You have ended with everybody who can be compared. You can include them.",
            reason,
            _groups([standing for standing in report.standings if standing not in said], report),
        )
    if len(here) == 1:
        return FitAnswer(_misses(here[0]), _counts(here), _beyond(report, here))
    headline = f"All {len(here)} you can compare miss a must-have."
    return FitAnswer(headline, " ".join(map(_misses, here)), _beyond(report, here))


def _too_early(report: Report) -> FitAnswer:
    rated = [standing for standing in report.standings if standing.rated]
    apart = [standing for standing in report.standings if standing.missed or not standing.notes]
    left = _groups(apart, report)
    if len(rated) != 1:
        headline = "Too early to say: nobody is rated on half of what you need yet."
        return FitAnswer(headline, "", left)
    (standing,) = rated
    return FitAnswer(
        f"Too early to say how {standing.therapist.name} fits.", f"{sure_words(standing)}.", left
    )


def _order(standing: Standing) -> tuple[bool, float]:
    """Order for `max`: those without a missed must-have first, then by fit."""
    return not standing.missed, round(standing.fit.mean, 9) if standing.fit else 0.0


def _beyond(report: Report, here: Sequence[Standing]) -> str:
    """Return who is left out where all who are there miss something; the best of them by name."""
    outside = [standing for standing in report.standings if standing not in here]
    best = max(
        (standing for standing in outside if standing.compared and not standing.missed),
        key=_order,
        default=None,
    )
    if best is None:
        return _groups(outside, report)
    others = _groups([standing for standing in outside if standing is not best], report)
    return _sentences(f"{_fitted(best, ended=_ended(best, report))}.", others)


def _left_out(report: Report, front: Standing, *, alone: bool) -> str:
    """Return everybody who is not in the running and why; who would be ahead comes first."""
    outside = [standing for standing in report.standings if not standing.running]
    ahead = _ahead_of(front, report)
    sentences = [_would_be_ahead(standing, front, report) for standing in ahead]
    rest = [standing for standing in outside if standing not in ahead]
    only = alone and outside and all(_ended(standing, report) for standing in outside)
    if only:
        sentences.insert(0, f"{front.therapist.name} is the only one still open.")
    sentences.append(_groups(rest, report))
    if alone and not only and outside and all(standing.missed for standing in outside):
        sentences.append(f"That leaves {front.therapist.name}.")
    return _sentences(*sentences)


def _ahead_of(front: Standing, report: Report) -> list[Standing]:
    """Return who is left out and has a higher mean fit, or nearly the same, highest first."""
    found = [
        standing
        for standing in report.standings
        if not standing.running and standing.fit and front.fit
        and standing.fit.mean > front.fit.mean + LEVEL
    ]  # fmt: skip
    return sorted(found, key=_order, reverse=True)


def _would_be_ahead(standing: Standing, front: Standing, report: Report) -> str:
    if standing.missed:
        name = standing.therapist.name
        return f"{_misses(standing)} But for that, {name} would be ahead."
    chance = _p_ahead(standing, front, report)
    how = f"ahead {odds(chance)}" if _cases(chance) >= _A_LEAD else "about level"
    return f"{_fitted(standing, ended=_ended(standing, report))}: {how}."


def _p_ahead(first: Standing, second: Standing, report: Report) -> float:
    ids = first.therapist.id, second.therapist.id
    for pair in report.pairs:
        if (pair.a, pair.b) == ids:
            return pair.p_a_ahead
        if (pair.b, pair.a) == ids:
            return 1 - pair.p_a_ahead
    raise KeyError(ids)


def _fitted(standing: Standing, *, ended: bool = False) -> str:
    name = standing.therapist.name + (", whom you ended with," if ended else "")
    return f"{name} fit {standing.where_wanted} of {counted(len(standing.counted), 'need')}"


def _misses(standing: Standing) -> str:
    names = [must.dimension.name for must in standing.missed]
    what = "a must-have" if len(names) == 1 else "which are must-haves"
    return f"{standing.therapist.name} misses {listed(names)}, {what}."


def _ended(standing: Standing, report: Report) -> bool:
    return standing.therapist.status == ENDED and not report.include_ended


def _groups(standings: Sequence[Standing], report: Report) -> str:
    """Return why these are left out, those with one reason together."""
    ended = [standing for standing in standings if _ended(standing, report)]
    here = [standing for standing in standings if standing not in ended]
    silent = [standing.therapist.name for standing in here if not standing.notes]
    few = [
        standing.therapist.name
        for standing in here
        if standing.notes and not standing.missed and not standing.compared
    ]
    gone = [standing.therapist.name for standing in ended]
    have = "has" if len(gone) == 1 else "have"
    return _sentences(
        *(_misses(standing) for standing in here if standing.missed),
        f"{listed(gone, _MOST_NAMED)} {have} ended." if gone else "",
        f"Too few needs are rated to compare {listed(few, _MOST_NAMED)}." if few else "",
        f"No notes yet about {listed(silent, _MOST_NAMED)}." if silent else "",
    )


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
