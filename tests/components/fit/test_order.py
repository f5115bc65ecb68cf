"""Who is shown, in which order, under which sign."""

from datetime import date

from components.charts.profile import block_of
from components.fit.order import columns_of
from data.fit.report import report
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
    columns = columns_of(report(RECORDS), RECORDS.therapists)
    assert [column.standing.therapist.name for column in columns] == [
        "Maple", "Rowan", "Aspen", "Hazel", "Birch",
    ]  # fmt: skip


def test_a_colour_is_that_of_the_place_in_the_vault_whoever_is_hidden() -> None:
    colours = {
        column.standing.therapist.id: column.colour_index
        for column in columns_of(report(RECORDS), RECORDS.therapists)
    }
    assert colours == {therapist.id: at for at, therapist in enumerate(CAST)}
    few = report(RECORDS, therapists={CAST[4].id})
    assert [column.colour_index for column in columns_of(few, RECORDS.therapists)] == [4]


def test_a_block_is_one_need_with_a_row_for_each_in_the_columns_order() -> None:
    columns = columns_of(report(RECORDS), RECORDS.therapists)
    for at, key in enumerate(("pace", "directness")):
        block = block_of(columns, at)
        assert {row.cell.dimension.key for row in block} == {key}
        assert [(row.colour_index, row.therapist) for row in block] == [
            (column.colour_index, column.standing.therapist) for column in columns
        ]
