"""Notes and ratings as tables: everything is in them, and nothing in them runs."""

import csv
import gc
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from data.example import example_records
from data.exports.spreadsheet import notes_csv, notes_table, ratings_csv, workbook
from data.model.dimension import OwnDimension
from data.model.note import Rating
from data.model.records import Records
from data.table_form import LONGEST_CELL
from tests.rig.people import a_jot, a_note, a_therapist, ratings

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x","y")']


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_rows(records: Records, name: str = "Notes") -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(records)))
    return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def test_every_note_and_every_rating_has_its_row() -> None:
    records = example_records()
    assert len(rows(notes_csv(records))) == 1 + len(records.notes)
    assert len(rows(ratings_csv(records))) == 1 + sum(len(note.ratings) for note in records.notes)
    assert [len(sheet_rows(records, name)) for name in ("Notes", "Ratings")] == [
        1 + len(records.notes),
        1 + sum(len(note.ratings) for note in records.notes),
    ]


def test_therapists_and_search_steps_have_a_sheet_each() -> None:
    records = example_records()
    steps = sum(len(therapist.search_steps) for therapist in records.therapists)
    assert len(sheet_rows(records, "Therapists")) == 1 + len(records.therapists)
    assert len(sheet_rows(records, "Search")) == 1 + steps


def test_a_row_reads_as_the_note_does() -> None:
    maple = a_therapist("Maple")
    rated = (*ratings(pace=7), Rating(dimension="directness", value="did not come up"))
    note = a_note(maple, text="Two\nlines", ratings=rated, go_back="yes")
    head, row = rows(notes_csv(Records(therapists=(maple,), notes=(note,))))
    said = dict(zip(head, row, strict=True))
    assert said["therapist"] == "Maple"
    assert said["text"] == "Two\nlines"
    assert (said["Pace"], said["Directness"]) == ("7", "did not come up")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_runs_in_a_spreadsheet(text: str) -> None:
    records = Records(notes=(a_jot(text),))
    assert rows(notes_csv(records))[1][4].startswith("'")
    assert str(sheet_rows(records)[1][4]).startswith("'")
    with ZipFile(BytesIO(workbook(records))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_texts_that_no_cell_can_hold_are_kept_as_far_as_they_go() -> None:
    records = Records(notes=(a_jot("x" * (LONGEST_CELL + 5)), a_jot("a\x07b")))
    assert {str(row[4]) for row in sheet_rows(records)[1:]} == {"x" * LONGEST_CELL, "a\x07b"}


def test_two_dimensions_of_one_name_keep_a_column_each() -> None:
    maple = a_therapist()
    own = OwnDimension(
        key="own-pace", name="Pace", kind="two-sided", low_end="slow", high_end="quick"
    )
    rated = (*ratings(pace=7), Rating(dimension="own-pace", value=2))
    records = Records(therapists=(maple,), dimensions=(own,), notes=(a_note(maple, ratings=rated),))
    table = notes_table(records)
    assert table.columns.is_unique
    assert sorted(table.iloc[0][-2:]) == [2, 7]


def test_an_empty_vault_gives_empty_tables() -> None:
    assert len(rows(notes_csv(Records()))) == 1
    assert workbook(Records())


def test_a_spreadsheet_that_is_made_leaves_its_cells_nowhere() -> None:
    """They would stay until the collector looks at everything, which it hardly ever does."""
    records = example_records()
    workbook(records)
    gc.collect()
    gc.disable()
    try:
        workbook(records)
        assert gc.collect() < sum(len(row) for row in sheet_rows(records)) / 2
    finally:
        gc.enable()


def test_nothing_of_a_spreadsheet_lies_on_the_disk_on_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        pytest.fail("a temporary file holds notes in plain, outside of the vault's care")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(f"tempfile.{name}", refused)
    assert workbook(example_records())
