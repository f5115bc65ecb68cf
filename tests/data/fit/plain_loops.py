"""The fit model a second time: slow, short, nothing but loops over the grid and floats.

Beliefs, paths and what a need says of them; `plain_answers` and `plain_checks` go on from here.
Written from the text of the model's description alone. They share no code with ``data/fit`` and
never import from ``data``: where the two agree, they agree about the text. Units: ratings,
levels, ranges and swings are points of the scale 0..10; utilities, fit and chances are 0..1.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

PlainLook = tuple[
    int, bool
]  # a rating 0..10, and whether it is doubtful (from memory or first call)
PlainKey = tuple[str, str]  # (therapist, dimension): one cell
PlainNote = tuple[str, bool, dict[str, int]]  # therapist, whether doubtful, ratings by dimension
PlainGrid = list[float]

STATES = [i / 4 for i in range(41)]  # x: 0, 0.25, ..., 10 points
SWINGS = [0.5, 0.75, 1.0, 1.4, 1.8, 2.3, 3.0, 4.0]  # the grid G of s and of S, in points
DRIFTS = [0.0, 0.2, 0.4]  # q: standard deviation of a step between two ratings, in points
SLIP = JUMP = 0.02  # chances of a slip in a rating, of a jump between two ratings
ODD, BROKEN = 0.05, 0.02  # chances of a session that is odd, of one where all is another


# Belief
def _normalised(weights: PlainGrid) -> PlainGrid:
    """Return the weights (any unit) as chances."""
    total = sum(weights)
    return [w / total for w in weights]


def dot(a: Iterable[float], b: Iterable[float]) -> float:
    """Return the sum of the products of two lists of one length."""
    return math.fsum(map(mul, a, b))


@cache
def chance(y: int, x: float, s: float) -> float:
    """Return N(y | x, s): chance of rating y at state x and swing s (points), without slips."""
    upper = 1.0 if y == 10 else 0.5 + 0.5 * math.erf((y + 0.5 - x) / s / math.sqrt(2))
    lower = 0.0 if y == 0 else 0.5 + 0.5 * math.erf((y - 0.5 - x) / s / math.sqrt(2))
    return upper - lower


def _change(q: float) -> list[PlainGrid]:
    """Return the chances of a change with drift q (points) as [new state][old state]."""
    rows = []  # one for each old state, adding up to 1 over the new states
    for x in STATES:
        step = [math.exp(-((new - x) ** 2) / (2 * q**2)) if q else new == x for new in STATES]
        rows.append([(1 - JUMP) * p + JUMP / 41 for p in _normalised(step)])
    return [[row[j] for row in rows] for j in range(41)]


def _around(centre: float, width: float) -> PlainGrid:
    """Return chances of each swing, a bell around the centre (points); width in units of ln."""
    return _normalised([math.exp(-((math.log(s / centre) / width) ** 2) / 2) for s in SWINGS])


LOOKS = {  # P(y | x, s) for every x, with slips, by rating, doubt and index of s
    (y, doubt, i): [(1 - SLIP) * chance(y, x, 2 * s if doubt else s) + SLIP / 11 for x in STATES]
    for y in range(11)
    for doubt in (False, True)
    for i, s in enumerate(SWINGS)
}
CHANGES = [_change(q) for q in DRIFTS]
TYPICAL = _around(1.4, 0.4)  # p(S)
GIVEN = [_around(typical, 0.6) for typical in SWINGS]  # p(s | S) as [S][s]
ALONE = [dot(TYPICAL, column) for column in zip(*GIVEN, strict=True)]  # p(s) before any rating


@dataclass(frozen=True)
class SlowStep:
    """One rating in the filter of a cell, for one swing and drift: before and after it is seen."""

    log_before: float  # log of the chance of all ratings before it
    before: PlainGrid  # belief over x when it is given, changes since the last one included
    log_after: float
    after: PlainGrid


PlainTable = list[list[list[SlowStep]]]  # of one cell as [s][q][rating]
PlainJoint = list[list[PlainGrid]]  # of one cell as [s][q][x], adding up to 1 in all


@dataclass(frozen=True)
class SlowCount:
    """What one rating counts for: as it is, as a slip, and from a level that is anywhere."""

    usual: float  # chance of a usual session, by how likely the rating was in it
    odd: float
    anywhere: float  # chance of a break, by how likely the rating was in it


class SlowCourse:
    """One cell while notes are read, oldest first."""

    def __init__(self) -> None:
        """Begin before any rating."""
        self.joint: PlainJoint = [[[p / 3 / 41] * 41 for _ in DRIFTS] for p in ALONE]
        self.counts: list[SlowCount] = []
        self.table: PlainTable = [[[] for _ in DRIFTS] for _ in SWINGS]

    def change(self) -> None:
        """Let time pass: changes lie between ratings, none before the first or after the last."""
        if self.counts:
            self.joint = [
                [[dot(row, own) for row in change] for own, change in zip(by, CHANGES, strict=True)]
                for by in self.joint
            ]

    def chances(self, look: PlainLook) -> tuple[float, float]:
        """Return how likely a rating is from the belief, and from a level that is anywhere."""
        usual = anywhere = 0.0
        for i, by_drift in enumerate(self.joint):
            likelihoods = LOOKS[*look, i]
            for own in by_drift:
                usual += dot(own, likelihoods)
                anywhere += sum(own) * sum(likelihoods) / 41
        return usual, anywhere

    def see(self, look: PlainLook, count: SlowCount) -> None:
        """Take in a rating, for what it counts."""
        for i, by_drift in enumerate(self.joint):
            likelihoods = LOOKS[*look, i]
            for k, own in enumerate(by_drift):
                before = sum(own)
                after = [
                    count.usual * p * likely + count.odd * p + count.anywhere * before / 41 * likely
                    for p, likely in zip(own, likelihoods, strict=True)
                ]
                prior = ALONE[i] / 3
                self.table[i][k].append(
                    SlowStep(
                        math.log(before / prior), _normalised(own),
                        math.log(sum(after) / prior), _normalised(after),
                    )
                )  # fmt: skip
                by_drift[k] = after
        self.counts.append(count)


def counts(likely: list[tuple[float, float]], earlier: list[int]) -> list[SlowCount]:
    """Return what each rating of a note counts for.

    ``likely``: how likely each was from its belief, and from anywhere. ``earlier``: how many
    ratings its cell had before.
    """
    if sum(number >= 2 for number in earlier) < 2:
        return [SlowCount(1 / usual, 0.0, 0.0) for usual, _ in likely]
    chances = _normalised([
        (1 - ODD - BROKEN) * math.prod(usual for usual, _ in likely),
        ODD * (1 / 11) ** len(likely),
        BROKEN * math.prod(anywhere for _, anywhere in likely),
    ])  # fmt: skip
    return [
        SlowCount(chances[0] / usual, chances[1], chances[2] / anywhere)
        for usual, anywhere in likely
    ]


@dataclass(frozen=True)
class SlowPerson:
    """All beliefs (chances) of a person, averaged over their typical swing S given all ratings."""

    typical: PlainGrid  # of S, on SWINGS
    unseen: PlainGrid  # of s in a cell without ratings, on SWINGS
    cells: dict[PlainKey, list[PlainGrid]]  # of [s][x] in each rated cell
    weights: dict[PlainKey, list[PlainGrid]]  # of [s][q] in each rated cell
    tables: dict[PlainKey, PlainTable]
    counts: dict[PlainKey, list[SlowCount]]


def typical_given(likes: Sequence[list[PlainGrid]]) -> PlainGrid:
    """Return the chances of S from each cell's L(s, q), up to a factor of the cell, as [s][q]."""
    logs = [math.log(p) for p in TYPICAL]
    for like in likes:
        for t, given in enumerate(GIVEN):
            logs[t] += math.log(dot(given, map(sum, like)))
    return _normalised([math.exp(value - max(logs)) for value in logs])


