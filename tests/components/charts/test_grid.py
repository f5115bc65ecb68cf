"""The grid is executed with every case; what it draws equals the report."""

import json

import pytest

from components.charts import canvas, cell, grid
from components.charts.grid import Grid
from components.charts.palette import PALETTES, Theme, sign
from components.fit.order import columns_of
from data.fit.order import GOING, MUST_HAVES, needs_in_order
from data.fit.phrases import cell_words
from data.fit.report import report
from tests.components.charts.cases import (
    CASES,
    THEMES,
    columns_in,
    grid_in,
    private_in,
    records_in,
    whole,
)
from tests.components.charts.marks import DrawnMark, lies_inside, marks_of, of_part, texts
from tests.rig.people import a_year

EVERY = pytest.mark.parametrize("case", CASES)
BOTH = pytest.mark.parametrize("theme", THEMES)


def drawn_in(case: str, theme: Theme = "light") -> list[DrawnMark]:
    return marks_of(grid.rows(grid_in(case), theme))


@BOTH
@EVERY
def test_marks_lie_inside_the_picture(case: str, theme: Theme) -> None:
    drawn = drawn_in(case, theme)
    assert lies_inside(drawn, (0, len(columns_in(case))), grid.height(grid_in(case)))


@EVERY
def test_each_cell_can_be_tapped_by_a_thumb_and_leads_to_its_notes(case: str) -> None:
    rooms = of_part(drawn_in(case), "room")
    wanted = [
        (str(column.standing.therapist.id), other.dimension.key)
        for column in columns_in(case)
        for other in column.standing.cells
    ]
    assert sorted((room.who, room.dimension) for room in rooms) == sorted(wanted)
    assert all(room.y2 and room.y2 - room.y >= 44 for room in rooms)


@EVERY
def test_levels_are_the_report_s_and_one_note_is_pale(case: str) -> None:
    levels = {(mark.who, mark.y, mark.x): mark for mark in of_part(drawn_in(case), "level")}
    rated = [
        (column, other)
        for column in columns_in(case)
        for other in column.standing.cells
        if other.outlook
    ]
    assert len(levels) == len(rated)
    pale = sum(len(entry.evidence) == 1 for _, entry in rated)
    assert sum(mark.opacity == cell.PALE for mark in levels.values()) == pale
    signs = {sign(column.colour_index, "light") for column, _ in rated}
    assert {mark.sign for mark in levels.values()} == signs


@EVERY
def test_words_say_what_each_cell_is_and_how_many_notes(case: str) -> None:
    drawn = drawn_in(case)
    cells = [other for column in columns_in(case) for other in column.standing.cells]
    said = texts(of_part(drawn, "words", "off", "not rated"))
    assert sorted(said) == sorted(cell_words(other) for other in cells)
    counts = texts(of_part(drawn, "count"))
    assert sorted(counts) == sorted(str(len(other.evidence)) for other in cells if other.evidence)


def test_what_is_off_is_bold_and_in_a_colour_of_its_own_and_less_loud_once_one_has_ended() -> None:
    """Red words about people who have ended drew the eye before all else."""
    off = PALETTES["light"].off
    drawn = drawn_in("the example")
    assert not of_part(drawn, "off"), "all of whom somebody is clearly off have ended"
    assert "too pushy" in [mark.text for mark in of_part(drawn, "words") if mark.colour == off]
    records = a_year(pace=[10, 10, 10])
    here = Grid(columns_of(report(records), records.therapists))
    (loud,) = of_part(marks_of(grid.rows(here, "light")), "off")
    assert (loud.text, loud.colour) == ("too pushy", off)


def test_needs_are_grouped_and_how_it_is_going_stands_apart() -> None:
    lines = grid_in("the example").lines
    groups = [line.group for line in lines if line.group]
    assert groups == [MUST_HAVES, "Matters", "Nice to have", f"{GOING}, not counted"]
    standing = columns_in("the example")[0].standing
    order = [line.at for line in lines if not line.group]
    assert order == list(needs_in_order(standing))
    assert standing.cells[order[-1]].dimension.key == "trust"


def test_the_chosen_cell_has_a_frame_and_no_other() -> None:
    columns = columns_in("the example")
    birch = next(c.standing for c in columns if c.standing.therapist.name == "Birch")
    chosen = (str(birch.therapist.id), "pace")
    drawn = marks_of(grid.rows(grid_in("the example"), "light", chosen))
    (frame,) = of_part(drawn, "chosen")
    room = next(r for r in of_part(drawn, "room") if (r.who, r.dimension) == chosen)
    assert frame.lies_in(room)
    assert of_part(drawn_in("the example"), "chosen") == []


def test_twelve_needs_and_five_people_fit_a_desk() -> None:
    example = grid_in("the example")
    assert len(example.columns) == 5
    assert len(needs_in_order(example.columns[0].standing)) == 12
    assert grid.height(example) < 640
    assert grid.NAMES + grid.BROAD * 5 < 920


@EVERY
def test_a_saved_picture_names_its_rows_and_columns(case: str) -> None:
    broad = 1400
    drawn_grid = grid_in(case)
    drawn = marks_of(grid.whole_rows(drawn_grid, "light", broad))
    assert lies_inside(drawn, (0, len(drawn_grid.columns)), grid.whole_height(drawn_grid, broad))
    people = whole("".join(texts(of_part(drawn, "person"))))
    assert people == whole("".join(c.standing.therapist.name for c in drawn_grid.columns))
    names = whole("".join(texts(of_part(drawn, "name", "starred"))))
    cells = drawn_grid.columns[0].standing.cells
    wanted = [cells[at].dimension.name for at in needs_in_order(drawn_grid.columns[0].standing)]
    assert names == whole("".join(wanted))
    blocks = [mark for mark in drawn if mark.part.startswith("block")]
    assert len(blocks) == 4 * len(drawn_grid.columns)


@BOTH
def test_a_prepared_picture_holds_nothing_of_anybody(theme: Theme) -> None:
    for left in (0, grid.NAMES):
        prepared = json.dumps(canvas.prepared(grid.draw, theme, 5, left, tall=321))
        assert not [text for text in private_in("the example") if text in prepared]
        assert "datasets" not in prepared


def test_the_picture_is_told_in_words() -> None:
    said = grid.says(grid_in("the example"))
    assert said.startswith("Maple, 10 of 11 fit. ")
    assert "Pace: too pushy" in said
    assert all(therapist.name in said for therapist in records_in("the example").therapists)
