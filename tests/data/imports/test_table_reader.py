"""Tables of other programs: odd encodings, separators, damage, size."""

import contextlib
import random
from collections.abc import Callable

import pytest

from data.errors import TableEmpty, TableTooLarge, TableUnreadable
from data.exports.spreadsheet import notes_csv, workbook
from data.imports.table_reader import Table, read_table
from data.model.records import Records
from tests.data.imports.case_tables import table_of, taken
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


@pytest.mark.usefixtures("own_process")
def test_whatever_comes_ends_in_a_table_or_a_sentence() -> None:
    lots = random.Random(5)
    whole = workbook(Records(notes=(a_jot("one"), a_jot("two"))))
    for _ in range(15):
        broken = bytearray(whole)
        for _ in range(lots.randint(1, 30)):
            broken[lots.randrange(len(broken))] = lots.randrange(256)
        with contextlib.suppress(TableUnreadable, TableEmpty, TableTooLarge):
            assert isinstance(read_table(bytes(broken)), Table)


def test_a_line_that_names_the_separator_is_obeyed_and_skipped() -> None:
    table = table_of("separator_line.csv")
    assert table.columns == ("Date", "Therapist", "Text")
    found = taken(table)
    assert (len(found.records.notes), found.refused) == (1, ())
    assert found.records.therapists[0].name == "Wren"


def test_a_quotation_mark_that_never_closes_is_named_and_the_other_rows_are_read() -> None:
    table = table_of("open_quote.csv")
    assert [(row.number, row.reason) for row in table.misfits] == [
        (2, "a quotation mark in it is not closed")
    ]
    assert [number for number, _ in table.rows] == [3, 4]
    assert all("\n" not in cell for _, cells in table.rows for cell in cells)


def test_a_quotation_that_swallows_rows_and_closes_is_named_too() -> None:
    table = read_table(b'Date,Who,Text,Pace\n2026-01-01,W,"open,1\n2026-01-02,W,shut",2\n')
    assert table.rows == ()
    assert "look like rows" in table.misfits[0].reason


def test_a_title_above_the_head_is_no_head() -> None:
    table = read_table(b"My sessions\n\nDate,Therapist,Text\n2026-01-01,Wren,fine\n")
    assert table.columns == ("Date", "Therapist", "Text")
    assert (table.above, table.head) == (("My sessions",), 3)
    whole = read_table(b"2026-01-01,Wren,fine\n2026-01-02,Wren,good\n")
    assert (whole.head, len(whole.rows)) == (0, 2)
