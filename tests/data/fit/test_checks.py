"""Honesty checks: when each holds, and on whom. Nothing more is said than was counted."""

from datetime import timedelta

import pytest

from data.fit.checks import Break, Check, Flat, Halo, LastSession, Thin
from data.fit.report import Report, report
from data.model.dimension import built_in
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist
from tests.data.fit.reports import MONDAY
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

MAPLE, BIRCH = a_therapist("Maple"), a_therapist("Birch")
KEYS = ("pace", "talk", "focus", "depth")


def note(who: Therapist, at: int, **values: int) -> Note:
    return a_note(who, MONDAY + timedelta(days=at), ratings=ratings(**values))


def report_on(
    *notes: Note, dimensions: set[str] | None = None, **wanted: tuple[int, int]
) -> Report:
    profile = a_profile(needs=needs(pace=(4, 6), talk=(4, 6), **wanted))
    whos = (MAPLE, BIRCH)
    return report(
        Records(therapists=whos, notes=notes, need_profiles=(profile,)), dimensions=dimensions
    )


def kinds(found: Report) -> list[str]:
    return [check.kind for check in found.checks]


def the(kind: type[Check], found: Report) -> Check:
    (check,) = [check for check in found.checks if isinstance(check, kind)]
    return check


# Flat.


def noted(*rows: tuple[int, ...], **wanted: tuple[int, int]) -> Report:
    notes = [note(MAPLE, at, **dict(zip(KEYS, row, strict=False))) for at, row in enumerate(rows)]
    return report_on(*notes, dimensions=None, **wanted)


def test_three_notes_within_one_point_are_flat() -> None:
    found = noted((7, 8, 7), (7, 7, 7), (2, 2, 3, 3), (1, 5, 9))
    assert the(Flat, found) == Flat(MAPLE.id, 3, 4)
    assert "flat" not in kinds(noted((7, 8, 7), (7, 7, 7), (1, 5, 9)))


def test_two_points_apart_is_not_flat() -> None:
    assert "flat" not in kinds(noted((7, 8, 9), (7, 7, 7), (2, 2, 2)))


def test_notes_with_one_or_two_ratings_are_not_asked() -> None:
    assert "flat" not in kinds(noted((7, 7), (7,), (8, 8), (7, 7, 7), (6, 6, 6)))
    assert the(Flat, noted((7, 7), (7, 7, 7), (6, 6, 6), (5, 5, 5))) == Flat(MAPLE.id, 3, 3)


def test_flat_notes_on_different_therapists_do_not_add_up() -> None:
    rows = [note(who, at, pace=7, talk=7, focus=7) for at, who in enumerate((MAPLE, MAPLE, BIRCH))]
    assert "flat" not in kinds(report_on(*rows))


# Halo.

UP = [3, 5, 4, 7, 6, 8, 5, 9]


def test_ratings_that_rise_and_fall_together_are_a_halo() -> None:
    found = the(
        Halo, noted(*((value, value, value - value % 2) for value in UP), (5,), focus=(4, 6))
    )
    assert isinstance(found, Halo)
    assert found.therapist == MAPLE.id
    assert found.pairs == 3
    assert 0.6 <= found.correlation < 1


def test_opposite_ratings_are_none() -> None:
    """One is better while the other is worse."""
    assert "halo" not in kinds(noted(*((value, 12 - value) for value in (4, 5, 6, 7, 8, 9, 4, 8))))


def test_what_is_right_and_wrong_at_once_is_a_halo_whichever_way_the_ratings_go() -> None:
    """All that is too little and all that is too much come on the same days."""
    assert "halo" in kinds(noted(*((value, 10 - value) for value in UP)))


def test_ratings_that_move_together_and_are_all_right_are_none() -> None:
    assert "halo" not in kinds(noted(*((4 + at % 3, 4 + at % 3) for at in range(9))))


def test_seven_notes_in_common_are_too_few() -> None:
    assert "halo" in kinds(noted(*((value, value) for value in UP)))
    assert "halo" not in kinds(noted(*((value, value) for value in UP[:7]), (5,), (6,)))


def test_what_never_changes_moves_with_nothing() -> None:
    found = noted(*((value, value, 5) for value in UP))
    check = the(Halo, found)
    assert isinstance(check, Halo)
    assert check.pairs == 1
    assert check.correlation == pytest.approx(1)
    assert "halo" not in kinds(noted(*((5, 5, 5) for _ in UP)))


def test_the_mean_over_all_pairs_counts() -> None:
    rows = [(v, v, other) for v, other in zip(UP, [9, 1, 5, 5, 4, 6, 9, 6], strict=True)]
    assert "halo" in kinds(noted(*rows))
    assert "halo" not in kinds(noted(*rows, focus=(4, 6)))


