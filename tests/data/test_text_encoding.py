"""Texts in unknown encodings: read right, or said to be a guess."""

import pytest

from data.imports.table_reader import TableChoice
from tests.data.imports.case_tables import table_of


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
