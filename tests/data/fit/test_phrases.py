from dataclasses import replace
from datetime import date

import pytest

from data.example import example_records
from data.fit.phrases import (
    ahead_words,
    cell_words,
    chance_words,
    count_words,
    fit_words,
    inside_words,
    listed,
    missed_words,
    row_words,
    side_words,
    standing_words,
    sure_blocks,
    sure_words,
    with_side,
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
    assert sure_words(nothing) == "Too few of your needs rated to say: 0 of 1"
    memory = the_one(_from_memory(a_year(pace=[5] * 4)), pace=(3, 6))
    assert sure_words(memory) == "Early, from 4 notes, all from memory"


def _from_memory(records: Records) -> Records:
    notes = tuple(note.model_copy(update={"kind": "from memory"}) for note in records.notes)
    return records.model_copy(update={"notes": notes})


@pytest.mark.parametrize(("ratings", "blocks"), [(0, 1), (1, 2), (2, 3), (3, 3), (4, 4), (20, 4)])
def test_how_sure_is_none_to_four_blocks_as_its_word(ratings: int, blocks: int) -> None:
    records = a_year(pace=[5] * ratings, talk=[5])
    assert sure_blocks(the_one(records, pace=(3, 6))) == blocks
    memory = the_one(_from_memory(records), pace=(3, 6))
    assert sure_blocks(memory) == min(blocks, 3)
    silent = a_therapist("Hazel")
    both = records.model_copy(update={"therapists": (*records.therapists, silent)})
    assert sure_blocks(report(both).standing(silent.id)) == 0


def test_nothing_where_it_is_wanted_is_said_with_what_is_not_rated() -> None:
    """The line said "0 of 11 needs where you want them, 7 rated"."""
    birch = report(example_records()).standings[1]
    assert standing_words(birch) == (
        "None of the 7 needs you rated is where you want it. 4 are not rated yet"
    )
    assert count_words(birch) == "0 of 11"


def test_too_few_needs_rated_is_said_beside_all_that_is_inside() -> None:
    """It said "Nothing yet to be sure of, from 4 notes" beside "inside in 4 of 4 notes"."""
    standing = the_one(a_year(pace=[5] * 4), pace=(3, 6), heard=(6, 10), talk=(3, 6))
    assert inside_words(standing.cells[0]) == "inside in 4 of 4 notes"
    assert sure_words(standing) == "Too few of your needs rated to say: 1 of 3"


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (a_year(pace=[5]), "After one note, all 3 needs look right so far"),
        (a_year(pace=[5] * 4), "3 of 3 needs where you want them"),
        (a_year(talk=[5]), "None of your 3 needs is rated yet"),
        (a_year(pace=[10] * 4), "None of the 3 needs you rated is where you want it"),
    ],
)
def test_the_count_of_three_needs_is_said_as_one_would(records: Records, said: str) -> None:
    alike = tuple(
        note.model_copy(
            update={
                "ratings": tuple(
                    rating.model_copy(update={"dimension": key})
                    for rating in note.ratings
                    for key in (("pace", "lead", "depth") if rating.dimension == "pace" else ())
                )
            }
        )
        for note in records.notes
    )
    same = records.model_copy(update={"notes": alike})
    assert standing_words(the_one(same, pace=(3, 6), lead=(3, 6), depth=(3, 6))) == said


def test_one_need_alone_is_counted_in_words() -> None:
    assert standing_words(the_one(a_year(pace=[5]), pace=(3, 6))) == (
        "After one note, your one need looks right so far"
    )
    off = the_one(a_year(pace=[10]), pace=(3, 6))
    assert standing_words(off) == "After one note, your one need looks off so far"
    both = the_one(a_year(pace=[5], talk=[5]), pace=(3, 6), talk=(3, 6))
    assert standing_words(both) == "After one note, both needs look right so far"
    never = the_one(a_year(pace=[10] * 3), pace=(3, 6))
    assert standing_words(never) == "The one need you rated is not where you want it"


def test_swings_and_one_s_own_dimensions_are_said_with_their_name() -> None:
    swings = the_one(a_year(pace=[1, 9] * 4), pace=(4, 6)).cells[0]
    assert with_side(swings) == "swings on Pace"
    assert with_side(cell_of(a_year(pace=[9] * 5))) == "too pushy (Pace)"
    silences = report(example_records()).standings[3].counted[-1]
    assert silences.dimension.name == "Silences"
    assert with_side(silences).endswith(" (Silences)")


@pytest.mark.parametrize(
    ("ratings", "need", "said"),
    [
        ((2, 5, 2, 5, 2, 5), (4, 7), "at times too slow"),
        ((5, 9, 5, 9, 5, 9), (4, 7), "at times too pushy"),
    ],
)
def test_on_the_edge_is_said_with_its_side(
    ratings: tuple[int, ...], need: tuple[int, int], said: str
) -> None:
    """It said "on the edge", and nobody could tell of which."""
    cell = the_one(a_year(pace=[*ratings]), pace=need).cells[0]
    assert cell.side.where == "on the edge"
    assert (side_words(cell), cell_words(cell)) == (said, said)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.5, "with a chance of 10 in 20"),
        (0.8, "with a chance of 16 in 20"),
        (0.974, "with a chance of 19 in 20"),
        (0.975, "almost surely"),
    ],
)
def test_chances_are_never_rounded_up(chance: float, said: str) -> None:
    assert chance_words(chance) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.86, "Maple fits better than Birch, with a chance of 17 in 20."),
        (0.14, "Birch fits better than Maple, with a chance of 17 in 20."),
        (0.54, "Maple and Birch fit about equally well."),
        (0.01, "Birch fits better than Maple, almost surely."),
    ],
)
def test_of_two_it_is_said_who_fits_better(chance: float, said: str) -> None:
    assert ahead_words("Maple", "Birch", chance) == said


def test_names_are_listed_and_the_rest_counted() -> None:
    assert listed(["Pace"]) == "Pace"
    assert listed(["Pace", "Focus", "Depth"]) == "Pace, Focus and Depth"
    assert listed(["Pace", "Focus", "Depth", "Talk", "Lead"]) == "Pace, Focus, Depth and 2 more"


def test_without_a_note_there_is_nothing_to_be_sure_of() -> None:
    records = a_year(pace=[5])
    hazel = a_therapist("Hazel", status="considering")
    both = records.model_copy(update={"therapists": (*records.therapists, hazel)})
    assert sure_words(report(both).standings[1]) == "No notes yet"
    assert fit_words(report(both).standings[1]) == "too little is rated to say"


def test_fit_is_never_said_without_its_range() -> None:
    standing = the_one(a_year(pace=[5] * 6), pace=(3, 6))
    assert standing.fit
    fit = replace(standing.fit, mean=0.71, low=0.634, high=0.78)
    assert fit_words(replace(standing, fit=fit)) == "about 71 % right for you, likely 63 to 78 %"


def test_nobody_is_said_to_be_wholly_right() -> None:
    """It said "about 100 % right for you, likely 100 to 100 %"."""
    wholly = the_one(a_year(pace=[5] * 10), pace=(0, 10))
    assert fit_words(wholly) == "99 % or more right for you"
    assert wholly.fit
    nearly = replace(wholly, fit=replace(wholly.fit, mean=0.98, low=0.95, high=1.0))
    assert fit_words(nearly) == "about 98 % right for you, likely 95 to 99 %"


def test_a_status_is_said_as_people_say_it() -> None:
    assert [status_words(name) for name in ("staying", "trying", "considering", "ended")] == [
        "staying", "seeing", "thinking about", "ended",
    ]  # fmt: skip
