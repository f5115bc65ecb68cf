"""Workbooks of spreadsheet programs: days, percents, formulas, hidden sheets, and too much."""

import io
import zipfile
from datetime import date, datetime

import pytest
from xlsxwriter import Workbook

from data.errors import TableTooLarge
from data.imports import workbook
from data.imports.table_reader import read_table
from data.imports.workbook import UNPACKED, sheet_of
from tests.data.imports.case_tables import CASES, table_of, values


def test_formulas_without_a_result_are_said_and_percents_are_percents() -> None:
    table = table_of("formula_without_result.xlsx")
    (remark,) = table.remarks
    assert "“Text” and “Pace” hold a formula without a result" in remark
    assert values(table, "Challenge") == [5]


def test_a_hidden_sheet_is_not_first() -> None:
    table = table_of("hidden_first_sheet.xlsx")
    assert (table.sheet, table.sheets) == ("Sessions", ("Sessions", "Lists"))
    assert table.values("Text") == ["First call"]


def test_a_spreadsheet_is_read_with_days_as_days() -> None:
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Pace", None, "Pace"])
        day = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - as a sheet has it
        sheet.write_datetime(1, 0, day, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_row(1, 1, [7.0, True, "=1+1"])
    table = read_table(content.getvalue())
    assert table.columns == ("Date", "Pace", "Column 3", "Pace (2)")
    assert table.rows[0][1][:3] == ("2026-03-01", "7", "yes")


def test_a_zip_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(UNPACKED + 1))
    with pytest.raises(TableTooLarge):
        read_table(content.getvalue())


OLD = (CASES / "old_binary.xls").read_bytes()


CELL = b"\xfd\x00\x0a\x00\x01\x00\x01\x00"
"""The head of the cell in the second row and the second column of `OLD`."""


def test_a_cell_beyond_the_columns_of_any_table_of_notes_is_refused() -> None:
    with pytest.raises(TableTooLarge):
        read_table(OLD.replace(CELL, CELL[:4] + b"\x01\x00\xff\x00"))


def test_a_percentage_in_an_open_document_is_one() -> None:
    assert read_table((CASES / "percents.ods").read_bytes()).values("Pace") == ["50%"] * 5


def with_cells(cells: bytes) -> bytes:
    """Return the open document with further cells before its first row ends."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(CASES / "percents.ods") as whole,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in whole.infolist():
            inside = whole.read(part)
            if part.filename == "content.xml":
                inside = inside.replace(b"</table:table-row>", cells + b"</table:table-row>", 1)
            packed.writestr(part.filename, inside)
    return content.getvalue()


def test_few_cells_that_are_said_to_stand_in_very_many_places_are_not_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cell = (
        b'<table:table-cell table:number-columns-repeated="%d" office:value-type="float" '
        b'office:value="1"><text:p>1</text:p></table:table-cell>'
    )
    assert read_table(with_cells(cell % 2)).values("Pace") == ["50%"] * 5
    monkeypatch.setattr(workbook, "CalamineWorkbook", None)
    with pytest.raises(TableTooLarge):
        read_table(with_cells(cell % 900_000))


@pytest.mark.parametrize("look", [9, 10, "0.0 %", '0"%"'])
def test_a_number_that_is_shown_in_percent_is_one(look: object) -> None:
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Pace"])
        sheet.write_row(1, 0, ["2026-03-01", 0.5], book.add_format({"num_format": look}))
    assert read_table(content.getvalue()).values("Pace") == ["50%"]


def test_a_day_that_is_shown_as_a_month_is_a_month() -> None:
    formats = ("mmm-yy", "mmmm yyyy", "[$-407]mmm\\ yy;@", "yyyy-mm-dd", '"day" mm/yy', "d/m/yy")
    first, typed = (date(2026, 2, day) for day in (1, 26))
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, number_format in enumerate(formats):
            sheet.write_datetime(row, 0, first, book.add_format({"num_format": number_format}))
        sheet.write_datetime(len(formats), 0, typed, book.add_format({"num_format": "mmm-yy"}))
    lines = [line[0] for line in sheet_of(content.getvalue()).lines]
    month, day = "2026-02", "2026-02-01"
    assert lines == [month, month, month, day, month, day, "2026-02-26"]
