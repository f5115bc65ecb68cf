"""One dimension is executed with every case; what it draws equals the report."""

import json
from dataclasses import replace
from functools import cache

import pytest

from components.charts import canvas, profile
from components.charts.palette import KINDS, SHAPES, Theme, sign
from components.charts.profile import ProfileRow
from components.fit.order import columns_of
from data.fit.phrases import row_words
from data.fit.report import Cell, report
from data.model.note import NoteKind
from data.model.records import Records
from data.words import day_words
from tests.components.charts.cases import (
    CASES,
    OWN,
    THEMES,
    block_in,
    blocks_in,
    private_in,
    whole,
)
from tests.components.charts.font import broad
from tests.components.charts.marks import DrawnMark, lies_inside, marks_of, of_part, texts
from tests.rig.people import a_note, a_profile, a_therapist, ratings

EVERY = pytest.mark.parametrize("case", CASES)
BOTH = pytest.mark.parametrize("theme", THEMES)

POINT = canvas.PHONE / 11
"""Pixels of a point of the scale on a phone."""


def drawn_in(case: str, at: int = 0, theme: Theme = "light") -> list[DrawnMark]:
    return blocks_drawn_in(case, theme)[at][1]


@cache
def blocks_drawn_in(
    case: str, theme: Theme = "light"
) -> list[tuple[list[ProfileRow], list[DrawnMark]]]:
    """Return every dimension's rows with what is drawn of them."""
    return [(block, marks_of(profile.rows(block, theme))) for block in blocks_in(case)]


def rated_in(block: profile.Rows) -> list[profile.ProfileRow]:
    return [row for row in block if row.cell.evidence]


def levels_of(cells: list[Cell]) -> list[tuple[float, float, float]]:
    return [(c.outlook.low, c.outlook.level, c.outlook.high) for c in cells if c.outlook]


@BOTH
@EVERY
def test_marks_and_words_lie_inside_the_picture(case: str, theme: Theme) -> None:
    for block, drawn in blocks_drawn_in(case, theme):
        tall = profile.height(block)
        assert lies_inside(drawn, (-0.5, 10.5), tall)
        for mark in of_part(drawn, "row", "not rated"):
            assert broad(mark.text) <= canvas.wide(mark.text) <= canvas.PHONE
        (middle,) = of_part(drawn, "what you need")
        half = broad(middle.text, 12) / 2 / POINT
        assert middle.x - half >= -0.5
        assert middle.x + half <= 10.5


@EVERY
def test_the_names_of_both_ends_never_meet(case: str) -> None:
    for _, drawn in blocks_drawn_in(case):
        for low in of_part(drawn, "low end"):
            for high in of_part(drawn, "high end"):
                room = POINT * (high.x - low.x)
                beside = low.y == high.y
                assert not beside or broad(low.text, 12) + broad(high.text, 12) + 4 <= room
        (band,) = of_part(drawn, "need")
        assert all(mark.y + 8 <= band.y for mark in of_part(drawn, "low end", "high end"))


def test_long_names_of_ends_take_several_lines_and_are_whole() -> None:
    drawn = drawn_in("broad names", 2)
    low, high = of_part(drawn, "low end"), of_part(drawn, "high end")
    assert len(low) > 1
    assert whole("".join(texts(low))) == whole(OWN[0].low_end)
    assert whole("".join(texts(high))) == whole(OWN[0].high_end)
    assert len(of_part(drawn_in("the example"), "low end")) == 1


@EVERY
def test_the_band_is_the_need(case: str) -> None:
    for block, drawn in blocks_drawn_in(case):
        (band,) = of_part(drawn, "need")
        assert band.x2
        inside = [step for step in range(11) if band.x <= step <= band.x2]
        need = block[0].cell.need
        assert inside == list(range(need.low, need.high + 1))
        assert band.y2 == profile.height(block)


@EVERY
def test_levels_ranges_and_ratings_are_the_report_s(case: str) -> None:
    for block, drawn in blocks_drawn_in(case):
        rated = rated_in(block)
        ranges = of_part(drawn, "range")
        levels = of_part(drawn, "level")
        evidence_rows = [
            (other.x, mark.x, other.x2) for other, mark in zip(ranges, levels, strict=True)
        ]
        assert evidence_rows == levels_of([row.cell for row in rated])
        assert [mark.sign for mark in levels] == [sign(row.colour_index, "light") for row in rated]
        evidence = [evidence_rows for row in rated for evidence_rows in row.cell.evidence]
        assert [mark.x for mark in of_part(drawn, "rating")] == [
            rating.value for rating in evidence
        ]
        assert [mark.x for mark in of_part(drawn, "newest")] == [
            row.cell.evidence[-1].value for row in rated
        ]


