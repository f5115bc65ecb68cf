"""Days as people write them: read in the order chosen, guessed, or asked about."""

from datetime import date

import pytest

from data.imports.days import DateOrder, DayForm, guess_orders, read_day
from tests.data.imports.case_tables import table_of
from tests.rig.people import TODAY

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-01", "year first", MARCH),
        ("2026-03-01 18:30", "day first", MARCH),
        ("2026/3/1", "month first", MARCH),
        ("01.03.2026", "day first", MARCH),
        ("1/3/26", "day first", MARCH),
        ("03/01/2026", "month first", MARCH),
        ("1 March 2026", "day first", MARCH),
        ("Mar 1, 2026", "year first", MARCH),
        ("1st of nothing 2026", "day first", None),
        ("31.02.2026", "day first", None),
        ("01.03.2026", "year first", None),
        ("1.3.1066", "day first", date(1066, 3, 1)),
        ("", "day first", None),
        ("14.02.49", "day first", date(2049, 2, 14)),
        ("14.02.68", "day first", date(1968, 2, 14)),
        ("\u200f2026-03-01", "year first", MARCH),
        ("\u20681 March 2026\u2069", "year first", MARCH),
        ("2026\u201103\u201101", "year first", MARCH),
        ("01\u201303\u20132026", "day first", MARCH),
        ("2026\u221203\u221201 18:30", "year first", MARCH),
        ("1 \u2013 3 \u2013 2026", "day first", None),
    ],
)
def test_a_day_is_read_in_the_order_that_was_chosen(
    text: str, order: DateOrder, day: date | None
) -> None:
    assert read_day(text, DayForm(order)) == day


@pytest.mark.parametrize(
    ("values", "orders"),
    [
        (["2026-03-01", "2026-03-31"], ("year first",)),
        (["01.03.2026", "31.03.2026"], ("day first",)),
        (["03/31/2026", "03/01/2026"], ("month first",)),
        (["01/03/2026", "02/03/2026"], ("day first", "month first")),
        (["11/12/2026"], ("day first", "month first")),
        (["no", "day"], ()),
        ([], ()),
    ],
)
def test_the_order_is_guessed_and_where_nothing_tells_it_is_asked(
    values: list[str], orders: tuple[DateOrder, ...]
) -> None:
    assert guess_orders(values, TODAY) == orders


def test_an_appointment_to_come_decides_nothing() -> None:
    days = table_of("appointment_to_come.csv").values("Date")
    assert guess_orders(days, date(2026, 6, 1)) == ("day first", "month first")


def test_days_counted_by_excel_are_offered_as_such() -> None:
    days = table_of("excel_serial.csv").values("Date")
    assert guess_orders(days, TODAY) == ("counted from 1900",)
    assert read_day(days[0], DayForm("counted from 1900")) == date(2026, 2, 14)
    assert read_day("44605", DayForm("counted from 1904")) == date(2026, 2, 14)


def test_one_column_in_two_orders_of_days_is_asked() -> None:
    days = ["13/02/2026", "15/04/2026", "02/14/2026", "03/04/2026"]
    assert guess_orders(days, TODAY) == ("day first", "month first")


def test_days_in_digits_of_other_scripts_are_days() -> None:
    assert guess_orders(["２０２６/０２/１４", "٢٠٢٦-٠٢-١٤"], TODAY) == ("year first",)
    assert read_day("２０２６/０２/１４", DayForm("year first")) == date(2026, 2, 14)
