"""Texts in unknown encodings: read right, or said to be a guess."""

import pytest

from data.errors import TableUnreadable
from data.imports.table_reader import TableChoice, read_table
from data.imports.text_files import TextFile, read_text_file, take_text_files
from data.text_encoding import decode_text
from tests.data.imports.case_tables import table_of
from tests.rig.people import TODAY, a_therapist


def test_utf_16_without_a_mark_is_read() -> None:
    assert table_of("utf16_without_mark.csv").values("Text") == ["Zwölf Minuten"]


@pytest.mark.parametrize(
    ("name", "therapist", "encoding"),
    [
        ("polish_cp1250.csv", "Łucja", "cp1250"),
        ("german_mac_roman.csv", "Weißdorn", "mac_roman"),
        ("japanese_shift_jis.csv", "楓", "cp932"),
    ],
)
def test_letters_that_are_a_guess_are_said_to_be_one(
    name: str, therapist: str, encoding: str
) -> None:
    table = table_of(name)
    assert table.values("Therapist") == [therapist]
    assert table.decoded is not None
    assert table.decoded.guessed
    assert table.decoded.doubtful_words()
    wrong = next(other for other in table.decoded.others if other != encoding)
    again = table_of(name, TableChoice(encoding=wrong))
    assert again.decoded is not None
    assert encoding in again.decoded.others
    assert table_of(name, TableChoice(encoding=encoding)).values("Therapist") == [therapist]


TABLE = "Date,Text\n2026-03-01,Müller größer\n2026-03-02,süß\n".encode()


@pytest.mark.parametrize(
    "content",
    [TABLE[:-2], TABLE.replace(b"26-03-02", b"26-03\x0002"),
     TABLE + "2026-03-03,für\n".encode("cp1252")],
    ids=["cut off", "null", "a line in another encoding"],
)  # fmt: skip
def test_where_a_letter_was_lost_the_row_is_named_and_all_others_are_right(content: bytes) -> None:
    table = read_table(content)
    assert table.rows[0] == (2, ("2026-03-01", "Müller größer"))
    assert [row.reason for row in table.misfits] == ["a letter in it was lost before it came here"]
    assert table.decoded is None, "nothing is a guess"


def test_in_a_text_file_the_note_in_which_a_letter_was_lost_is_named() -> None:
    days = "2026-03-01\nMüller größer süß\n\n2026-03-02\nfür".encode()
    file = read_text_file("diary.md", days[:-2] + b"\xff")
    found = take_text_files([file], a_therapist(), TODAY)
    assert [note.text for note in found.records.notes] == ["Müller größer süß"]
    assert [(row.name, row.reason) for row in found.refused] == [
        ("diary.md", "a letter in the note of 2 March 2026 was lost before it came here")
    ]
    lost = take_text_files([TextFile("a.md", "f\ufffdr")], None, TODAY)
    assert [row.reason for row in lost.refused] == ["a letter in it was lost before it came here"]


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n1,2\n", b"{\\rtf1 a,b\nc,d}", b"<html>\n<table>\n", b'[{"a": 1},\n{"a": 2}]',
     b"\xef\xbb\xbf<?xml version='1.0'?>\n<a/>"],
)  # fmt: skip
def test_text_that_is_no_table_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(TableUnreadable):
        read_table(content)


def test_letters_read_from_right_to_left_can_be_chosen() -> None:
    decoded = decode_text("תאריך,טקסט\n2026-03-01,שלום\n".encode("cp1255"))
    assert "cp1255" in decoded.others
