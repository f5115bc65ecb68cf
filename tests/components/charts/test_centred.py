"""Centred on the need: one band for all, too little left of it, too much right of it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from components.charts import canvas, centred
from data.model.need import Need
from tests.components.charts.cases import CASES, columns_in, grid_in, private_in
from tests.components.charts.marks import lies_inside, marks_of, of_part, texts

quickly = settings(max_examples=100, deadline=None, derandomize=True)
LEVELS = some.integers(0, 1000).map(lambda hundredths: hundredths / 100)
EVERY = pytest.mark.parametrize("case", CASES)


@quickly
@given(some.integers(0, 10), some.integers(0, 10), LEVELS, LEVELS)
def test_a_place_keeps_the_order_and_the_side(this: int, other: int, a: float, b: float) -> None:
    low, high = sorted((this, other))
    need = Need(dimension="pace", low=low, high=high)
    position = centred.position(a, need)
    assert -centred.ENDS <= position <= centred.ENDS
    assert (position < -1) == (a < low)
    assert (position > 1) == (a > high)
    if a <= b:
        assert position <= centred.position(b, need)


@EVERY
def test_marks_lie_inside_the_picture(case: str) -> None:
    grid = grid_in(case)
    full = {column.standing.therapist.id for column in grid.columns[:2]}
    drawn = marks_of(centred.rows(grid, full, "light"))
    assert lies_inside(drawn, (-centred.ENDS, centred.ENDS), centred.height(grid))


def test_two_are_in_full_and_the_others_small() -> None:
    grid = grid_in("the example")
    maple, rowan = (
        next(c for c in columns_in("the example") if c.standing.therapist.name == name)
        for name in ("Maple", "Rowan")
    )
    full = {maple.standing.therapist.id, rowan.standing.therapist.id}
    drawn = marks_of(centred.rows(grid, full, "light"))
    rated = [cell for c in (maple, rowan) for cell in c.standing.cells if cell.outlook]
    assert len(of_part(drawn, "range")) == len(rated)
    assert len(of_part(drawn, "level")) == len(rated)
    assert of_part(drawn, "other level")


def test_the_sides_are_in_the_words_of_each_need() -> None:
    drawn = marks_of(centred.rows(grid_in("the example"), (), "light"))
    assert "too slow" in texts(of_part(drawn, "too little"))
    assert "too pushy" in texts(of_part(drawn, "too much"))
    # A need of which more is better has no "too much".
    assert len(of_part(drawn, "too much")) < len(of_part(drawn, "too little"))


def test_a_prepared_picture_holds_nothing_of_anybody() -> None:
    prepared = json.dumps(canvas.prepared(centred.draw, "dark", tall=300))
    assert not [text for text in private_in("the example") if text in prepared]


def test_the_picture_is_told_in_words() -> None:
    grid = grid_in("the example")
    birch = next(c.standing.therapist for c in grid.columns if c.standing.therapist.name == "Birch")
    assert "Pace: Birch too pushy." in centred.says(grid, {birch.id})
