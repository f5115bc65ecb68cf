"""A line for each therapist is executed with every case; what it draws equals the report."""

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from components.charts import canvas, lines
from components.charts.lines import Filling
from components.charts.palette import PALETTES, Theme, sign
from data.fit.phrases import missed_words, row_words, standing_words, sure_words
from data.fit.side import Side
from tests.components.charts.cases import (
    CASES,
    THEMES,
    block_in,
    lines_in,
    private_in,
    standings_in,
    whole,
)
from tests.components.charts.font import broad
from tests.components.charts.marks import Mark, lies_inside, marks_of, of_part, texts

EVERY = pytest.mark.parametrize("case", CASES)
BOTH = pytest.mark.parametrize("theme", THEMES)


@cache
def drawn_in(case: str, theme: Theme = "light") -> list[Mark]:
    return marks_of(lines.rows(lines_in(case), theme))


def squares(drawn: list[Mark]) -> list[Mark]:
    """The squares that stand for a need, those of the key left out."""
    return [mark for mark in of_part(drawn, "square") if mark.who]


def how_full(drawn: list[Mark], square: Mark) -> Filling:
    """What one sees in a square, from the marks that lie in it."""
    inside = [mark for mark in drawn if mark.lies_in(square)]
    if of_part(inside, "not rated"):
        return "not rated"
    if of_part(inside, "too few"):
        return "too few"
    filled = of_part(inside, "full")
    if not filled:
        return "empty"
    assert square.y2
    share = (square.y2 - filled[0].y) / (square.y2 - square.y)
    assert share in {1, 0.5}
    return "full" if share == 1 else "half"


@BOTH
@EVERY
def test_marks_and_words_lie_inside_the_picture(case: str, theme: Theme) -> None:
    drawn, tall = drawn_in(case, theme), lines.height(lines_in(case))
    assert lies_inside(drawn, (0, canvas.PHONE), tall)
    for mark in of_part(drawn, "words", "key"):
        assert mark.x + broad(mark.text) <= canvas.PHONE, mark.text
    assert all(canvas.wide(mark.text) <= canvas.PHONE for mark in of_part(drawn, "words"))


@EVERY
def test_a_name_never_reaches_the_status_beside_it(case: str) -> None:
    drawn = drawn_in(case)
    ends = max(mark.x + broad(mark.text, 15, bold=True) for mark in of_part(drawn, "name"))
    begins = min(mark.x - broad(mark.text, 12) for mark in of_part(drawn, "status"))
    assert ends < begins


@EVERY
def test_lines_of_words_lie_below_each_other(case: str) -> None:
    places = [mark.y for mark in of_part(drawn_in(case), "name", "words")]
    assert all(then - entry >= 17 for entry, then in pairwise(places))


@EVERY
def test_nobody_s_squares_reach_the_next_name(case: str) -> None:
    drawn = drawn_in(case)
    begins = [mark.y for mark in of_part(drawn, "sign")]
    ends = [mark.y2 or 0 for mark in of_part(drawn, "square") if not mark.who]
    needs = len(standings_in(case)[0].counted)
    own = squares(drawn)
    for at, begin in enumerate(begins):
        assert all(end < begin - 3 for end in ends)
        ends = [mark.y2 or 0 for mark in own[needs * at : needs * (at + 1)]]


@EVERY
def test_what_is_said_is_what_the_report_says(case: str) -> None:
    expected = [
        words
        for note in standings_in(case)
        for words in (
            note.therapist.name,
            standing_words(note),
            *missed_words(note),
            sure_words(note),
        )
    ]
    said = texts(of_part(drawn_in(case), "name", "words"))
    assert whole("".join(said)) == whole("".join(expected))


@EVERY
def test_each_therapist_has_a_square_for_each_need_in_the_same_order(case: str) -> None:
    drawn = squares(drawn_in(case))
    about = [
        (str(note.therapist.id), cell.dimension.key)
        for note in standings_in(case)
        for cell in note.counted
    ]
    assert [(mark.who, mark.dimension) for mark in drawn] == about
    needs = len(standings_in(case)[0].counted)
    across = [mark.x for mark in drawn]
    assert across == across[:needs] * len(standings_in(case))


