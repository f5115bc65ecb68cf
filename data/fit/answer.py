"""The answer on fit in three lines: who fits, why it says so, and who was left out and why.

Speaks of those the person is with or thinking about. Whoever would be ahead and is left out is
always named. Plain text with names as they were typed: whoever shows it on a page has to escape it.
Never ranks people, never blames anybody, never says why somebody is as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.fit.comparison import CLEARLY, LEAD, SAME, p_best
from data.fit.gap import CLEAR
from data.fit.left_out import (
    A_LEAD,
    ahead_of,
    fitted_words,
    is_ended,
    left_out,
    left_out_where_all_miss,
    left_out_words,
    misses_words,
    order,
)
from data.fit.phrases import (
    chance_words,
    count_words,
    from_memory,
    joined,
    listed,
    none_words,
    out_of_twenty,
    sure_words,
    wanted_words,
    with_side,
)
from data.fit.question import ENDED
from data.fit.report import Report, Standing
from data.words import counted

_WHOLE: Final = 0.9
"""A mean fit from which on it is said that somebody simply fits."""
_MOST_OFF: Final = 3
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
        return joined(self.headline, self.reason, self.left_out)


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
            joined(_off(front), _not_known(front), _memory(front), _beside(front, report)),
            left_out(report, front, alone=True),
        )
    headline, reason = _of_several(front, running, report)
    return FitAnswer(headline, reason, left_out(report, front, alone=False))


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
        best = f"{name} fits your needs best so far"
        headline = f"{best}, {chance_words(chance)}, {_from_notes(front)}."
        return headline, joined(_counts([front]), _off(front), _not_known(front))
    if level and all(_fits_wholly(standing) for standing in (front, *level)):
        both = "both fit" if len(level) == 1 else "all fit"
        names = listed([name, *(standing.therapist.name for standing in level)])
        return f"{names} {both}, as far as anyone can tell.", _counts([front, *level])
    near = level or _most_likely(front, running)
    if near and (level or out_of_twenty(chance) < A_LEAD):
        names = listed([name, *(standing.therapist.name for standing in near)])
        return f"No clear winner. {names} are about level.", _counts([front, *near])
    headline = f"No clear winner. {name} is a little in front, {chance_words(chance)}."
    return headline, joined(_counts([front]), _off(front), _not_known(front))


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
    """Return the others who, with the front, together have a chance of 16 in 20 to fit best."""
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
    """Return the clear misses, the costliest first, then what is off at times only."""
    missed = sorted(
        (cell for cell in standing.counted if cell.side.where in CLEAR),
        key=lambda cell: -round(cell.cost or 0.0, 9),
    )
    edge = [cell for cell in standing.counted if cell.side.where == "on the edge"]
    off = [with_side(cell) for cell in (*missed, *edge)]
    return f"Off: {listed(off, _MOST_OFF)}." if off else ""


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
    if not others or ahead_of(front, report):
        return ""
    spreads = [standing.fit.chances for standing in (front, *others) if standing.fit]
    chance = p_best(spreads)[0]
    if out_of_twenty(chance) < A_LEAD or _level_with(front, others):
        near = _level_with(front, others) or _most_likely(front, [front, *others])
        return f"About level with {listed([standing.therapist.name for standing in near])}."
    if len(others) == 1:
        return f"Better than {others[0].therapist.name}, {chance_words(chance)}."
    gone = all(standing.therapist.status == ENDED for standing in others)
    whom = "anyone before" if gone else "anyone else"
    return f"Better than {whom}, {chance_words(chance)}."


def _of_nobody(report: Report) -> FitAnswer:
    """Return the answer where nobody can be named."""
    compared = [standing for standing in report.standings if standing.compared]
    here = [standing for standing in compared if not is_ended(standing, report)]
    if not compared:
        return _too_early(report)
    if not here:
        best = max(compared, key=order)
        said = [] if best.missed else [best]
        reason = f"Of those, {fitted_words(best)}." if said else ""
        return FitAnswer(
            "You have ended with everybody who can be compared. You can include them.",
            reason,
            left_out_words(
                [standing for standing in report.standings if standing not in said], report
            ),
        )
    if len(here) == 1:
        return FitAnswer(
            misses_words(here[0]), _counts(here), left_out_where_all_miss(report, here)
        )
    headline = f"All {len(here)} you can compare miss a must-have."
    return FitAnswer(
        headline, " ".join(map(misses_words, here)), left_out_where_all_miss(report, here)
    )


def _too_early(report: Report) -> FitAnswer:
    rated = [standing for standing in report.standings if standing.rated]
    apart = [standing for standing in report.standings if standing.missed or not standing.notes]
    left = left_out_words(apart, report)
    if len(rated) != 1:
        headline = "Too early to say: nobody is rated on half of what you need yet."
        return FitAnswer(headline, "", left)
    (standing,) = rated
    return FitAnswer(
        f"Too early to say how {standing.therapist.name} fits.", f"{sure_words(standing)}.", left
    )
