"""Nothing typed is lost, and only a date at the beginning of a line begins a note."""

import time
from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.imports.pasted_text import TextPiece, named, split
from tests.rig.people import TODAY

SPRING = date(2026, 3, 31)


def days(text: str) -> list[date | None]:
    return [piece.day for piece in split(text, TODAY)]


def texts(text: str) -> list[str]:
    return [piece.text for piece in split(text, TODAY)]


def ambiguous(text: str) -> list[bool]:
    return [piece.ambiguous for piece in split(text, TODAY)]


@pytest.mark.parametrize(
    "head",
    [
        "2026-03-31",
        "2026/03/31",
        "2026-3-31",
        "31.03.2026",
        "31.3.2026",
        "31/03/2026",
        "31-03-2026",
        "03/31/2026",
        "31 March 2026",
        "31 march 2026",
        "31st March, 2026",
        "31. March 2026",
        "31 Mar 2026",
        "March 31, 2026",
        "March 31st 2026",
        "Mar 31 2026",
        "Mar. 31, 2026",
        "Tuesday 31 March 2026",
        "Tue, 31.03.2026",
        "tues. March 31 2026",
        "## 2026-03-31",
        "  31 March 2026",
        "\ufeff2026-03-31",
    ],
)
@pytest.mark.parametrize("behind", ["\n", ": ", ":", " - ", " – ", "— ", ", ", ". ", " "])
def test_a_date_at_the_beginning_of_a_line_begins_a_note(head: str, behind: str) -> None:
    assert split(f"{head}{behind}She was late.", TODAY) == (TextPiece(SPRING, "She was late."),)


@pytest.mark.parametrize(
    "line",
    [
        "We met on 2026-03-31.",
        "(31 March 2026)",
        "March 2026",
        "2026-03-31-4",
        "2026-03-311",
        "131 March 2026",
        "31 Marching 2026",
        "2026-13-45 is no day",
        "31/02/2026",
        "31.04.2026",
        "31 April 2026",
        "1899-12-31",
        "31 December 1899",
        "2026-11-02 is tomorrow",
        "02.11.2026",
        "0000-01-01",
    ],
)
def test_anything_else_stays_text(line: str) -> None:
    assert split(line, TODAY) == (TextPiece(None, line),)


def test_today_and_the_first_day_of_1900_are_dates() -> None:
    assert days("2026-11-01 a\n1900-01-01 b") == [TODAY, date(1900, 1, 1)]


def test_what_stands_before_the_first_date_has_no_day() -> None:
    assert split("From my phone.\n\n2026-03-31\nShe was late.\n\nAgain.\n", TODAY) == (
        TextPiece(None, "From my phone."),
        TextPiece(SPRING, "She was late.\n\nAgain."),
    )


def test_a_text_without_dates_is_one_piece_and_a_blank_one_none() -> None:
    assert split("Just this.", TODAY) == (TextPiece(None, "Just this."),)
    assert split(" \n\t\r\n ", TODAY) == ()


def test_a_date_with_nothing_under_it_is_an_empty_piece() -> None:
    assert split("2026-03-30\n2026-03-31\n\nLate.", TODAY) == (
        TextPiece(date(2026, 3, 30), ""),
        TextPiece(SPRING, "Late."),
    )


def test_only_the_first_date_of_a_line_is_its_date() -> None:
    assert texts("30 March 2026 – 31 March 2026: away") == ["31 March 2026: away"]


def test_a_sign_that_belongs_to_the_text_stays_with_it() -> None:
    assert texts("2026-03-31 -5 degrees outside") == ["-5 degrees outside"]