@EVERY
def test_a_square_is_as_full_as_the_report_says(case: str) -> None:
    drawn = drawn_in(case)
    seen = [how_full(drawn, square) for square in squares(drawn)]
    cells = [cell for entry in standings_in(case) for cell in entry.counted]
    assert seen == [lines.filling(cell) for cell in cells]
    assert seen.count("full") == sum(standing.where_wanted for standing in standings_in(case))
    assert seen.count("not rated") == sum(not cell.evidence for cell in cells)


@pytest.mark.parametrize(
    ("where", "filled"),
    [
        ("where you want it", "full"),
        ("a bit too little", "half"),
        ("a bit too much", "half"),
        ("on the edge", "half"),
        ("too few notes", "too few"),
        ("too little", "empty"),
        ("too much", "empty"),
        ("swings", "empty"),
        ("not rated yet", "not rated"),
    ],
)
def test_how_full_a_square_is(where: str, filled: Filling) -> None:
    (row,) = block_in("one note")
    side = Side(where.removeprefix("a bit "), a_bit=where.startswith("a bit"))  # type: ignore[arg-type]
    assert lines.filling(replace(row.cell, side=side)) == filled


@pytest.mark.parametrize("case", ["the example", "30 dimensions", "broad names", "one note"])
def test_must_haves_are_framed_and_nothing_else(case: str) -> None:
    drawn = drawn_in(case)
    _of_the_key, *frames = of_part(drawn, "frame")
    framed = [
        (mark.who, mark.dimension)
        for mark in squares(drawn)
        if any(mark.lies_in(frame) for frame in frames)
    ]
    musts = [
        (str(standing.therapist.id), cell.dimension.key)
        for standing in standings_in(case)
        for cell in standing.counted
        if cell.dimension.key in {must.dimension.key for must in standing.musts}
    ]
    assert framed == musts
    assert len(frames) == len(musts)


@BOTH
def test_everybody_has_the_sign_of_their_place(theme: Theme) -> None:
    signs = [mark.sign for mark in of_part(drawn_in("12 therapists", theme), "sign")]
    assert signs == [sign(line.place, theme) for line in lines_in("12 therapists")]
    assert len(set(signs)) == 12


def test_somebody_alone_looks_as_among_the_others() -> None:
    birch = lines_in("the example")[3]
    about = str(birch.standing.therapist.id)
    alone = marks_of(lines.rows([birch], "light"))
    for drawn in (drawn_in("the example"), alone):
        colours = {mark.colour for mark in squares(drawn) if mark.who == about}
        assert colours - {"transparent"} == {sign(birch.place, "light")[0]}


@BOTH
def test_the_key_explains_every_kind_of_square(theme: Theme) -> None:
    drawn = drawn_in("one note", theme)
    assert texts(of_part(drawn, "key")) == [*lines.KEY.values(), "framed: must-have"]
    key = [mark for mark in of_part(drawn, "square") if not mark.who]
    assert [how_full(drawn, square) for square in key] == list(lines.KEY)
    assert {mark.colour for mark in key} - {"transparent"} == {PALETTES[theme].quiet}


def test_a_square_tells_its_dimension_and_what_the_row_says() -> None:
    cells = [cell for entry in standings_in("the example") for cell in entry.counted]
    sentences = [f"{cell.dimension.name}: {row_words(cell)}" for cell in cells]
    assert texts(squares(drawn_in("the example"))) == sentences


def test_without_a_need_in_fit_there_are_no_squares() -> None:
    assert squares(drawn_in("nothing in fit")) == []


@BOTH
def test_a_prepared_picture_holds_nothing_of_anybody(theme: Theme) -> None:
    spec = lines.spec(321, theme)
    assert spec["height"] == 321
    prepared = json.dumps(spec)
    assert not [entry for entry in private_in("the example") if entry in prepared]
    assert '"values"' not in prepared
    assert "datasets" not in prepared


def test_the_picture_is_told_in_words() -> None:
    sentence = lines.says(lines_in("the example"))
    for note in standings_in("the example"):
        assert f"{note.therapist.name}: {standing_words(note)}." in sentence
        for cell in note.counted:
            assert f"{cell.dimension.name}: {row_words(cell)}" in sentence
    assert "Misses a must-have: Feeling heard. " in sentence


def test_names_are_told_whole() -> None:
    sentence = lines.says(lines_in("broad names"))
    assert all(note.therapist.name in sentence for note in standings_in("broad names"))
