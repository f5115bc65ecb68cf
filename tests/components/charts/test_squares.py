"""A square for every need and everybody: as full as the report says, named, large enough."""

import json
from collections import Counter

import pytest

from components.charts import canvas, squares
from data.fit.order import needs_in_order
from tests.components.charts.cases import (
    CASES,
    columns_in,
    grid_in,
    private_in,
    standings_in,
    whole,
)
from tests.components.charts.marks import lies_inside, marks_of, of_part, texts

EVERY = pytest.mark.parametrize("case", CASES)


@EVERY
def test_marks_lie_inside_the_picture_and_each_square_can_be_tapped(case: str) -> None:
    drawn = marks_of(squares.rows(grid_in(case), "light"))
    assert lies_inside(drawn, (0, len(columns_in(case))), squares.height(grid_in(case)))
    rooms = of_part(drawn, "room")
    assert len(rooms) == sum(len(standing.cells) for standing in standings_in(case))
    assert all(room.y2 and room.y2 - room.y >= 44 for room in rooms)


@EVERY
def test_a_square_is_as_full_as_the_report_says(case: str) -> None:
    drawn = marks_of(squares.rows(grid_in(case), "light"))
    cells = [cell for standing in standings_in(case) for cell in standing.cells]
    wanted = Counter(squares.filling(cell) for cell in cells)
    for filled in ("full", "half", "too few", "not rated"):
        assert len(of_part(drawn, filled)) == wanted[filled]
    assert len(of_part(drawn, "square")) == len(cells) - wanted["not rated"]


@EVERY
def test_every_row_and_column_has_its_name(case: str) -> None:
    drawn = marks_of(squares.rows(grid_in(case), "light"))
    standings = standings_in(case)
    assert texts(of_part(drawn, "person")) == [standing.therapist.name for standing in standings]
    order = needs_in_order(standings[0])
    names = "".join(standings[0].cells[at].dimension.name for at in order)
    assert whole("".join(texts(of_part(drawn, "name", "starred")))) == whole(names)


def test_a_prepared_picture_holds_nothing_of_anybody() -> None:
    prepared = json.dumps(canvas.prepared(squares.draw, "dark", 5, tall=300))
    assert not [text for text in private_in("the example") if text in prepared]
