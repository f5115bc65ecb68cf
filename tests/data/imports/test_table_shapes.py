"""Shapes of tables: an export of another program, a comparison, told by their columns."""

import pytest

from data.imports.scales import Rated, guess_words
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.imports.table_shapes import shape_of, turned_over
from data.model.records import Records
from tests.data.imports.case_tables import DIMENSIONS, table_of
from tests.rig.people import TODAY

COMPARED_DOWN = b"Therapist,Pace,Trust,Notes\nWren,7,9,asks first\nBirch,3,8,talks a lot\n"


COMPARED_ACROSS = b"What,Wren,Birch\nPace,7,3\nTrust,9,8\nNotes,asks first,talks a lot\n"


def test_words_go_up_one_ladder_in_order() -> None:
    table = table_of("daylio.csv")
    assert guess_words(table.values("mood")) == {"rad": 10, "good": 8, "bad": 3}
    shape = shape_of(table, DIMENSIONS)
    assert (shape.name, shape.date) == ("an export of Daylio", "full_date")
    assert dict(shape.rated) == {"mood": None}
    assert guess_words(["good", "bad"]) == {"good": None, "bad": None}, "two ladders: asked"


@pytest.mark.parametrize("content", [COMPARED_DOWN, COMPARED_ACROSS])
def test_a_comparison_is_read_with_its_therapists_down_or_across(content: bytes) -> None:
    table = read_table(content)
    assert shape_of(table, DIMENSIONS).compares
    table = turned_over(table, DIMENSIONS)
    shape = shape_of(table, DIMENSIONS)
    assert (shape.therapist, set(shape.rated.values())) == ("Therapist", {"pace", "trust"})
    mapped = Mapped(
        None, None, therapist_column=shape.therapist, text_columns=shape.texts, kind="from memory",
        on=TODAY, rated=tuple(Rated(column, key) for column, key in shape.rated.items() if key),
    )  # fmt: skip
    found = take_table(table, mapped, Records(), TODAY)
    assert found.refused == ()
    assert {therapist.name for therapist in found.records.therapists} == {"Wren", "Birch"}
    assert {note.text for note in found.records.notes} == {"asks first", "talks a lot"}


def test_a_column_called_therapist_comes_before_one_of_names() -> None:
    table = read_table(b"Name,Date,Therapist\nFirst,2026-02-14,Wren\nSecond,2026-02-21,Wren\n")
    assert shape_of(table, DIMENSIONS).therapist == "Therapist"


def test_what_names_a_line_twice_is_no_comparison_and_is_not_turned_over() -> None:
    across = read_table(b"What,Wren,Birch\nPace,7,3\nPace,9,8\nTrust,1,2\n")
    assert turned_over(across, DIMENSIONS) == across, "a column would be lost"
    down = read_table(b"Therapist,Pace,Trust\nWren,7,9\nWren,3,8\n")
    assert not shape_of(down, DIMENSIONS).compares
