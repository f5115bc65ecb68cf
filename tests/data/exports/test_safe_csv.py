"""Tables for spreadsheets: no text runs as a formula, and every text comes back."""

import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from data.exports.safe_csv import write_csv
from data.formula_guard import unguarded

quickly = settings(max_examples=40, deadline=None, derandomize=True)

STARTS = "=+-@＝＋－＠"


def read(texts: list[str]) -> list[str]:
    """Return what a spreadsheet reads after these texts were written."""
    table = pd.DataFrame({"At": range(len(texts)), "Said": pd.Series(texts, dtype="str")})
    content = write_csv(table).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(content, newline=""))
    assert head == ["At", "Said"]
    return [said for _, said in rows]


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "  =1+1",
        " \u2003 =1+1",
        "\u00a0=1+1",
        "\u3000=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        " ＝1+1",
        "\tTab",
        "\rReturn",
        "\nNew line",
        '=HYPERLINK("https://e.invalid", "see")',
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(formula: str) -> None:
    assert read([formula]) == [f"'{formula}"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ("a\t+1", "a\t'+1"),
        ("- a\n- b", "'- a\n'- b"),
        (" \t =1+1", "' \t' =1+1"),
        ("\n=1+1", "'\n'=1+1"),
        ("a; b", "a; b"),
    ],
)
def test_no_cell_of_another_separator_can_run_either(text: str, cell: str) -> None:
    assert read([text]) == [cell]


def test_a_name_of_a_column_cannot_run() -> None:
    content = write_csv(pd.DataFrame({'=HYPERLINK("http://e.invalid",9)': [1]})).decode("utf-8-sig")
    assert content.startswith("\"'=HYPERLINK")


@pytest.mark.parametrize(
    "text", ["Maple", "5 = 5", "a bit too much, so far", "'quoted", "1-2", "Mr. O'Neil", "漢字"]
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert read([text]) == [text]


@quickly
@given(some.lists(some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
@example(["", "=", "a\r\nb", '"', ",", "'=1"])
def test_every_text_comes_back_without_its_apostrophes(texts: list[str]) -> None:
    for text, said in zip(texts, read(texts), strict=True):
        assert unguarded(said) == text
        assert said.replace("'", "") == text.replace("'", "")
        assert not said.lstrip().startswith(tuple(STARTS))
        assert not said.startswith(("\t", "\r", "\n"))


def test_figures_are_not_touched_and_missing_ones_are_empty() -> None:
    table = pd.DataFrame(
        {"Level": pd.array([-1.5, None], dtype="Float64"), "Ratings": pd.array([0, 3], "Int64")}
    )
    assert write_csv(table) == "\ufeffLevel,Ratings\r\n-1.5,0\r\n,3\r\n".encode()


def test_a_missing_text_is_empty() -> None:
    table = pd.DataFrame({"At": [1, 2], "Said": pd.Series(["a", None], dtype="str")})
    assert write_csv(table) == "\ufeffAt,Said\r\n1,a\r\n2,\r\n".encode()


def test_the_table_itself_stays_as_it_was() -> None:
    table = pd.DataFrame({"Said": ["=1+1"]})
    write_csv(table)
    assert table.Said.tolist() == ["=1+1"]
