"""The answers a second time: fit, must-haves, comparison, robustness, notice, learned needs, gut.

Goes on from `plain_loops`, in the same way and under the same rule: nothing from ``data``.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.data.fit.plain_loops import (
    STATES,
    SWINGS,
    PlainGrid,
    SlowNeed,
    SlowPerson,
    dot,
    outside,
    quantile,
    worth,
)

FINE = 200  # steps of the utility grid for one unit of importance


@dataclass(frozen=True)
class SlowFit:
    """Fit of a therapist, 0..1."""

    mean: float
    low: float  # 10 % quantile
    high: float  # 90 % quantile
    dots: tuple[float, ...]  # quantiles 1/40, 3/40, ..., 39/40
    grid: tuple[float, ...]  # masses at 0, 1/(200 W), ..., 1; W is the sum of importances


def _on_grid(pairs: list[tuple[float, float]], top: int) -> PlainGrid:
    """Return (value 0..top, mass) pairs on steps of 1/200, shared linearly between two points."""
    masses = [0.0] * (top * FINE + 1)
    for value, mass in pairs:
        at = min(max(value, 0.0), top) * FINE
        i = min(int(at), top * FINE - 1)
        masses[i] += mass * (i + 1 - at)
        masses[i + 1] += mass * (at - i)
    return masses


def _convolved(a: PlainGrid, b: PlainGrid) -> PlainGrid:
    """Return the distribution of the sum of two independent variables on the same step."""
    out = [0.0] * (len(a) + len(b) - 1)
    for j, q in enumerate(b):
        if q:  # half of a stretched distribution is empty
            here = out[j : j + len(a)]
            out[j : j + len(a)] = [p + q * more for p, more in zip(here, a, strict=True)]
    return out


def fit_of(
    person: SlowPerson, therapist: str, needs: dict[str, SlowNeed], r: float = 0.0
) -> SlowFit:
    """Return the fit of a therapist over all needs with an importance above 0 (at least one).

    Assumed: U is first put on steps of 1/200 and then stretched, so importance 2 lands on every
    second point of the common scale 0..W. The needs without a rating share one flat x; the weighted
    sum of their U, over the swings of an unseen cell, is put on the common scale in one go. Only at
    the end is the scale divided by W; quantiles are taken on its own steps of 1/(200 W). ``r``:
    how far needs go together.
    """
    total = [1.0]  # nothing summed yet: 0 for certain
    shared, unrated = [0.0] * 41, 0  # the one unknown: its value at each x, its weight
    for name, need in needs.items():
        if need.weight > 0 and (belief := person.cells.get((therapist, name))):
            u = [(worth(x, s, need), belief[i][j])
                 for i, s in enumerate(SWINGS) for j, x in enumerate(STATES)]  # fmt: skip
            stretched = [0.0] * (need.weight * FINE + 1)
            stretched[:: need.weight] = _on_grid(u, 1)
            total = _convolved(total, stretched)
        elif need.weight > 0:
            unrated += need.weight
            for i, s in enumerate(SWINGS):
                for j, x in enumerate(STATES):
                    shared[j] += need.weight * person.unseen[i] * worth(x, s, need)
    if unrated:
        total = _convolved(total, _on_grid([(value, 1 / 41) for value in shared], unrated))
    total = _wider(total, r, _parts(person, therapist, needs, shared if unrated else None))
    last = len(total) - 1  # 200 W
    mean = sum(p * i / last for i, p in enumerate(total))
    dots = tuple(quantile(total, (2 * k + 1) / 40, 1) for k in range(20))
    return SlowFit(mean, quantile(total, 0.1, 1), quantile(total, 0.9, 1), dots, tuple(total))


def _parts(
    person: SlowPerson, therapist: str, needs: dict[str, SlowNeed], shared: PlainGrid | None
) -> PlainGrid:
    """Return the standard deviation of each part of fit, times its importance."""
    parts = [statistics.pstdev(shared)] if shared else []
    for name, need in needs.items():
        if need.weight > 0 and (belief := person.cells.get((therapist, name))):
            mean = mean_worth(person, therapist, name, need)
            variance = sum(
                p * (worth(x, s, need) - mean) ** 2
                for row, s in zip(belief, SWINGS, strict=True)
                for p, x in zip(row, STATES, strict=True)
            )
            parts.append(need.weight * math.sqrt(variance))
    return parts


def _wider(masses: PlainGrid, r: float, parts: PlainGrid) -> PlainGrid:
    """Return masses (at 0..1) stretched around their mean, cut to 0..1, shifted to keep it."""
    pairs = sum(a * b for i, a in enumerate(parts) for j, b in enumerate(parts) if i != j)
    alone = sum(part**2 for part in parts)
    by = math.sqrt(1 + r * pairs / alone) if alone > 1e-13 else 1.0
    if by == 1:
        return masses
    values = [i / (len(masses) - 1) for i in range(len(masses))]
    mean = dot(values, masses)

    def moved(shift: float) -> PlainGrid:
        return [min(max(by * (value - mean) + shift, 0.0), 1.0) for value in values]

    low, high = -by, 1 + by
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if dot(moved(middle), masses) < mean else (low, middle)
    wider = [0.0] * len(masses)
    for value, mass in zip(moved((low + high) / 2), masses, strict=True):
        at = value * (len(masses) - 1)
        i = min(int(at), len(masses) - 2)
        wider[i] += mass * (i + 1 - at)
        wider[i + 1] += mass * (at - i)
    return wider


def together(notes: Sequence[tuple[str, dict[str, int]]], needs: dict[str, SlowNeed]) -> float:
    """Return how far needs go together, 0..1, from (therapist, ratings) of all notes."""
    found = full = 0.0
    freedom = 0
    for therapist in {who for who, _ in notes}:
        own = [
            {key: needs[key].weight * max(0.0, 1 - 0.2 * outside(y, needs[key]))
             for key, y in ratings.items() if key in needs and needs[key].weight}
            for who, ratings in notes if who == therapist
        ]  # fmt: skip
        keys = {key for note in own for key in note}
        columns = {key: [note[key] for note in own if key in note] for key in keys}
        means = {key: statistics.fmean(column) for key, column in columns.items()}
        sds = {key: statistics.pstdev(column) for key, column in columns.items()}
        for note in own:
            for a in note:
                for b in set(note) - {a}:
                    found += (note[a] - means[a]) * (note[b] - means[b])
                    full += sds[a] * sds[b]
        freedom += max(sum(len(note) > 1 for note in own) - 1, 0)
    if full < 1e-9:
        return 0.04
    return min(max((freedom * found / full + 8 * 0.04) / (freedom + 8), 0.0), 1.0)


def best(fits: Sequence[SlowFit]) -> list[float]:
    """Return P(best) (0..1) of each, taken as independent, over the same needs."""
    chances, lower = [0.0] * len(fits), [0.0] * len(fits)  # lower: chance to lie below this point
    for here in zip(*(fit.grid for fit in fits), strict=True):
        for me, mine in enumerate(here):
            tied = [1.0]  # tied[m]: chance that m others are on this point and the rest below
            for other, p in enumerate(here):
                if other != me:
                    both = zip([*tied, 0.0], [0.0, *tied], strict=True)
                    tied = [less * lower[other] + more * p for less, more in both]
            chances[me] += mine * sum(v / (m + 1) for m, v in enumerate(tied))  # shared equally
        lower = [below + p for below, p in zip(lower, here, strict=True)]
    return chances


def ahead(a: SlowFit, b: SlowFit) -> float:
    """Return P(A ahead of B) (0..1), over the same needs; a tie counts half."""
    return best([a, b])[0]


def must_status(
    p_far: float | None, p_inside: float, looks: list[tuple[int, int]], need: SlowNeed
) -> str:
    """Return the state of a must-have from two chances and all ratings (date ordinal, points)."""
    if p_far is None or not looks:
        return "not known"
    if p_far > 0.5 and len({day for day, y in looks if outside(y, need) > 1}) >= 2:
        return "missed"
    if p_far >= 0.2:
        return "unclear"
    return "met" if p_inside >= 0.6 else "just outside"


def sure(counts: list[int], *, doubtful_only: bool) -> str:
    """Return how sure, by the median number of ratings over the needs; 3.5 is still "early"."""
    middle = statistics.median(counts) if counts else 0
    if middle < 2:
        return "first impression" if middle else "nothing yet"
    return "early" if middle < 4 or doubtful_only else "more settled"


# Comparison
@dataclass(frozen=True)
class SlowOne:
    """One therapist in a comparison; ``fit`` is None when not compared."""

    name: str
    fit: SlowFit | None
    runs: bool  # may be named in front


@dataclass(frozen=True)
class SlowRace:
    """Who is in front; chances (0..1) of all compared to be best."""

    front: str | None
    leader: str | None
    chances: dict[str, float]


def enter(
    person: SlowPerson, name: str, needs: dict[str, SlowNeed], r: float, *, may_lead: bool
) -> SlowOne:
    """Return a therapist as they enter; ``may_lead``: not ended, no missed must-have."""
    whole = sum(need.weight for need in needs.values())
    rated = sum(need.weight for key, need in needs.items() if (name, key) in person.cells)
    if rated == 0 or rated < whole / 2:
        return SlowOne(name, None, runs=False)
    return SlowOne(name, fit_of(person, name, needs, r), runs=may_lead)


def race(entered: Sequence[SlowOne]) -> SlowRace:
    """Return the outcome; names stand in the order in which they were written down."""
    running = [(entry.name, entry.fit) for entry in entered if entry.runs and entry.fit]
    chances = dict(zip((name for name, _ in running), best([f for _, f in running]), strict=True))
    for entry in entered:
        if entry.fit and not entry.runs:
            chances[entry.name] = best([entry.fit, *(fit for _, fit in running)])[0]
    means = {name: fit.mean for name, fit in running}
    front = _front(means)
    ahead = front is not None and all(
        means[front] - mean >= 0.015 - 1e-9 for name, mean in means.items() if name != front
    )
    leader = front if front is not None and chances[front] >= 0.8 - 1e-9 and ahead else None
    return SlowRace(front, leader, chances)


def mean_worth(person: SlowPerson, therapist: str, key: str, need: SlowNeed) -> float:
    """Return the mean of U (0..1) of one cell, or of the unknown where nothing was rated."""
    belief = person.cells.get((therapist, key))
    flat = [[p / 41] * 41 for p in person.unseen]
    return sum(
        p * worth(x, s, need)
        for row, s in zip(belief or flat, SWINGS, strict=True)
        for p, x in zip(row, STATES, strict=True)
    )


def pulls(person: SlowPerson, a: str, b: str, needs: dict[str, SlowNeed]) -> dict[str, float]:
    """Return for each need in fit how far it pulls a above b, as a part of fit (-1..1)."""
    whole = sum(need.weight for need in needs.values())
    return {
        key: (mean_worth(person, a, key, n) - mean_worth(person, b, key, n)) * n.weight / whole
        for key, n in needs.items()
        if n.weight
    }


PlainFlip = tuple[str, int, int, str]  # need, importance before and after, the new front


def flips(
    person: SlowPerson, front: str, names: Sequence[str], needs: dict[str, SlowNeed]
) -> list[PlainFlip]:
    """Return the smallest changes of one importance that put somebody else in front.

    ``names``: all who may lead, compared or not, in the order in which they were written down.
    ``needs``: with their importances as given, 1 or 2; 0 for those outside fit.
    """
    worths = {(n, k): mean_worth(person, n, k, need) for n in names for k, need in needs.items()}
    found: dict[int, list[tuple[float, PlainFlip]]] = {1: [], 2: []}
    for key, need in needs.items():
        for after in {0, 1, 2} - {need.weight} if need.weight else ():
            weights = {k: n.weight for k, n in needs.items()} | {key: after}
            whole, means, compared = sum(weights.values()), {}, []
            for name in names if whole else ():
                means[name] = sum(w * worths[name, k] for k, w in weights.items()) / whole
                rated = sum(w for k, w in weights.items() if (name, k) in person.cells)
                if rated > 0 and rated >= whole / 2:
                    compared.append(name)
            new = _front({name: means[name] for name in compared})
            level = front in compared and new and means[new] - means[front] <= 0.001
            if new is not None and new != front and not level:
                lead = round(means[new] - means[front], 9)
                flip = key, need.weight, after, new
                found[abs(after - need.weight)].append((-lead, flip))
    return [flip for _, flip in sorted(found[1] or found[2])]


def _front(means: dict[str, float]) -> str | None:
    """Return the first name with the highest mean."""
    return next((name for name in means if means[name] >= max(means.values()) - 0.001), None)


def notice(person: SlowPerson, therapist: str, needs: dict[str, SlowNeed]) -> dict[str, float]:
    """Return for each need in fit its share (0..1) of the variance of fit."""
    causes, moves, shared = {}, {}, [0.0] * 41
    for key, need in needs.items():
        belief = person.cells.get((therapist, key))
        if need.weight and belief:
            mean = mean_worth(person, therapist, key, need)
            causes[key] = need.weight**2 * sum(
                p * (worth(x, s, need) - mean) ** 2
                for row, s in zip(belief, SWINGS, strict=True)
                for p, x in zip(row, STATES, strict=True)
            )
        elif need.weight:
            own = [
                need.weight * dot(person.unseen, [worth(x, s, need) for s in SWINGS])
                for x in STATES
            ]
            moves[key] = statistics.pstdev(own)
            shared = [a + b for a, b in zip(shared, own, strict=True)]
    for key, move in moves.items():
        causes[key] = statistics.pvariance(shared) * move / (sum(moves.values()) or 1)
    whole = sum(causes.values())
    return {key: cause / whole if whole > 1e-12 else 0.0 for key, cause in causes.items()}


def learned(
    answers: list[tuple[int, str]], low: int, high: int, *, two_sided: bool
) -> tuple[int, int] | str | None:
    """Return the range offered for one need from all its answers (points, what was right).

    "divided" where they point different ways.
    """

    def agreeing(a: int, b: int) -> int:
        count = 0
        for y, said in answers:
            where = "too little" if y < a else "too much" if y > b else "right"
            count += where == said
        return count

    if len(answers) - agreeing(low, high) < 3:
        return None
    offers = []
    for a in range(11):
        for b in range(a, 11):
            if two_sided or b == 10:
                moved = abs(a - low) + abs(b - high)
                offers.append((-agreeing(a, b), moved, a - b, a, b))
    worst, *_, a, b = min(offers)
    now, most = agreeing(low, high), 2 * len(answers) / 3
    if -worst >= most and -worst >= now + 2:
        return a, b
    return None if now >= most else "divided"


def gut(answers: list[str], fit: SlowFit | None, *, missed: bool) -> str | None:
    """Return what somebody feels (yes, no) against the figures; answers are oldest first."""
    last = answers[-3:]
    if fit is None or len(last) < 3:
        return None
    little = missed or fit.high < 0.7
    much = not missed and fit.low > 0.7
    if last.count("yes") >= 2 and "no" not in last:
        return "yes" if little else None
    if last.count("no") >= 2 and "yes" not in last:
        return "no" if much else None
    return None
