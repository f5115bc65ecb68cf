"""From somebody's own table to notes: kinds, people, and rows that cannot be taken."""

import time
from datetime import date, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from data.imports.archive_merge import plan
from data.imports.days import without_year
from data.imports.note_match import matched_notes
from data.imports.scales import (
    Rated,
)
from data.imports.table_mapping import Mapped, guess_kinds, take_table
from data.imports.table_reader import read_table
from data.model.note import NoteKind
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import open_vault
from tests.data.imports.case_tables import table_of, taken
from tests.rig.people import ALICE, TODAY, a_therapist

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
    vault.imports.bring(found.add, found.replace, vault.revision())
    records = vault.records()
    assert records.notes == taken.records.notes
    assert [(note.date, note.text) for note in records.notes] == [
        (day, f"Note {at}") for at, day in enumerate(days)
    ]
    before = time.process_time()
    again = take_table(read_table(content), MAPPED, records, TODAY)
    assert plan(records, again.records).add == ()
    assert time.process_time() - before < 60


BERLIN = ZoneInfo("Europe/Berlin")


def test_what_a_kind_in_another_language_means_is_offered() -> None:
    table = table_of("kind_in_german.csv")
    assert guess_kinds(table.values("Art")) == {"erstgespräch": "first call"}
    found = taken(table, date_column="Datum", order="day first", kind_column="Art")
    assert [note.kind for note in found.records.notes] == ["first call"]
    assert set(guess_kinds(["Plauderei"]).values()) == {None}, "asked"
    assert len(get_args(NoteKind)) == 4


def test_a_cell_too_long_for_a_note_is_named_and_the_rest_is_taken() -> None:
    long = "She waited. " * 12_000
    content = f"Date,Therapist,Text\n2026-04-01,Wren,Short\n2026-04-08,Wren,{long}\n"
    found = taken(read_table(content.encode()))
    assert [note.text for note in found.records.notes] == ["Short"]
    assert [(row.number, row.reason) for row in found.refused] == [
        (3, "its text is too long: a note holds 100,000 characters")
    ]


def test_a_day_without_a_year_waits_for_its_year() -> None:
    table = table_of("no_year.csv")
    assert without_year(table.values("Date"))
    without = taken(table, order="day first")
    assert [row.reason for row in without.refused] == ["its date says no year"]
    found = taken(table, order="day first", year=2026)
    assert [note.date for note in found.records.notes] == [date(2026, 2, 14)]


def test_a_moment_in_time_falls_on_the_day_where_the_person_is() -> None:
    table = table_of("moments_in_utc.csv")
    found = taken(table, date_column="created_at", zone=BERLIN)
    assert [note.date for note in found.records.notes] == [date(2026, 2, 15)] * 2


def test_ratings_are_never_dropped_for_want_of_a_therapist() -> None:
    table = table_of("no_therapist.csv")
    found = taken(table, Rated("Trust", "trust"))
    assert found.records.notes == ()
    assert "say whom it is about" in found.refused[0].reason
    everything = taken(table, Rated("Trust", "trust"), therapist=a_therapist("Wren"))
    assert everything.records.notes[0].ratings[0].value == 8


def test_a_row_that_does_not_fit_the_head_is_named() -> None:
    found = taken(table_of("decimal_comma.csv"), Rated("Pace", "pace"))
    assert [(row.number, row.reason) for row in found.refused] == [
        (2, "it has 5 cells, the first line 4")
    ]
    assert [note.text for note in found.records.notes] == ["fine"]


def test_compact_days_are_days_and_a_day_too_early_is_called_so() -> None:
    found = taken(table_of("compact_days.csv"))
    assert [note.date for note in found.records.notes] == [date(2026, 2, 14)]
    assert [row.reason for row in found.refused] == [
        "its date is too early: a note is of 1900 or later"
    ]


def test_a_way_to_say_nothing_is_no_name() -> None:
    found = taken(read_table(b"Date,Therapist,Text\n2026-01-01,n/a,hello\n2026-01-02,NA,hi\n"))
    assert [(row.number, row.reason) for row in found.refused] == [
        (2, "it does not say which therapist it is about")
    ]
    assert [therapist.name for therapist in found.records.therapists] == ["NA"], "initials"


def test_rows_of_one_day_stay_in_the_order_of_the_table_and_are_known_again() -> None:
    rows = [f"2026-01-01,Wren,number {at}\n" for at in range(9)]
    first = taken(read_table(f"Date,Therapist,Text\n{''.join(rows)}".encode())).records
    assert [note.text for note in first.notes] == [f"number {at}" for at in range(9)]
    more = ["2026-01-01,Wren,another\n", *rows]
    again = taken(read_table(f"Date,Therapist,Text\n{''.join(more)}".encode()))
    look = plan(first, matched_notes(first, again.records, again.matched))
    assert (dict(look.new), look.differs) == ({"note": 1}, ())


def test_a_kind_that_says_nothing_is_a_session_and_an_unknown_one_is_named() -> None:
    content = b"Date,Therapist,Kind,Text\n2026-01-01,Wren,n/a,a b\n2026-01-02,Wren,chat,c d\n"
    found = taken(read_table(content), kind_column="Kind")
    assert [note.kind for note in found.records.notes] == ["session"]
    assert [row.number for row in found.refused] == [3]


def test_a_period_of_our_own_table_that_ends_ahead_is_named() -> None:
    content = b"Date,Therapist,Kind,Until\n2026-01-01,Wren,from memory,2026-02-01\n"
    ahead = content.replace(b"2026-02-01", b"2099-02-01")
    fields = {"kind_column": "Kind", "fields": {"until": "Until"}}
    (note,) = taken(read_table(content), **fields).records.notes
    assert note.until == date(2026, 2, 1)
    (refused,) = taken(read_table(ahead), **fields).refused
    assert refused.reason == "“Until”: it is no day until today"
