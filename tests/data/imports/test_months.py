"""Months where a day is looked for: never taken for a day in silence."""

from datetime import date

import pytest

from data.imports.days import DayForm, guess_orders, read_day
from data.imports.months import last_day, month_of, month_or_day, possible_month
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.imports.text_files import TextFile, take_text_files
from data.model.records import Records
from tests.rig.people import TODAY, a_therapist

FEBRUARY = date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["2026-02", "2026/2", "02/2026", "2-2026", "02.2026", "2026.02", "Feb 2026", "february, 2026",
     "Feb. 2026", "Feb2026", "Feb/2026", "Feb '26", "Feb ’26", "2026 Feb", "Februar 2026",
     "février 2026", "febrero de 2026", "2026年2月", "２０２６-０２", " 2026-02 "],
)  # fmt: skip
def test_a_month_with_its_year_is_a_month_and_no_day(text: str) -> None:
    assert month_of(text) == FEBRUARY
    assert read_day(text, DayForm("year first", 2026)) is None
    assert guess_orders([text], TODAY) == ("year first",)


@pytest.mark.parametrize(
    "text", ["Feb-26", "26-Feb", "Feb 26", "Feb26", "feb. 26", "26/Feb", "2/26"]
)
def test_what_can_be_a_day_or_a_month_is_either_as_was_said(text: str) -> None:
    assert (month_of(text), possible_month(text)) == (None, FEBRUARY)
    assert month_or_day([text, text], TODAY) == text
    assert read_day(text, DayForm("year first", 2025, months=True)) is None
    if text != "Feb26":
        assert read_day(text, DayForm("month first", 2025)) == date(2025, 2, 26)


@pytest.mark.parametrize("others", [["3 Feb"], ["Feb-1"], ["Dec-31"], ["2/3"], ["14.02."]])
def test_one_that_can_only_be_a_day_decides_for_all(others: list[str]) -> None:
    assert month_or_day(["Feb-26", *others], TODAY) == ""


@pytest.mark.parametrize(
    "text", ["13/2026", "2026-13", "0/2026", "Foo 2026", "12.5", "2026", "Q1 2026", "3/1899", ""]
)
def test_other_texts_are_no_month(text: str) -> None:
    assert (month_of(text), possible_month(text)) == (None, None)


def test_a_month_becomes_a_note_from_memory_or_is_named_with_the_reason() -> None:
    rows = ("Feb 2026,session,a", "Feb 2026,,b", "Nov-26,,c", "Dec 2026,,d", "2026-02,jot,e",
            "2026-02-03,session,f")  # fmt: skip
    table = read_table("\n".join(["Date,Kind,Text", *rows]).encode())
    mapped = Mapped(
        "Date", "year first", therapist=a_therapist(), kind_column="Kind", text_columns=("Text",),
        months=True,
    )  # fmt: skip
    found = take_table(table, mapped, Records(), TODAY)
    assert [(note.text, note.kind, note.date, note.until) for note in found.records.notes] == [
        ("b", "from memory", FEBRUARY, last_day(FEBRUARY)),
        ("f", "session", date(2026, 2, 3), None),
        ("c", "from memory", TODAY, TODAY),
    ]
    assert [row.reason for row in found.refused] == [
        "its date names a month and no day, and a session is of one day",
        "its date is still to come",
        "its date names a month and no day, and a jot is of one day",
    ]


def test_names_of_files_that_may_be_months_are_no_days() -> None:
    month = TextFile("Feb-26.md", "It was good.")
    assert take_text_files([month], None, TODAY).undated == ("Feb-26.md",)
    found = take_text_files([month, TextFile("Feb-3.md", "Fine.")], None, TODAY)
    assert (found.undated, found.year_open) == ((), "26 February")
