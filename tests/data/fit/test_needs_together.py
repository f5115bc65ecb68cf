"""Needs go together: how far, from the notes alone, and what it does to fit and nothing else."""

from datetime import timedelta
from random import Random
from statistics import fmean, pvariance

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.evidence import Entry
from data.fit.needs_together import stretch_by, stretched, together
from data.fit.observation import Floats
from data.fit.rating_table import RatingTable, rating_table
from data.fit.report import Report, report
from data.model.need import Need
from data.model.record import new_id
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

quickly = settings(max_examples=60, deadline=None, derandomize=True)

KEYS = ("pace", "talk", "focus", "depth")
UPWARD = needs(pace=(10, 10), talk=(10, 10), focus=(10, 10), depth=(10, 10))
"""From 5 to 10, each point is worth a fifth more."""
TableRow = tuple[int | None, ...]


def table(*rows: TableRow) -> RatingTable:
    return rating_table(
        [
            Entry(
                new_id(), new_id(), "session", MONDAY,
                tuple((key, v, None) for key, v in zip(KEYS, row, strict=False) if v is not None),
                None,
            )
            for row in rows
        ]
    )  # fmt: skip


def found(*tables: list[TableRow], weights: tuple[int, ...] = (1, 1, 1, 1)) -> float:
    return together([table(*rows) for rows in tables], UPWARD, weights)


ALL_AS_ONE: list[TableRow] = [
    (v, v, v, v) for v in (5, 9, 6, 8, 7, 10, 5, 9, 6, 8, 7, 10, 5, 9, 6, 8)
]


def test_all_as_one_goes_together_wholly_as_far_as_so_many_notes_are_believed() -> None:
    assert found(ALL_AS_ONE) == pytest.approx((15 + 8 * 0.04) / 23)
    assert found(ALL_AS_ONE * 10) == pytest.approx((159 + 8 * 0.04) / 167)


def test_one_against_another_is_nothing_and_not_less() -> None:
    assert found([(v, 15 - v) for v in (5, 9, 6, 8, 7, 10)]) == 0


def test_a_little_is_expected_where_nothing_tells() -> None:
    assert found() == 0.04
    assert found([]) == 0.04
    assert found([()]) == 0.04
    assert found([(5, 7)]) == 0.04
    assert found([(5, None), (None, 7), (9, None), (None, 8)]) == 0.04
    assert found([(7, 7), (7, 7), (7, 7)]) == 0.04


def test_what_a_therapist_is_rated_on_the_whole_says_nothing() -> None:
    """One good at everything and one bad at everything."""
    apart = [(5, 6), (6, 5), (5, 5), (6, 6)]
    better: list[TableRow] = [(a + 4, b + 4) for a, b in apart]
    assert found(list(apart), better) == pytest.approx(8 * 0.04 / (6 + 8))


def test_it_is_the_textbook_s_ratio_where_every_note_rates_all() -> None:
    """Variance of the sums less the single ones, of what full agreement would give."""
    dice = Random(1)
    rows = [tuple(dice.randint(5, 10) for _ in KEYS) for _ in range(30)]
    rows = [tuple(min(10, value + 2 * (at % 2)) for value in row) for at, row in enumerate(rows)]
    weights = (1, 2, 1, 2)
    columns = [
        [weight * value for value in column]
        for weight, column in zip(weights, zip(*rows, strict=True), strict=True)
    ]
    single = [pvariance(column) for column in columns]
    sums = pvariance([sum(row) for row in zip(*columns, strict=True)])
    full = sum(a**0.5 for a in single) ** 2 - sum(single)
    assert 0.1 < (sums - sum(single)) / full < 1
    by_hand = ((sums - sum(single)) / full * 29 + 8 * 0.04) / (29 + 8)
    assert found([*rows], weights=weights) == pytest.approx(by_hand)


def drawn(dice: Random, correlation: float, notes: int, gaps: float = 0.0) -> list[TableRow]:
    """Ratings with one mood a note; what is left out stays None."""
    rows: list[TableRow] = []
    for _ in range(notes):
        mood = dice.gauss(0, 1)
        felt = [
            7.5 + 1.2 * (correlation**0.5 * mood + (1 - correlation) ** 0.5 * dice.gauss(0, 1))
            for _ in KEYS
        ]
        rated = [min(10, max(5, round(value))) for value in felt]
        rows.append(tuple(None if dice.random() < gaps else value for value in rated))
    return rows


@pytest.mark.parametrize("gaps", [0.0, 0.4], ids=["all rated", "gaps"])
@pytest.mark.parametrize(
    "notes", [(400,), (200, 200), (3, 5, 12, 380)], ids=["one", "two", "unequal"]
)
def test_what_is_put_in_comes_out_whatever_is_missing_and_however_notes_are_spread(
    notes: tuple[int, ...], gaps: float
) -> None:
    for correlation in (0.0, 0.3, 0.6):
        outcomes = [
            found(*(drawn(Random(100 * seed + len(notes)), correlation, n, gaps) for n in notes))
            for seed in range(4)
        ]
        # Whole numbers and the ends of the scale hide some of it.
        assert fmean(outcomes) == pytest.approx(0.92 * correlation, abs=0.05)