def test_therapists_who_differ_are_no_halo() -> None:
    """One good at everything and one bad at everything say nothing about the ratings."""
    rows = [
        note(who, 10 * at + turn, pace=level + at % 2, talk=level + (at // 2) % 2)
        for turn, (who, level) in enumerate(((MAPLE, 8), (BIRCH, 1)))
        for at in range(8)
    ]
    assert "halo" not in kinds(report_on(*rows))


# Last session.


def two(*newest: Note) -> Report:
    steady = [
        note(who, 2 * at + turn, pace=5, talk=5)
        for turn, who in enumerate((MAPLE, BIRCH))
        for at in range(5)
    ]
    return report_on(*steady, *newest)


def test_a_leader_who_hangs_on_the_newest_note_is_said() -> None:
    found = two(note(BIRCH, 30, pace=10), note(BIRCH, 31, pace=10))
    assert found.verdict.leader == MAPLE.id
    assert the(LastSession, found) == LastSession(BIRCH.id, MAPLE.id, None)


def test_a_leader_who_leads_without_it_too_is_not() -> None:
    found = two(note(BIRCH, 30, pace=10, talk=10), note(BIRCH, 31, pace=10, talk=10))
    found_later = two(*(note(BIRCH, 30 + at, pace=10, talk=10) for at in range(4)))
    assert found.verdict.leader == found_later.verdict.leader == MAPLE.id
    assert "last session" not in kinds(found_later)


def test_alone_nobody_leads_so_nothing_hangs_on_the_newest_note() -> None:
    first_of_birch = report_on(note(MAPLE, 0, pace=5, talk=5), note(BIRCH, 1, pace=5, talk=5))
    assert first_of_birch.verdict.leader is None
    assert first_of_birch.verdict.without_newest_note_leader == MAPLE.id
    assert "last session" not in kinds(first_of_birch)


# Thin.


def test_one_rating_on_a_need_is_thin() -> None:
    found = report_on(note(MAPLE, 0, pace=5, talk=5), note(MAPLE, 1, talk=5))
    thin = the(Thin, found)
    assert thin.therapist == MAPLE.id
    assert [dimension.key for dimension in thin.dimensions] == ["pace"]
    assert "thin" not in kinds(report_on(*(note(MAPLE, at, pace=5, talk=5) for at in range(2))))


def test_nothing_is_thin_before_anything_is_compared() -> None:
    one_of_three = note(MAPLE, 0, pace=5)
    profile = a_profile(needs=needs(pace=(4, 6), talk=(4, 6), focus=(4, 6)))
    records = Records(therapists=(MAPLE,), notes=(one_of_three,), need_profiles=(profile,))
    assert "thin" not in kinds(report(records))


def test_a_rating_that_is_missing_is_not_thin() -> None:
    assert "thin" not in kinds(report_on(*(note(MAPLE, at, pace=5) for at in range(2))))


# A break.


def after_calm(newest: Note) -> Report:
    calm = [note(MAPLE, at, pace=8, talk=5 + at % 2) for at in range(8)]
    return report_on(*calm, newest)


def test_a_rating_nobody_would_have_expected_is_a_break() -> None:
    newest = note(MAPLE, 20, pace=1, talk=5)
    found = the(Break, after_calm(newest))
    assert isinstance(found, Break)
    assert (found.therapist, found.note) == (MAPLE.id, newest.id)
    assert [dimension.key for dimension in found.dimensions] == ["pace"]
    assert found.chances[0] < 0.02


def test_of_many_ratings_one_has_to_be_the_less_likely() -> None:
    """With 2 % for each of them, every ninth ordinary note would be called a break."""
    alone, of_two = note(MAPLE, 20, pace=6), note(MAPLE, 20, pace=6, talk=5)
    found = the(Break, after_calm(alone))
    assert isinstance(found, Break)
    assert 0.01 < found.chances[0] < 0.02
    assert "break" not in kinds(after_calm(of_two))


@pytest.mark.parametrize("ratings", [2, 6, 8])
def test_a_note_unlike_in_everything_is_a_break_however_much_it_rates(ratings: int) -> None:
    """A slip is always possible: of one in eight alone it is never unlikely enough."""
    keys = list(built_in())[:ratings]
    calm = [note(MAPLE, at, **dict.fromkeys(keys, 8)) for at in range(8)]
    found = the(Break, report_on(*calm, note(MAPLE, 20, **dict.fromkeys(keys, 1))))
    assert {dimension.key for dimension in found.dimensions} == set(keys)
    slipped = dict.fromkeys(keys, 8) | {keys[0]: 1}
    one_of_them = report_on(*calm, note(MAPLE, 20, **slipped))
    assert ("break" in kinds(one_of_them)) == (ratings < 6)


def test_the_least_likely_of_several_comes_first() -> None:
    found = the(Break, after_calm(note(MAPLE, 20, talk=10, pace=3)))
    assert isinstance(found, Break)
    assert list(found.chances) == sorted(found.chances)
    assert {dimension.key for dimension in found.dimensions} == {"pace", "talk"}


def test_what_is_expected_is_no_break() -> None:
    assert "break" not in kinds(after_calm(note(MAPLE, 20, pace=7, talk=6)))


def test_a_break_is_one_in_the_newest_note_only() -> None:
    broken = note(MAPLE, 20, pace=1)
    again = note(MAPLE, 21, pace=1)
    assert "break" in kinds(after_calm(broken))
    calm = [note(MAPLE, at, pace=8) for at in range(8)]
    assert "break" not in kinds(report_on(*calm, broken, again))
    assert "break" not in kinds(report_on(*calm, broken, note(MAPLE, 21, pace=8)))


def test_a_first_rating_breaks_with_nothing() -> None:
    assert "break" not in kinds(after_calm(note(BIRCH, 20, pace=0, talk=10)))


def test_a_break_counts_on_what_there_is_no_need_for_too() -> None:
    calm = [note(MAPLE, at, pace=8, trust=8) for at in range(8)]
    found = report_on(*calm, note(MAPLE, 20, pace=8, trust=0))
    assert [dimension.key for dimension in the(Break, found).dimensions] == ["trust"]
    only_pace = report_on(*calm, note(MAPLE, 20, pace=8, trust=0), dimensions={"pace"})
    assert "break" not in kinds(only_pace)


def test_whoever_is_left_out_has_no_checks() -> None:
    rows = [note(MAPLE, at, pace=7, talk=7, focus=7) for at in range(4)]
    profile = a_profile(needs=needs(pace=(4, 6)))
    records = Records(therapists=(MAPLE, BIRCH), notes=tuple(rows), need_profiles=(profile,))
    assert kinds(report(records)) == ["flat"]
    assert kinds(report(records, therapists=[BIRCH.id])) == []