def weights_given(like: list[PlainGrid], typical: PlainGrid) -> list[PlainGrid]:
    """Return the chances of [s][q] in a cell from its L(s, q), averaged over S."""
    chances = [[0.0] * len(DRIFTS) for _ in SWINGS]
    for p_typical, given in zip(typical, GIVEN, strict=True):
        whole = dot(given, map(sum, like))
        for i, row in enumerate(like):
            for k, likely in enumerate(row):
                chances[i][k] += p_typical * given[i] * likely / whole
    return chances


def likes_of(logs: list[PlainGrid]) -> list[PlainGrid]:
    """Return exp of logs as [s][q], scaled so that the largest is 1: only proportions count."""
    top = max(max(row) for row in logs)
    return [[math.exp(log_chance - top) for log_chance in row] for row in logs]


def believe(notes: Sequence[PlainNote]) -> SlowPerson:
    """Return the beliefs from all notes of a person, oldest first, with a need or without."""
    courses: dict[PlainKey, SlowCourse] = {}
    for therapist, doubtful, ratings in notes:
        rated = [courses.setdefault((therapist, d), SlowCourse()) for d in ratings]
        looks = [(value, doubtful) for value in ratings.values()]
        for course in rated:
            course.change()
        likely = [course.chances(look) for course, look in zip(rated, looks, strict=True)]
        own_counts = counts(likely, [len(course.counts) for course in rated])
        for course, look, count in zip(rated, looks, own_counts, strict=True):
            course.see(look, count)
    tables = {key: course.table for key, course in courses.items()}
    likes = {
        key: likes_of([[own[-1].log_after for own in row] for row in table])
        for key, table in tables.items()
    }
    typical = typical_given(list(likes.values()))
    weights = {key: weights_given(like, typical) for key, like in likes.items()}
    cells = {
        key: mixed([[own[-1].after for own in row] for row in table], weights[key])
        for key, table in tables.items()
    }
    unseen = [
        sum(p * given[i] for p, given in zip(typical, GIVEN, strict=True))
        for i in range(len(SWINGS))
    ]
    counted = {key: course.counts for key, course in courses.items()}
    return SlowPerson(typical, unseen, cells, weights, tables, counted)


