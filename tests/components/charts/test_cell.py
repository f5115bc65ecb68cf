"""One therapist on one need: the band, the level with its range, and the word for what is off."""

import pytest

from components.charts.cell import PALE, is_off, marks, part_of_scale, words
from components.charts.palette import PALETTES
from data.fit.gap import CLEAR
from tests.components.charts.cases import columns_in

CELLS = [
    (column, cell)
    for case in ("the example", "one note")
    for column in columns_in(case)
    for cell in column.standing.cells
]


def test_a_strip_reaches_half_a_step_beyond_both_ends() -> None:
    assert part_of_scale(-0.5) == 0
    assert part_of_scale(5) == 0.5
    assert part_of_scale(10.5) == 1


def test_where_nothing_was_rated_only_the_need_and_the_words_are_drawn() -> None:
    unrated = [(column, cell) for column, cell in CELLS if cell.outlook is None]
    assert unrated
    for column, cell in unrated:
        parts = [mark["part"] for mark in marks(column, cell, "light", part_of_scale, 22)]
        assert parts == ["need"]
        assert words(cell, "light")["text"] == "not rated"


def test_what_one_note_says_is_pale_and_its_range_holds_its_level() -> None:
    for column, cell in CELLS:
        if cell.outlook is None:
            continue
        by_part = {mark["part"]: mark for mark in marks(column, cell, "light", part_of_scale, 22)}
        level, whole = by_part["level"], by_part["range"]
        assert (level["opacity"] == PALE) is (len(cell.evidence) == 1)
        assert float(whole["x"]) <= float(level["x"]) <= float(whole["x2"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_only_what_clearly_lies_outside_is_bold_and_in_the_colour_for_it(theme: str) -> None:
    colours = PALETTES["light" if theme == "light" else "dark"]
    off = 0
    for _, cell in CELLS:
        said = words(cell, "light" if theme == "light" else "dark")
        bold = cell.side.where in CLEAR and not cell.side.a_bit and len(cell.evidence) > 1
        assert is_off(cell) is bold
        assert (said["part"] == "off") is (said["colour"] == colours.off) is bold
        assert words(cell, "light", loud=False)["part"] == "words"
        off += bold
    assert off
