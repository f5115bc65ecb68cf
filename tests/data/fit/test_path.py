"""The path: where a therapist was at each session, seen from now."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.notes_belief import NotesBelief, know
from data.fit.observation import Look
from data.fit.path import Point, path, smoothed, worths
from data.fit.report import report
from data.model.need import Need
from data.model.note import NoteKind
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

NEED = Need(dimension="pace", low=3, high=6)


def of_pace(*values: int) -> tuple[Point, ...]:
    records = a_year(pace=list(values))
    return path(know(records), records.therapists[0].id, "pace", NEED)


def levels(*values: int) -> list[float]:
    return [point.level for point in of_pace(*values)]


def test_there_is_a_point_for_each_rating_with_where_it_comes_from() -> None:
    points = of_pace(2, 5, 9)
    assert [point.evidence.value for point in points] == [2, 5, 9]
    assert [point.number for point in points] == [1, 2, 3]


def test_the_last_point_is_the_belief_now() -> None:
    records = a_year(pace=[2, 3, 8, 7], depth=[5, 5, 6])
    notes_belief = know(records)
    (cell,) = (
        report(records, a_profile(needs=(NEED,)), notes_belief=notes_belief).standings[0].cells
    )
    last = path(notes_belief, records.therapists[0].id, "pace", NEED)[-1]
    assert cell.outlook
    assert last.outlook
    assert (last.level, last.low, last.high) == pytest.approx(
        (cell.outlook.level, cell.outlook.low, cell.outlook.high)
    )
    assert last.outlook.p_inside == pytest.approx(cell.outlook.p_inside)


def test_how_right_each_note_was_is_that_of_its_point() -> None:
    records = a_year(pace=[2, 9, 5, 5, 1], depth=[5, 5, 6])
    notes_belief, who = know(records), records.therapists[0].id
    points = path(notes_belief, who, "pace", NEED)
    right = [(point.number, point.outlook.utility) for point in points if point.outlook]
    found = worths(notes_belief, who, "pace", NEED)
    assert [number for number, _ in found] == [number for number, _ in right]
    assert [value for _, value in found] == pytest.approx([value for _, value in right])
    assert worths(notes_belief, who, "heard", Need(dimension="heard", low=5, high=10)) == ()


def test_what_came_later_tells_what_was_earlier() -> None:
    assert levels(5, 8, 8, 8)[0] > levels(5, 5, 5, 5)[0]
    alone = of_pace(5)[0]
    seen_again = of_pace(5, 5, 5, 5)[0]
    assert seen_again.high - seen_again.low < alone.high - alone.low


def test_a_lasting_change_is_a_step_and_one_evening_is_not() -> None:
    step = levels(8, 8, 8, 8, 2, 2, 2, 2)
    assert min(step[:4]) > 6.5
    assert max(step[4:]) < 3.5
    evening = levels(8, 8, 8, 8, 2, 8, 8, 8, 8)
    assert min(evening) > 6


def test_the_same_ratings_backward_are_the_same_path_backward() -> None:
    """Without drift, steps lead back as they lead forward."""
    values = [7, 7, 2, 3, 8]
    forward, backward = (
        smoothed([Look(value) for value in listed]) for listed in (values, values[::-1])
    )
    for entry, other in zip(forward, backward[::-1], strict=True):
        assert entry[0] == pytest.approx(other[0], abs=1e-12)


def test_a_point_has_an_outlook_only_where_there_is_a_need() -> None:
    records = a_year(pace=[4, 5])
    points = path(know(records), records.therapists[0].id, "pace")
    assert [point.outlook for point in points] == [None, None]


def test_each_point_is_seen_against_the_need() -> None:
    for point in of_pace(1, 5, 9):
        assert point.outlook
        whole = point.outlook.p_below + point.outlook.p_inside + point.outlook.p_above
        assert whole == pytest.approx(1)
        assert point.outlook.level == pytest.approx(point.level)


def test_where_nothing_was_rated_there_is_no_path() -> None:
    records = a_year(pace=[4])
    notes_belief = know(records)
    assert path(notes_belief, records.therapists[0].id, "depth") == ()
    assert path(notes_belief, a_therapist("Birch").id, "pace") == ()


def two_therapists() -> tuple[NotesBelief, Records]:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    kinds: list[NoteKind] = ["first call", "session", "session"]
    notes = [
        a_note(
            who,
            MONDAY + timedelta(days=2 * at + (who is birch)),
            kind=kind,
            ratings=ratings(trust=at + 4) if at else (),
        )
        for who in (maple, birch)
        for at, kind in enumerate(kinds)
    ]
    profile = a_profile(needs=needs(trust=(7, 10)))
    records = Records(therapists=(maple, birch), notes=tuple(notes), need_profiles=(profile,))
    return know(records), records


def test_sessions_are_numbered_for_each_therapist_so_that_they_can_be_compared() -> None:
    belief, records = two_therapists()
    for who in records.therapists:
        points = path(belief, who.id, "trust")
        assert [point.number for point in points] == [2, 3]
        assert [point.evidence.kind for point in points] == ["session", "session"]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(some.lists(some.builds(Look, some.integers(0, 10), some.booleans()), max_size=7))
def test_every_point_of_a_path_is_a_probability(looks: list[Look]) -> None:
    beliefs = smoothed(looks)
    assert len(beliefs) == len(looks)
    for belief in beliefs:
        assert np.isfinite(belief).all()
        assert belief.min() >= 0
        assert belief.sum(axis=-1) == pytest.approx(np.ones((3, 8)))


def test_five_hundred_sessions_have_a_path() -> None:
    records = a_year(pace=[5])
    maple = records.therapists[0]
    notes = tuple(
        a_note(maple, MONDAY - timedelta(days=at), ratings=ratings(pace=at % 11))
        for at in range(500)
    )
    points = path(know(records.model_copy(update={"notes": notes})), maple.id, "pace", NEED)
    assert len(points) == 500
    assert all(0 <= point.low <= point.level <= point.high <= 10 for point in points)
