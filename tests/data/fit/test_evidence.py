"""What fit reads of the notes: their order, which ratings count, where each comes from."""

from datetime import date, timedelta

import pytest

from data.fit.evidence import entries
from data.fit.notes_belief import know
from data.fit.report import Cell, Report, report
from data.model.dimension import OwnDimension, Renamed
from data.model.need import Need
from data.model.note import Note, Rating
from data.model.records import Records
from tests.data.fit.reports import MONDAY, TUESDAY, cell_of, figures, level, of_pace, only
from tests.rig.people import THEN, a_goal, a_note, a_profile, a_therapist, a_year, needs, ratings

BIRCH = a_therapist("Birch")


def test_notes_out_of_order_are_put_in_order() -> None:
    records = a_year(pace=[1, 2, 8, 9], directness=[9, 8, 2, 1])
    backwards = records.model_copy(update={"notes": records.notes[::-1]})
    assert figures(report(backwards)) == figures(report(records))
    assert [evidence.value for evidence in cell_of(report(backwards)).evidence] == [1, 2, 8, 9]


def test_of_two_notes_on_one_day_the_one_written_later_counts_as_later() -> None:
    def evening(first: int, then: int) -> Cell:
        maple = a_therapist()
        notes = (
            a_note(maple, written_at=THEN + timedelta(seconds=1), ratings=ratings(pace=then)),
            a_note(maple, written_at=THEN, ratings=ratings(pace=first)),
        )
        profile = a_profile()
        return cell_of(report(Records(therapists=(maple,), notes=notes, need_profiles=(profile,))))

    assert [evidence.value for evidence in evening(1, 9).evidence] == [1, 9]
    assert level(evening(1, 9)) > level(evening(9, 1)) + 0.1


@pytest.mark.parametrize(
    "change",
    [
        {"ratings": ratings(pace=8)},
        {"date": date(2025, 12, 31)},
        {"kind": "from memory"},
        {"go_back": "no"},
        {"therapist": BIRCH.id},
        {"text": "Slower."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_made_of_other_notes_before_is_taken_as_it_is(change: dict[str, object]) -> None:
    year = a_year(pace=[1, 2, 9])
    before = entries(year)
    first, second, third = year.notes
    changed = first.model_copy(update=change)
    after = year.model_copy(update={"notes": (changed, third, second)})
    found = entries(after, before)
    assert found == entries(after)
    taken = {id(entry) for entry in before} & {id(entry) for entry in found}
    assert len(taken) == (3 if "text" in change else 2)


def test_what_was_known_before_a_dimension_was_deleted_is_not_taken() -> None:
    maple, air = a_therapist(), a_goal("Air", goal=False)
    note = a_note(maple, ratings=(*ratings(pace=5), Rating(dimension=air.key, value=9)))
    records = Records(therapists=(maple,), dimensions=(air,), notes=(note,))
    before = know(records)
    after = records.model_copy(update={"dimensions": ()})
    assert know(after, before).entries == entries(after) != before.entries
    assert know(records, know(after)).entries == before.entries


# What counts and what does not.


def test_evidence_says_where_each_rating_comes_from() -> None:
    maple = a_therapist()
    call = a_note(maple, MONDAY, kind="first call", ratings=ratings(pace=7))
    session = a_note(maple, TUESDAY, ratings=ratings(pace=4))
    records = Records(therapists=(maple,), notes=(call, session), need_profiles=(a_profile(),))
    first, second = cell_of(report(records)).evidence
    assert (first.note, first.kind, first.day, first.value) == (call.id, "first call", MONDAY, 7)
    assert (second.note, second.kind, second.day, second.value) == (
        session.id,
        "session",
        TUESDAY,
        4,
    )


def test_inside_is_what_anybody_can_count() -> None:
    assert cell_of(of_pace(2, 3, 4, 5, 6, 7, 3, 6, 4)).inside == 7


def test_nobodys_ratings_count_for_anybody_else() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = (a_note(maple, ratings=ratings(pace=1)), a_note(birch, ratings=ratings(pace=9)))
    whole_report = report(
        Records(therapists=(maple, birch), notes=notes, need_profiles=(a_profile(),))
    )
    values = [
        [evidence.value for evidence in standing.cells[0].evidence]
        for standing in whole_report.standings
    ]
    assert values == [[1], [9]]


def test_ratings_without_a_need_still_tell_how_much_sessions_swing() -> None:
    steady = report(a_year(pace=[5, 5], depth=[5] * 9))
    wild = report(a_year(pace=[5, 5], depth=[0, 9, 2, 10, 1, 8, 0, 9, 2]))
    assert wild.swing.mean > steady.swing.mean + 0.3
    assert [cell.dimension.key for cell in only(wild).cells] == ["pace"]


def test_a_rating_on_an_own_dimension_deleted_since_is_left_out() -> None:
    maple = a_therapist()
    gone = Rating(dimension="own-gone", value=9)
    with_it = a_note(maple, ratings=(*ratings(pace=5), gone))
    without = with_it.model_copy(update={"ratings": ratings(pace=5)})

    def report_on(note: Note) -> Report:
        return report(Records(therapists=(maple,), notes=(note,), need_profiles=(a_profile(),)))

    assert figures(report_on(with_it)) == figures(report_on(without))


def test_a_need_on_an_own_dimension_deleted_since_is_left_out() -> None:
    older = a_profile(
        needs=(*needs(pace=(3, 6)), Need(dimension="own-gone", low=2, high=4)),
        must_haves=("own-gone", "pace"),
    )
    standing = only(report(a_year(pace=[5]), older))
    assert [cell.dimension.key for cell in standing.cells] == ["pace"]
    assert [must.dimension.key for must in standing.musts] == ["pace"]
    assert standing.compared


def test_own_dimensions_count_like_built_in_ones() -> None:
    own = OwnDimension(
        key="own-silences", name="Silences", kind="two-sided", low_end="fills", high_end="lets"
    )
    maple = a_therapist()
    note = a_note(maple, ratings=(Rating(dimension="own-silences", value=6),))
    profile = a_profile(needs=(Need(dimension="own-silences", low=5, high=9),))
    whole_report = report(
        Records(dimensions=(own,), therapists=(maple,), notes=(note,), need_profiles=(profile,))
    )
    assert cell_of(whole_report).dimension.name == "Silences"
    assert cell_of(whole_report).inside == 1


def test_a_dimension_is_shown_under_the_name_chosen_for_it() -> None:
    records = a_year(pace=[5])
    renamed = records.model_copy(
        update={"renamed": (Renamed(key="pace", name="Tempo", hidden=True),)}
    )
    assert cell_of(report(renamed)).dimension.name == "Tempo"