@pytest.mark.parametrize(
    ("paste", "found"),
    [
        ("05/03/2026 a\n31/03/2026 b", [date(2026, 3, 5), SPRING]),
        ("05/03/2026 a\n03/31/2026 b", [date(2026, 5, 3), SPRING]),
        ("05/03/2026 a\n31.03.2026 b", [date(2026, 3, 5), SPRING]),
        ("Thu 05/03/2026 a\n06/03/2026 b", [date(2026, 3, 5), date(2026, 3, 6)]),
        ("Sun 05/03/2026 a\n06/03/2026 b", [date(2026, 5, 3), date(2026, 6, 3)]),
    ],
)
def test_the_other_dates_say_whether_the_day_stands_first(paste: str, found: list[date]) -> None:
    assert days(paste) == found
    assert ambiguous(paste) == [False, False]


def test_where_nothing_says_it_the_day_stands_first_and_the_piece_is_marked() -> None:
    assert split("05/03/2026: late", TODAY) == (
        TextPiece(date(2026, 3, 5), "late", ambiguous=True, other=date(2026, 5, 3)),
    )


def test_a_day_to_come_decides_nothing() -> None:
    """10 December may be an appointment: the day can stand first or second."""
    assert ambiguous("10/12/2026 a\n10/05/2026 b") == [True, True]


def test_a_line_that_is_a_day_without_a_year_waits_for_its_year() -> None:
    paste = "31 March\nLate.\n\n07.04.\nEarly."
    assert split(paste, TODAY) == (
        TextPiece(None, "Late.", yearless="31 March"),
        TextPiece(None, "Early.", yearless="7 April"),
    )
    assert [piece.day for piece in split(paste, TODAY, 2026)] == [SPRING, date(2026, 4, 7)]