def test_few_notes_are_hardly_believed() -> None:
    """Where nothing goes together, 2 notes about each of four must not find that it does.

    Nothing is less than 0, so that by chance alone a little more is found than expected.
    """
    few = [found(*(drawn(Random(seed + 50 * at), 0, 2) for at in range(4))) for seed in range(50)]
    assert fmean(few) < 0.08


def test_parts_with_a_correlation_of_one_add_up_like_lengths() -> None:
    assert stretch_by(0, [0.1, 0.2]) == 1
    assert stretch_by(1, [0.1, 0.2]) == pytest.approx(0.3 / (0.01 + 0.04) ** 0.5)
    assert stretch_by(1, [0.1] * 9) == pytest.approx(3)
    assert stretch_by(0.5, [0.1]) == 1
    assert stretch_by(1, []) == stretch_by(1, [0.0, 0.0]) == 1


CHANCES = some.lists(some.floats(0, 1), min_size=41, max_size=41).filter(lambda own: sum(own) > 0.1)


def moments(chances: Floats) -> tuple[float, float]:
    grid = np.linspace(0, 1, len(chances))
    mean = float(chances @ grid)
    return mean, float(chances @ (grid - mean) ** 2)


@quickly
@given(CHANCES, some.floats(1, 6))
def test_stretching_keeps_the_mean_and_never_narrows(weights: list[float], by: float) -> None:
    """Whatever leaves the scale: cut off without a shift, the mean would move."""
    chances = np.array(weights) / sum(weights)
    wide = stretched(chances, by)
    assert wide.sum() == pytest.approx(1, abs=1e-12)
    assert wide.min() >= 0
    (mean, variance), (after, wider) = moments(chances), moments(wide)
    assert after == pytest.approx(mean, abs=1e-10)
    assert wider >= variance - 1e-9
    assert wider <= by**2 * variance + 0.25 / 40**2 + 1e-9


@pytest.mark.parametrize("at", [0, 1, 39, 40])
def test_what_lies_at_an_end_stays_within_the_scale(at: int) -> None:
    chances = np.zeros(41)
    chances[at], chances[20] = 0.9, 0.1
    wide = stretched(chances, 4.0)
    assert moments(wide)[0] == pytest.approx(moments(chances)[0], abs=1e-10)


def test_away_from_the_ends_a_spread_is_that_much_wider() -> None:
    chances = np.zeros(2001)
    chances[900:1101] = 1 / 201
    (_, before), (_, after) = moments(chances), moments(stretched(chances, 2.5))
    assert (after / before) ** 0.5 == pytest.approx(2.5, rel=1e-3)


def test_a_certain_fit_stays_certain() -> None:
    chances = np.zeros(41)
    chances[40] = 1
    assert stretched(chances, 3).tolist() == chances.tolist()


def report_on(*, moods: bool, unrated: bool) -> Report:
    """Two therapists with twelve notes each: the same ratings, either by mood or shuffled."""
    dice, people, notes = Random(7), [a_therapist("Maple"), a_therapist("Birch")], []
    for who, level in zip(people, (8, 7), strict=True):
        columns = {
            key: [level + at % 3 - 1 for at in range(12)]
            for key in ("heard", "goals", "dependable")
        }
        if not moods:
            for column in columns.values():
                dice.shuffle(column)
        notes += [
            a_note(
                who,
                MONDAY + timedelta(days=at),
                ratings=ratings(**{key: column[at] for key, column in columns.items()}),
            )
            for at in range(12)
        ]
    wanted = needs(heard=(9, 10), goals=(9, 10), dependable=(9, 10))
    if unrated:
        wanted = (*wanted, Need(dimension="attunement", low=6, high=10))
    records = Records(
        therapists=tuple(people), notes=tuple(notes), need_profiles=(a_profile(needs=wanted),)
    )
    return report(records)


@pytest.mark.parametrize("unrated", [False, True])
def test_only_ranges_and_who_is_ahead_change(unrated: bool) -> None:  # noqa: FBT001 - drawn
    by_mood, shuffled = (
        report_on(moods=True, unrated=unrated),
        report_on(moods=False, unrated=unrated),
    )
    assert by_mood.together > 0.5
    assert shuffled.together < 0.2
    for wide in by_mood.standings:
        assert wide.fit
        utilities = [cell.outlook.utility for cell in wide.counted if cell.outlook]
        if not unrated:
            assert wide.fit.mean == pytest.approx(fmean(utilities), abs=1e-9)
        assert 0 <= wide.fit.low < wide.fit.mean < wide.fit.high <= 1
    widths = {}
    for name, now in (("mood", by_mood), ("shuffled", shuffled)):
        fits = [standing.fit for standing in now.standings]
        widths[name] = sum(fit.high - fit.low for fit in fits if fit)
    assert widths["mood"] > 1.15 * widths["shuffled"]
    assert 0.5 < by_mood.pairs[0].p_a_ahead < shuffled.pairs[0].p_a_ahead
    assert sum(standing.p_best or 0 for standing in by_mood.standings) == pytest.approx(1)
