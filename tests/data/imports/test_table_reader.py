"""Tables of other programs: odd encodings, separators, damage, size."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from xlsxwriter import Workbook

from data.errors import TableEmpty, TableTooLarge, TableUnreadable
from data.exports.spreadsheet import notes_csv, workbook
from data.imports.table_reader import Table, read_table
from data.imports.workbook import UNPACKED
from data.model.records import Records
from tests.rig.people import a_jot

TEXT = 'Date;Who;Said\n01.03.2026;Ahörn;"two\nlines; and more"\n\n02.03.2026;Birke;ok\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_is_read_however_it_was_written(encoding: str, separator: str, ending: str) -> None:
    content = TEXT.replace(";", separator, 2).replace("2026;", f"2026{separator}")
    content = content.replace("Ahörn;", f"Ahörn{separator}").replace("Birke;", f"Birke{separator}")
    table = read_table(content.replace("\n", ending).encode(encoding))
    assert table.columns == ("Date", "Who", "Said")
    assert [number for number, _ in table.rows] == [2, 4]
    assert table.rows[0][1][1] == "Ahörn"
    assert table.values("Who") == ["Ahörn", "Birke"]


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


@pytest.mark.parametrize("write", [notes_csv, workbook])
def test_what_we_wrote_comes_back_as_it_was_typed(write: Callable[[Records], bytes]) -> None:
    table = read_table(write(Records(notes=(a_jot("=1+1"),))))
    assert table.values("text") == ["=1+1"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", TableEmpty),
        (b"\n\n;;\n", TableEmpty),
        (b"Date;Who", TableEmpty),
        (b"a\x00b\nc\x00d", TableUnreadable),
        (b"PK\x03\x04 and nothing else", TableUnreadable),
        (b"a,b\n" * 60_000, TableTooLarge),
        (b"x" * 21_000_000, TableTooLarge),
        ((b"a," * 500 + b"\n") * 3, TableTooLarge),
    ],
)
def test_what_is_no_table_is_one_sentence(content: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        read_table(content)


def test_a_zip_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(UNPACKED + 1))
    with pytest.raises(TableTooLarge):
        read_table(content.getvalue())


def test_whatever_comes_ends_in_a_table_or_a_sentence() -> None:
    lots = random.Random(5)
    whole = workbook(Records(notes=(a_jot("one"), a_jot("two"))))
    for _ in range(15):
        broken = bytearray(whole)
        for _ in range(lots.randint(1, 30)):
            broken[lots.randrange(len(broken))] = lots.randrange(256)
        with contextlib.suppress(TableUnreadable, TableEmpty, TableTooLarge):
            assert isinstance(read_table(bytes(broken)), Table)
