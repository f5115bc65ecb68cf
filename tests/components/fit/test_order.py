"""Who is shown, in which order, under which sign."""

from datetime import date

from components.fit.order import block_of, enough_to_compare, lines_of
from data.fit.report import report
from data.model.record import new_id
from data.model.records import Records
from data.model.therapist import Therapist
from tests.rig.people import a_note, a_profile, a_therapist, needs, ratings

CAST = (
    a_therapist("Birch", status="ended"),
    a_therapist("Hazel", status="considering"),
    a_therapist("Maple", status="staying"),
    a_therapist("Aspen", status="trying"),
    a_therapist("Rowan", status="staying"),
)


def records_of(*rated: tuple[Therapist, int]) -> Records:
    """Return all of the cast, some of them with so many notes."""
    notes = tuple(
        a_note(who, date(2026, 5, 1 + day), ratings=ratings(pace=5))
        for who, times in rated
        for day in range(times)
    )
    profile = a_profile(needs=needs(pace=(3, 6), directness=(5, 8)))
    return Records(therapists=CAST, notes=notes, need_profiles=(profile,))


RECORDS = records_of((CAST[0], 1))


def test_those_one_is_with_come_first_and_otherwise_the_vault_s_order() -> None:
    shown = lines_of(report(RECORDS), RECORDS.therapists)
    assert [line.standing.therapist.name for line in shown] == [
        "Maple", "Rowan", "Aspen", "Hazel", "Birch",
    ]  # fmt: skip


def test_a_place_is_that_in_the_vault_whoever_is_hidden() -> None:
    all_of_them = {
        line.standing.therapist.id: line.place
        for line in lines_of(report(RECORDS), RECORDS.therapists)
    }
    assert all_of_them == {entry.id: at for at, entry in enumerate(CAST)}
    wanted = {CAST[2].id, CAST[4].id}
    (maple, rowan) = lines_of(report(RECORDS), RECORDS.therapists, wanted)
    assert (maple.place, rowan.place) == (2, 4)
    few = report(RECORDS, therapists={CAST[4].id})
    assert [line.place for line in lines_of(few, RECORDS.therapists)] == [4]


def test_who_is_not_there_is_not_shown() -> None:
    assert lines_of(report(RECORDS), RECORDS.therapists, {new_id()}) == []


def test_a_block_is_one_need_with_a_row_for_each_in_the_lines_order() -> None:
    shown = lines_of(report(RECORDS), RECORDS.therapists)
    for at, key in enumerate(("pace", "directness")):
        block = block_of(shown, at)
        assert {row.cell.dimension.key for row in block} == {key}
        assert [(row.place, row.therapist) for row in block] == [
            (line.place, line.standing.therapist) for line in shown
        ]


def test_two_with_four_ratings_each_can_be_compared() -> None:
    assert not enough_to_compare(report(records_of((CAST[2], 9), (CAST[4], 3))))
    assert enough_to_compare(report(records_of((CAST[2], 4), (CAST[4], 4))))