def mixed(belief: list[list[PlainGrid]], weights: list[PlainGrid]) -> list[PlainGrid]:
    """Return a belief [s][x] from one [s][q][x], each q with its weight."""
    return [
        [dot(ws, by_drift) for by_drift in zip(*row, strict=True)]
        for ws, row in zip(weights, belief, strict=True)
    ]


def path(person: SlowPerson, key: PlainKey, looks: Sequence[PlainLook]) -> list[list[PlainGrid]]:
    """Return the belief [s][x] at each rating of a cell, given all its ratings.

    Backward: how likely are all later ratings from each x, up to a factor.
    """
    smooth: list[list[list[PlainGrid]]] = [[[] for _ in SWINGS] for _ in looks]  # [rating][s][q][x]
    for i in range(len(SWINGS)):
        for k, change in enumerate(CHANGES):
            later = [1.0] * 41
            for n in range(len(looks) - 1, -1, -1):
                own = person.tables[key][i][k][n].after
                smooth[n][i].append(_normalised(list(map(mul, own, later))))
                count, likelihoods = person.counts[key][n], LOOKS[*looks[n], i]
                stayed = [
                    (count.usual * likely + count.odd) * after
                    for likely, after in zip(likelihoods, later, strict=True)
                ]
                anywhere = count.anywhere * dot(likelihoods, later) / 41
                later = [dot(leaving, stayed) + anywhere for leaving in zip(*change, strict=True)]
                later = [value / max(later) for value in later]
    return [mixed(belief, person.weights[key]) for belief in smooth]