@EVERY
def test_each_row_says_who_and_on_which_side_and_from_how_many_notes(case: str) -> None:
    for block, drawn in blocks_drawn_in(case):
        said = "".join(texts(of_part(drawn, "row")))
        rows = [f"{row.therapist.name}: {row_words(row.cell)}" for row in rated_in(block)]
        assert whole(said) == whole("".join(rows))


def test_what_stands_beside_the_picture_already_is_not_said_in_it_again() -> None:
    """The words lay over the band and over “what you need”."""
    (row,) = [row for row in blocks_in("the example")[0] if row.therapist.name == "Birch"]
    silent = [replace(row, worded=False)]
    drawn = marks_of(profile.rows(silent, "light"))
    assert not of_part(drawn, "row")
    assert [mark.x for mark in of_part(drawn, "rating")] == [
        rating.value for rating in row.cell.evidence
    ]
    assert lies_inside(drawn, (-0.5, 10.5), profile.height(silent))
    (needed,) = of_part(drawn, "what you need")
    assert all(mark.y - needed.y >= 14 for mark in of_part(drawn, "level", "rating"))


@EVERY
def test_whoever_has_no_rating_is_named_in_the_last_line_alone(case: str) -> None:
    for block, drawn in blocks_drawn_in(case):
        names = [row.therapist.name for row in block if not row.cell.evidence]
        last = "".join(texts(of_part(drawn, "not rated")))
        assert whole(last) == (whole(", ".join(names) + ": not rated yet") if names else "")


def test_nothing_is_drawn_where_nothing_was_rated() -> None:
    drawn = drawn_in("nothing rated")
    assert [mark.part for mark in drawn] == [
        "need", "low end", "high end", "what you need", "not rated",
    ]  # fmt: skip
    assert drawn[-1].text == "Maple: not rated yet"


@pytest.mark.parametrize("case", ["all at 10", "500 notes", "the example"])
def test_equal_ratings_do_not_hide_each_other(case: str) -> None:
    for _, drawn in blocks_drawn_in(case):
        marks = of_part(drawn, "rating")
        assert len({(mark.x, mark.y) for mark in marks}) == len(marks)


def test_however_many_notes_a_row_stays_low() -> None:
    assert all(profile.height(block) < 220 for block in blocks_in("500 notes"))


def test_of_so_many_ratings_that_they_would_hide_each_other_the_newest_is_drawn() -> None:
    row = rated_in(block_in("the example"))[0]
    rating = row.cell.evidence[-1]
    many = [rating._replace(value=value) for value in [2] * 3 + [9] * 2_000]
    cell = replace(row.cell, evidence=tuple(many))
    drawn = marks_of(profile.rows([replace(row, cell=cell)], "light"))
    stacks = {value: [m.y for m in of_part(drawn, "rating") if m.x == value] for value in (2, 9)}
    assert len(stacks[2]) == 1
    assert 50 < len(stacks[9]) < 60
    (newest,) = of_part(drawn, "newest")
    assert (newest.x, newest.y) == (9, max(stacks[9]))


def test_the_kind_of_note_has_a_shape_and_its_day_is_told() -> None:
    who = a_therapist()
    kinds: tuple[NoteKind, ...] = ("session", "first call", "from memory")
    notes = tuple(a_note(who, kind=kind, ratings=ratings(pace=5)) for kind in kinds)
    records = Records(therapists=(who,), notes=notes, need_profiles=(a_profile(),))
    block = profile.block_of(columns_of(report(records), records.therapists), 0)
    drawn = of_part(marks_of(profile.rows(block, "light")), "rating")
    assert [mark.shape for mark in drawn] == [KINDS[kind] for kind in kinds]
    assert len({mark.shape for mark in drawn} - {*SHAPES}) == 3
    when = day_words(notes[0].date)
    assert [mark.text for mark in drawn] == [f"{when}, {kind}: 5" for kind in kinds]


@BOTH
def test_each_therapist_has_a_colour_and_a_shape_of_their_own(theme: Theme) -> None:
    levels = of_part(drawn_in("12 therapists", theme=theme), "level")
    assert len({mark.sign for mark in levels}) == len(levels) == 9


@BOTH
def test_a_prepared_picture_holds_nothing_of_anybody(theme: Theme) -> None:
    spec = canvas.prepared(profile.draw, theme, tall=321)
    assert spec["height"] == 321
    prepared = json.dumps(spec)
    private = [entry for entry in private_in("the example") if entry in prepared]
    assert private == []
    assert "datasets" not in prepared


def test_the_picture_is_told_in_words() -> None:
    sentence = profile.says(block_in("the example"))
    assert sentence.startswith(
        "Pace, from 0, waits for me, to 10, pushes me on. What you need: 4 to 7."
    )
    assert "Maple: where you want it, inside in 17 of 22 notes, level 5.2." in sentence
    assert "Hazel: not rated yet." in sentence
