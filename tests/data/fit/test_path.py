"""The path: where a therapist was at each session, seen from now."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.fit.evidence import CellKey
from data.fit.notes_belief import NotesBelief, know
from data.fit.path import MOST_POINTS, Point, path, paths, spread, worths
from data.fit.report import report
from data.fit.session_worth import worth
from data.fit.smoothing import Course, smoothed
from data.fit.swing import weights
from data.model.need import Need
from data.model.note import NoteKind
from data.model.records import Records
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, a_year, needs, ratings

NEED = Need(dimension="pace", low=3, high=6)


def of_pace(*values: int) -> tuple[Point, ...]:
    records = a_year(pace=list(values))
    return path(know(records), records.therapists[0].id, "pace")


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
    last = path(notes_belief, records.therapists[0].id, "pace")[-1]
    assert cell.outlook
    assert (last.level, last.low, last.high) == pytest.approx(
        (cell.outlook.level, cell.outlook.low, cell.outlook.high)
    )


def test_how_right_each_note_was_is_what_its_belief_is_worth() -> None:
    records = a_year(pace=[2, 9, 5, 5, 1], depth=[5, 5, 6])
    notes_belief, who = know(records), records.therapists[0].id
    found = worths(notes_belief, who, [NEED, Need(dimension="heard", low=5, high=10)])
    assert list(found) == ["pace"]
    assert [number for number, _ in found["pace"]] == [1, 2, 3, 4, 5]
    track = notes_belief.tracks[who, "pace"]
    looks = [rating.look for rating in track.evidence]
    chances = weights(track.filter.log_likelihood, notes_belief.swing.chances)
    (beliefs,) = smoothed([Course.of(looks, track.counts, range(5), chances)])
    right = [float((belief * worth(NEED)).sum()) for belief in beliefs]
    assert [value for _, value in found["pace"]] == pytest.approx(right, abs=1e-12)


def test_the_last_note_is_as_right_as_the_belief_now() -> None:
    records = a_year(pace=[2, 9, 5, 5, 1])
    found = report(records, a_profile(needs=(NEED,)))
    outlook = found.standings[0].cells[0].outlook
    assert outlook
    notes = worths(know(records), records.therapists[0].id, [NEED])["pace"]
    number, right = notes[-1]
    assert number == 5
    assert right == pytest.approx(outlook.utility)


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


def many(count: int) -> tuple[NotesBelief, CellKey]:
    """Return a therapist with so many rated notes, one a day, and the cell of their pace."""
    records = a_year(pace=[5])
    maple = records.therapists[0]
    notes = tuple(
        a_note(maple, MONDAY - timedelta(days=at), ratings=ratings(pace=at * 7 % 11))
        for at in range(count)
    )
    belief = know(records.model_copy(update={"notes": notes}))
    return belief, (maple.id, "pace")


def test_weekly_sessions_of_eight_years_have_a_path() -> None:
    belief, cell = many(MOST_POINTS)
    points = paths(belief, [cell])[cell]
    assert len(points) == MOST_POINTS
    assert all(0 <= point.low <= point.level <= point.high <= 10 for point in points)


def test_of_more_than_a_picture_holds_the_points_are_what_they_are_among_all() -> None:
    belief, cell = many(MOST_POINTS + 100)
    points, everything = paths(belief, [cell])[cell], path(belief, *cell)
    assert len(everything) == MOST_POINTS + 100
    assert len(points) == MOST_POINTS
    assert (points[0], points[-1]) == (everything[0], everything[-1])
    by_number = {point.number: point for point in everything}
    for point in points:
        other = by_number[point.number]
        assert point.evidence == other.evidence
        assert (point.level, point.low, point.high) == pytest.approx(
            (other.level, other.low, other.high), abs=1e-9
        )


def test_within_a_stretch_of_time_the_points_are_what_they_are_among_all() -> None:
    belief, cell = many(30)
    everything = path(belief, *cell)
    first, last = MONDAY - timedelta(days=20), MONDAY - timedelta(days=10)
    points = paths(belief, [cell], within=(first, last))[cell]
    assert len(points) == 11
    for point, other in zip(points, everything[9:20], strict=True):
        assert point.evidence == other.evidence
        assert point.level == pytest.approx(other.level, abs=1e-9)
    assert paths(belief, [cell], within=(date.min, MONDAY - timedelta(days=31))) == {}


@settings(max_examples=50)
@given(some.integers(0, 60), some.integers(2, 20))
def test_places_are_spread_evenly_from_the_first_to_the_last(count: int, at_most: int) -> None:
    found = list(spread(count, at_most))
    assert len(found) == min(count, at_most)
    assert found == sorted(set(found))
    if count:
        assert (found[0], found[-1]) == (0, count - 1)
        steps = {after - before for before, after in pairwise(found)}
        assert max(steps, default=0) - min(steps, default=0) <= 1
