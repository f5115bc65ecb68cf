"""Gaps: only what is clear, costliest first, each with the rating that tells most of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.example import example_records
from data.fit.gap import CLEAR, gaps, telling
from data.fit.report import Cell, Standing, report
from data.fit.session_worth import outside
from data.model.need import Importance, Need
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

quickly = settings(max_examples=20, deadline=None, derandomize=True)


def standings_of(
    records: Records, *wanted: Need, must_haves: tuple[str, ...] = ()
) -> list[Standing]:
    profile = a_profile(needs=wanted or needs(pace=(3, 6)), must_haves=must_haves)
    return list(report(records, profile).standings)


def a_need(dimension: str, low: int, high: int, importance: Importance = 2) -> Need:
    return Need(dimension=dimension, low=low, high=high, importance=importance)


def pace_of(*values: int) -> Cell:
    return standings_of(a_year(pace=list(values)))[0].cells[0]


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ([9] * 6, "too much"),
        ([0] * 6, "too little"),
        ([1, 9, 1, 9, 1, 9], "swings"),
        ([4, 5, 4, 5, 4], None),
        ([7], None),
        ([7, 6, 7, 6, 7, 6], None),
        ([], None),
    ],
    ids=["too much", "too little", "swings", "wanted", "too few notes", "on the edge", "not rated"],
)
def test_only_a_clear_side_is_a_gap(values: list[int], where: str | None) -> None:
    found = gaps(standings_of(a_year(pace=values, heard=[] if values else [5])))
    assert [gap.cell.side.where for gap in found] == ([where] if where else [])


def test_the_costliest_comes_first() -> None:
    records = a_year(pace=[9] * 6, directness=[10] * 6, depth=[8] * 6)
    found = gaps(standings_of(records, *needs(pace=(3, 6), directness=(0, 3), depth=(3, 6))))
    assert [gap.cell.dimension.key for gap in found] == ["directness", "pace", "depth"]
    assert [gap.cost for gap in found] == sorted((gap.cost for gap in found), reverse=True)


def test_what_matters_costs_twice_what_would_be_nice() -> None:
    records = a_year(pace=[9] * 6)
    (nice,) = gaps(standings_of(records, a_need("pace", 3, 6, 1)))
    (matters,) = gaps(standings_of(records, a_need("pace", 3, 6, 2)))
    assert matters.cost == pytest.approx(2 * nice.cost)
    assert 0 < nice.cost <= 1


def test_how_it_is_going_is_no_gap() -> None:
    records = a_year(pace=[5] * 6, trust=[0] * 6)
    assert gaps(standings_of(records, *needs(pace=(3, 6), trust=(7, 10)))) == []


def test_gaps_of_several_stand_together() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = tuple(
        a_note(who, date(2026, 5, 1 + day), ratings=ratings(pace=value))
        for who, value in ((maple, 7), (birch, 10))
        for day in range(6)
    )
    records = Records(therapists=(maple, birch), notes=notes, need_profiles=(a_profile(),))
    found = gaps(standings_of(records))
    assert [gap.standing.therapist.name for gap in found] == ["Birch", "Maple"]


def test_the_rating_furthest_outside_tells_most() -> None:
    assert telling(pace_of(7, 10, 9, 8)).value == 10
    assert telling(pace_of(2, 10, 0, 5)).value == 10
    assert telling(pace_of(5, 4, 2)).value == 2


def test_of_equally_far_ratings_the_newest_tells() -> None:
    cell = pace_of(9, 5, 9, 0, 9, 4)
    assert telling(cell) == cell.evidence[4]
    below_and_above = pace_of(9, 0, 4)
    assert telling(below_and_above) == below_and_above.evidence[1]


@quickly
@given(some.lists(some.integers(0, 10), min_size=1, max_size=8))
def test_no_rating_lies_further_outside_than_the_telling_one(values: list[int]) -> None:
    cell = pace_of(*values)
    far = [outside(rating.value, cell.need) for rating in cell.evidence]
    most = telling(cell)
    assert outside(most.value, cell.need) == max(far)
    later = cell.evidence[cell.evidence.index(most) + 1 :]
    assert all(outside(rating.value, cell.need) < max(far) for rating in later)


def test_the_example_s_gaps_are_what_its_report_says() -> None:
    standings = list(report(example_records()).standings)
    expected = {
        (standing.therapist.id, cell.dimension.key)
        for standing in standings
        for cell in standing.counted
        if cell.side.where in CLEAR
    }
    found = gaps(standings)
    assert {(gap.standing.therapist.id, gap.cell.dimension.key) for gap in found} == expected
    assert all(gap.telling in gap.cell.evidence for gap in found)
    assert all(gap.cost == gap.cell.cost for gap in found)
