"""From somebody's own table to notes: days, scales, people, and rows that cannot be taken."""

import time
from datetime import date, timedelta

import pytest

from data.imports.archive_merge import plan
from data.imports.days import DateOrder, DayForm, guess_orders, read_day
from data.imports.scales import Rated, Scale, guess_scale, guess_words, step
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from tests.rig.people import ALICE, TODAY, a_therapist

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


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (["1", "5", "3"], None),
        (["0", "5"], None),
        (["7", "10"], "0 to 10"),
        (["80", "65%"], "0 to 100"),
        (["often", "never"], "words"),
        (["7/10", "3 of 5", "★★★★☆"], "0 to 10"),
        (["8", "4", "85"], None),
        (["NaN", "7", "8"], "0 to 10"),
        ([], "0 to 10"),
    ],
)
def test_the_scale_is_guessed_where_no_figure_could_double(
    values: list[str], scale: Scale | None
) -> None:
    assert guess_scale(values).scale == scale
    assert bool(guess_scale(values).question) == (scale is None)


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("1", "1 to 5", 0),
        ("5", "1 to 5", 10),
        ("3", "1 to 5", 5),
        ("2", "1 to 5", 3),
        ("65", "0 to 100", 7),
        ("7,0", "0 to 10", 7),
        ("10", "1 to 10", 10),
        ("", "0 to 10", None),
        ("n/a", "0 to 10", None),
        ("did not come up", "0 to 10", "did not come up"),
    ],
)
def test_a_rating_lands_where_it_belongs(value: str, scale: Scale, expected: object) -> None:
    assert step(value, Rated("x", "pace", scale)) == expected


def test_words_mean_what_was_chosen_and_a_scale_can_be_turned() -> None:
    words = guess_words(["Never", "always", "often", "hm"])
    assert words == {"never": 0, "always": 10, "often": 8, "hm": None}
    assert step("Often", Rated("x", "pace", "words", {"often": 8})) == 8
    assert step("Often", Rated("x", "pace", "words", {"often": 8}, turned=True)) == 2
    assert step("1", Rated("x", "pace", "1 to 5", turned=True)) == 10


CSV = b"""When,Who,Slow or fast,Said
01.03.2026,Maple,5,It was good
32.03.2026,Maple,4,No such day
03.03.2026,,3,Nobody
04.03.2026,Birch,9,Off the scale
05.12.2099,Birch,1,Still to come
06.03.2026, maple ,1,
"""
MAPPED = Mapped(
    date_column="When",
    order="day first",
    therapist_column="Who",
    text_columns=("Said",),
    rated=(Rated("Slow or fast", "pace", "1 to 5"),),
)


def test_each_bad_row_is_named_by_its_number_with_the_reason() -> None:
    taken = take_table(read_table(CSV), MAPPED, Records(), TODAY)
    assert [(entry.number, entry.reason) for entry in taken.refused] == [
        (3, "no day can be read in its date"),
        (4, "it does not say which therapist it is about"),
        (5, "“Slow or fast”: it is no number from 1 to 5"),
        (6, "its date is still to come"),
    ]
    assert [therapist.name for therapist in taken.records.therapists] == ["Maple"]
    assert [(note.date.day, note.ratings[0].value) for note in taken.records.notes] == [
        (1, 10),
        (6, 0),
    ]


def test_somebody_who_is_here_already_is_not_made_anew() -> None:
    maple = a_therapist("MAPLE")
    here = Records(therapists=(maple,))
    taken = take_table(read_table(CSV), MAPPED, here, TODAY)
    assert taken.records.therapists == (maple,)
    assert dict(plan(here, taken.records).new) == {"note": 2}


def test_without_anybody_rows_become_jots() -> None:
    mapped = Mapped(date_column="When", order="day first", text_columns=("Said",))
    taken = take_table(read_table(CSV), mapped, Records(), TODAY)
    assert {note.kind for note in taken.records.notes} == {"jot"}


def test_ten_thousand_rows_come_in_at_once_and_come_out_equal(home: object) -> None:
    days = [date(1999, 1, 1) + timedelta(at) for at in range(10_000)]
    lines = [f"{day:%d.%m.%Y};Maple;{at % 5 + 1};Note {at}" for at, day in enumerate(days)]
    content = "\n".join(["When;Who;Slow or fast;Said", *lines]).encode()
    shares: list[float] = []
    taken = take_table(read_table(content), MAPPED, Records(), TODAY, shares.append)
    assert taken.refused == ()
    assert shares == sorted(shares)
    assert shares[-1] == 1
    vault = open_vault(read_settings(), ALICE)
    found = plan(vault.records(), taken.records)
    vault.bring(found.add, found.replace, vault.revision())
    records = vault.records()
    assert records.notes == taken.records.notes
    assert [(note.date, note.text) for note in records.notes] == [
        (day, f"Note {at}") for at, day in enumerate(days)
    ]
    before = time.monotonic()
    again = take_table(read_table(content), MAPPED, records, TODAY)
    assert plan(records, again.records).add == ()
    assert time.monotonic() - before < 60
