"""Columns of ratings: on which scale they are, and where each of them lands."""

import pytest

from data.imports.scales import (
    MOST_WORDS,
    Rated,
    Scale,
    guess_scale,
    guess_words,
    step,
    words_beside,
)
from tests.data.imports.case_tables import table_of, taken, values


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (["1", "5", "3"], None),
        (["0", "5"], None),
        (["7", "10"], "0 to 10"),
        (["80", "65%"], "0 to 100"),
        (["often", "never"], "words"),
        (["7/10", "3 of 5", "★★★★☆"], "0 to 10"),
        (["8", "4", "85"], None),
        (["NaN", "7", "8"], "0 to 10"),
        ([], "0 to 10"),
    ],
)
def test_the_scale_is_guessed_where_no_figure_could_double(
    values: list[str], scale: Scale | None
) -> None:
    assert guess_scale(values).scale == scale
    assert bool(guess_scale(values).question) == (scale is None)


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("1", "1 to 5", 0),
        ("5", "1 to 5", 10),
        ("3", "1 to 5", 5),
        ("2", "1 to 5", 3),
        ("65", "0 to 100", 7),
        ("7,0", "0 to 10", 7),
        ("10", "1 to 10", 10),
        ("", "0 to 10", None),
        ("n/a", "0 to 10", None),
        ("did not come up", "0 to 10", "did not come up"),
    ],
)
def test_a_rating_lands_where_it_belongs(value: str, scale: Scale, expected: object) -> None:
    assert step(value, Rated("x", "pace", scale)) == expected


def test_words_mean_what_was_chosen_and_a_scale_can_be_turned() -> None:
    words = guess_words(["Never", "always", "often", "hm"])
    assert words == {"never": 0, "always": 10, "often": 8, "hm": None}
    assert step("Often", Rated("x", "pace", "words", {"often": 8})) == 8
    assert step("Often", Rated("x", "pace", "words", {"often": 8}, turned=True)) == 2
    assert step("1", Rated("x", "pace", "1 to 5", turned=True)) == 10


def test_a_scale_that_could_double_is_asked() -> None:
    table = table_of("small_beside_ten.csv")
    guess = guess_scale(table.values("Pace"), [table.values("Trust")])
    assert guess.scale is None
    assert "really out of 5" in guess.question
    assert guess_scale(table.values("Trust"), [table.values("Pace")]).scale == "0 to 10"
    assert values(table_of("of_ten.csv"), "Pace") == [7]
    assert values(table_of("stars.csv"), "Trust") == [8]
    mixed = guess_scale(table_of("mixed_column.csv").values("Trust"))
    assert mixed.scale is None
    assert "different things" in mixed.question


def test_as_many_words_as_there_are_can_be_given_a_value() -> None:
    assert len(guess_words(table_of("many_words.csv").values("Pace"))) == 31 <= MOST_WORDS


@pytest.mark.parametrize(
    ("values", "scale", "question"),
    [
        (["★★★", "★★"], None, "really out of 5"),
        (["★★★★★★", "★★★"], None, "really out of 7"),
        (["★★★★★", "★★★★☆"], "0 to 5", ""),
        (["2026-10-07", "2026-10-08"], None, "made days of 7/10"),
        (["none", "7", "9"], None, "Words stand among the numbers"),
        (["７", "٨", "९"], "0 to 10", ""),
    ],
)
def test_what_a_column_shows_only_in_part_is_asked(
    values: list[str], scale: str | None, question: str
) -> None:
    guess = guess_scale(values)
    assert guess.scale == scale
    assert question in guess.question


def test_a_word_that_is_the_low_end_elsewhere_is_no_missing_answer() -> None:
    assert guess_words(["none", "mild", "severe"]) == {"none": None, "mild": None, "severe": None}
    assert words_beside(["7", "none", "x", "8/10", "n/a"]) == {"none": None, "x": None}
    beside = Rated("x", "pace", "0 to 10", {"none": 0, "x": None})
    assert [step(word, beside) for word in ("none", "x", "7")] == [0, None, 7]


def test_every_way_to_say_nothing_is_nothing() -> None:
    table = table_of("nothing_said.csv")
    assert guess_scale(table.values("Progress")).scale == "0 to 10"
    assert guess_scale(table.values("Trust")).scale == "0 to 10"
    found = taken(table, Rated("Progress", "progress"), Rated("Trust", "trust"))
    assert found.refused == ()
    assert [
        {rating.dimension: rating.value for rating in note.ratings} for note in found.records.notes
    ] == [{"trust": 8}, {"progress": 7}, {"progress": 8}, {"progress": 6}]
    assert [step(word, Rated("x", "pace")) for word in ("not sure", "n/a", "ΔΕΝ ΞΈΡΩ", "NaN")] == (
        [None] * 4
    )