@pytest.mark.parametrize(
    "head",
    [
        "31.03.26", "31. März 2026", "mardi 31 mars 2026", "31 de marzo de 2026", "2026-W14-2",
        "[31.03.2026]", "2026年3月31日", "20260331", "## 2026-03-31", "31 Mar 26", "**2026-03-31**",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_of_tables_and_files(head: str) -> None:
    assert split(f"{head}\nLate.", TODAY) == (TextPiece(SPRING, "Late."),)


def test_a_moment_in_time_falls_on_the_day_of_the_timezone() -> None:
    (piece,) = split("2026-03-30T23:30:00Z\nLate.", TODAY, zone=ZoneInfo("Europe/Berlin"))
    assert piece.day == SPRING
    assert piece.text.endswith("Late.")


@pytest.mark.parametrize("paste", ["2026-03-31]", "[2026-03-31"])
def test_a_bracket_alone_stays_in_the_text(paste: str) -> None:
    assert "".join(texts(paste)) in {"]", paste}


def test_where_the_dates_disagree_only_the_open_ones_are_marked() -> None:
    paste = "05/03/2026 a\n31/03/2026 b\n03/31/2026 c"
    assert days(paste) == [date(2026, 3, 5), SPRING, SPRING]
    assert ambiguous(paste) == [True, False, False]


def test_a_weekday_that_fits_neither_reading_decides_nothing() -> None:
    assert ambiguous("Monday 05/03/2026 a") == [True]


def test_the_same_day_both_ways_round_is_not_ambiguous() -> None:
    assert ambiguous("05/05/2026 a") == [False]


def test_a_date_with_dots_has_the_day_first() -> None:
    assert split("05.03.2026 a", TODAY) == (TextPiece(date(2026, 3, 5), "a"),)


def test_an_appointment_to_come_is_not_bent_into_the_past() -> None:
    """The paste has the day first; 5 December is to come, and 12 May is not what was meant."""
    assert texts("31/03/2026\nNext time:\n05/12/2026 at ten") == ["Next time:\n05/12/2026 at ten"]


HEADS = (
    "{0:%Y-%m-%d}", "{0:%d.%m.%Y}", "{0.day} {0:%B %Y}", "{0:%B} {0.day}, {0.year}",
    "{0:%a} {0:%Y-%m-%d}:", "{0:%A}, {0.day} {0:%b %Y} –", "# {0:%Y-%m-%d}",
)  # fmt: skip
past = some.dates(date(1900, 1, 1), TODAY)
heads = some.builds(lambda how, day: (how.format(day), day), some.sampled_from(HEADS), past)
lines = some.text(some.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30)
bodies = some.lists(lines.map("~{}".format), min_size=1, max_size=4).map("\n".join)


@given(some.lists(some.tuples(heads, bodies), max_size=6), some.sampled_from(["\n", "\r\n", "\r"]))
def test_notes_put_together_come_apart_again(
    notes: list[tuple[tuple[str, date], str]], line_end: str
) -> None:
    paste = "\n".join(f"{head}\n{body}\n" for (head, _), body in notes).replace("\n", line_end)
    expected = [TextPiece(day, body.strip()) for (_, day), body in notes]
    assert list(split(paste, TODAY)) == expected


fragments = some.sampled_from(
    [
        "2026-03-31", "31/03/2026", "03/31/2026", "05/03/2026", "Mar 31 2026", "1 May 2026",
        "1899-01-01", "2027-01-01", "31.02.2026", "Monday ", "# ", "\n", "\n", "\r\n", "\r", " ",
        "\t", ":", " - ", " – ", "was late", "é", "\u2028", "\x0b", "\ufeff", "٣", "0", "may",
    ]
)  # fmt: skip
pastes = some.lists(fragments | some.characters(), max_size=40).map("".join)


@given(pastes)
def test_nothing_typed_is_lost_nor_doubled(paste: str) -> None:
    def visible(text: str) -> list[str]:
        return [sign for sign in text if not sign.isspace()]

    pieces = split(paste, TODAY)
    in_pieces = visible("".join(piece.text for piece in pieces))
    left = iter(visible(paste))
    assert all(sign in left for sign in in_pieces), "in the order typed"
    lost = Counter(visible(paste)) - Counter(in_pieces)
    dates = sum(piece.day is not None for piece in pieces)
    assert not lost - Counter({sign: 99 for sign in lost if sign in HEAD_SIGNS}), "heads only"
    assert 8 * dates <= lost.total() <= 30 * dates


HEAD_SIGNS = set("0123456789٣-/.,:–#\ufeffMondayMar1 May") | set("\u200b\u200c\u200d\u200e\u200f—;")
"""What heads made of the fragments above can hold."""


@given(pastes)
def test_every_day_is_one_that_has_been(paste: str) -> None:
    for piece in split(paste, TODAY):
        assert piece.day is None or date(1900, 1, 1) <= piece.day <= TODAY
        assert piece.day is not None or not piece.ambiguous
        assert piece.text == piece.text.strip()


@pytest.mark.parametrize(
    "part",
    ["x", " ", "\n", "\r", " \n", "1", "# ", "mon ", "31 March 2026 ", "2026-03-31 a\n", "\ufeff"],
)
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    """If it grew with the square, half a million characters would take minutes."""
    paste = part * (500_000 // len(part))
    began = time.process_time()
    split(paste, TODAY)
    assert time.process_time() - began < 10


def test_thousands_of_notes_are_split() -> None:
    first = date(2000, 1, 1)
    written = [f"{first + timedelta(at)}: note {at}" for at in range(5000)]
    pieces = split("\r\n".join(written), TODAY)
    assert [piece.text for piece in pieces] == [f"note {at}" for at in range(5000)]


def test_names_stay_when_the_rest_of_the_paste_changes() -> None:
    before = named(split("2026-03-30 a\n2026-03-31 b", TODAY))
    after = named(split("2026-03-29 new\n2026-03-31 b", TODAY))
    assert list(before)[1] == list(after)[1]


def test_the_same_text_twice_has_two_names_and_an_empty_piece_none() -> None:
    pieces = split("2026-03-29\n2026-03-30 a\n2026-03-31 a", TODAY)
    assert list(named(pieces).values()) == list(pieces[1:])