# What a need says about a session
@dataclass(frozen=True)
class SlowNeed:
    """A need low..high in points (one-sided: high = 10), and its importance (0 out, 1, 2)."""

    low: int
    high: int
    weight: int


@dataclass(frozen=True)
class SlowCell:
    """What is said of a cell, from the belief after its last rating, without a further change."""

    level: float  # points
    low: float  # 10 % quantile of x, points
    high: float  # 90 % quantile of x, points
    swing: float  # mean of s, points
    p_below: float  # this and the next three: chances of the next session, without slips
    p_inside: float
    p_above: float
    p_far: float
    utility: float  # mean of U, 0..1


def outside(y: int, need: SlowNeed) -> int:
    """Return how many points y lies outside the need; 0 inside."""
    return max(need.low - y, y - need.high, 0)


@cache
def worth(x: float, s: float, need: SlowNeed) -> float:
    """Return U(x, s) (0..1): how right sessions at state x with swing s (points) are on average."""
    return sum(chance(y, x, s) * max(0.0, 1 - 0.2 * outside(y, need)) for y in range(11))


def quantile(masses: Sequence[float], share: float, top: float) -> float:
    """Return the quantile at a share (0..1) of masses at equal steps 0..top (any unit)."""
    last, passed = len(masses) - 1, 0.0
    for i, mass in enumerate(masses):
        if mass > 0 and passed + mass >= share:
            left, right = max(i - 0.5, 0), min(i + 0.5, last)  # its cell, over which it is even
            return (left + (right - left) * (share - passed) / mass) * top / last
        passed += mass
    return top


def _cell(belief: list[PlainGrid], need: SlowNeed) -> SlowCell:
    """Return what a belief [s][x] says under a need."""
    states = [sum(row[j] for row in belief) for j in range(41)]
    points = [(belief[i][j], x, s) for i, s in enumerate(SWINGS) for j, x in enumerate(STATES)]
    chances = [b for b, _, _ in points]
    session = [dot(chances, [chance(y, x, s) for _, x, s in points]) for y in range(11)]
    return SlowCell(
        level=sum(b * x for b, x, _ in points),
        low=quantile(states, 0.1, 10),
        high=quantile(states, 0.9, 10),
        swing=sum(b * s for b, _, s in points),
        p_below=sum(p for y, p in enumerate(session) if y < need.low),
        p_inside=sum(p for y, p in enumerate(session) if need.low <= y <= need.high),
        p_above=sum(p for y, p in enumerate(session) if y > need.high),
        p_far=sum(p for y, p in enumerate(session) if outside(y, need) > 1),
        utility=sum(b * worth(x, s, need) for b, x, s in points),
    )


def cells(person: SlowPerson, needs: dict[str, SlowNeed]) -> tuple[float, dict[PlainKey, SlowCell]]:
    """Return the typical swing (mean of S, points) and each rated cell with a need."""
    said = {key: _cell(b, needs[key[1]]) for key, b in person.cells.items() if key[1] in needs}
    return dot(person.typical, SWINGS), said


def side(cell: SlowCell | None, ratings: Sequence[int], need: SlowNeed) -> str:
    """Return where a cell with these ratings stands. "A bit" also holds inside the need."""
    if cell is None or not ratings:
        return "not rated yet"
    on_both_sides = any(y < need.low for y in ratings) and any(y > need.high for y in ratings)
    if cell.p_inside >= 0.6:
        word = "where you want it"
    elif cell.p_below >= 0.2 and cell.p_above >= 0.2 and on_both_sides:
        word = "swings"
    elif cell.p_below >= 0.6:
        word = "a bit too little" if need.low - cell.level < 1.5 else "too little"
    elif cell.p_above >= 0.6:
        word = "a bit too much" if cell.level - need.high < 1.5 else "too much"
    elif len(ratings) < 3:
        return "too few notes"
    else:
        word = "on the edge"
    return word + " so far" if len(ratings) < 4 else word
