from datetime import date

from data.fit.phrases import (
    fit_words,
    inside_words,
    missed_words,
    row_words,
    side_words,
    standing_words,
    sure_words,
)
from data.fit.report import Cell, Standing, report
from data.model.records import Records
from data.model.therapist import status_words
from data.words import counted, day_words, shortened
from tests.rig.people import a_profile, a_therapist, a_year, needs


def cell_of(records: Records, at: int = 0) -> Cell:
    return report(records).standings[0].cells[at]


def test_one_is_no_many() -> None:
    assert counted(1, "note") == "1 note"
    assert counted(0, "note") == "0 notes"
    assert counted(2, "person", "people") == "2 people"


def test_a_long_text_becomes_one_line_cut_between_words() -> None:
    assert shortened("It  was\n\ngood.", 12) == "It was good."
    assert shortened("It was good today.", 18) == "It was good today."
    assert shortened("It was good today.", 17) == "It was good …"
    assert shortened("Unaccustomedly", 5) == "Unacc …"


def test_a_day_is_written_as_people_write_it() -> None:
    assert day_words(date(2026, 3, 5)) == "5 March 2026"


def test_a_side_is_said_in_the_words_of_its_dimension() -> None:
    assert side_words(cell_of(a_year(pace=[9, 9, 10, 9, 9]))) == "too pushy"
    assert side_words(cell_of(a_year(pace=[7, 7, 7, 7, 7, 7]))) == "a bit too pushy"
    assert side_words(cell_of(a_year(pace=[0, 0]))) == "too slow, so far"
    assert side_words(cell_of(a_year(pace=[4, 5, 4, 5]))) == "where you want it"


def test_a_row_says_how_many_notes_say_so() -> None:
    assert row_words(cell_of(a_year(pace=[0, 0]))) == "too slow, so far; 2 notes"
    assert row_words(cell_of(a_year(heard=[0, 0]))) == "not rated yet"


def test_what_anybody_can_count() -> None:
    assert inside_words(cell_of(a_year(pace=[4, 5, 9]))) == "inside in 2 of 3 notes"


def test_a_therapist_s_line_begins_with_a_count() -> None:
    records = a_year(pace=[4, 5, 4, 5]).model_copy(
        update={"need_profiles": (a_profile(needs=needs(pace=(3, 6), heard=(6, 10))),)}
    )
    said = standing_words(report(records).standings[0])
    assert said.startswith("1 of 2 needs where you want them")


def the_one(records: Records, **wanted: tuple[int, int]) -> Standing:
    must_haves = tuple(wanted)[:3]
    profile = a_profile(needs=needs(**wanted), must_haves=must_haves)
    return report(records, profile).standings[0]


def test_a_must_have_is_missed_only_after_two_days() -> None:
    twice = the_one(a_year(pace=[10, 10]), pace=(3, 6))
    assert missed_words(twice) == ["Misses a must-have: Pace"]
    once = the_one(a_year(pace=[10]), pace=(3, 6))
    assert missed_words(once) == ["In doubt, a must-have: Pace"]


def test_a_must_have_that_is_met_or_not_known_is_not_spoken_of() -> None:
    assert missed_words(the_one(a_year(pace=[5] * 4), pace=(3, 6), heard=(6, 10))) == []
    # One point outside puts nothing in doubt.
    assert missed_words(the_one(a_year(pace=[7]), pace=(3, 6))) == []


def test_how_sure_says_from_how_many_notes() -> None:
    assert sure_words(the_one(a_year(pace=[5]), pace=(3, 6))) == "First impression, from 1 note"
    settled = the_one(a_year(pace=[5] * 4), pace=(3, 6))
    assert sure_words(settled) == "More settled, from 4 notes"
    nothing = the_one(a_year(heard=[5, 5]), pace=(3, 6))
    assert sure_words(nothing) == "Nothing yet to be sure of, from 2 notes"


def test_without_a_note_there_is_nothing_to_be_sure_of() -> None:
    records = a_year(pace=[5])
    hazel = a_therapist("Hazel", status="considering")
    both = records.model_copy(update={"therapists": (*records.therapists, hazel)})
    assert sure_words(report(both).standings[1]) == "No notes yet"
    assert fit_words(report(both).standings[1]) == "too little is rated to say"


def test_fit_is_never_said_without_its_range() -> None:
    one = the_one(a_year(pace=[5] * 6), pace=(3, 6))
    assert one.fit
    low, high = round(100 * one.fit.low), round(100 * one.fit.high)
    said = fit_words(one)
    assert said.startswith(f"about {round(100 * one.fit.mean)} %")
    assert said.endswith(f"likely {low} to {high} %")


def test_a_status_is_said_as_people_say_it() -> None:
    assert [status_words(name) for name in ("staying", "trying", "considering", "ended")] == [
        "staying", "seeing", "thinking about", "ended",
    ]  # fmt: skip
