"""Files that people really have: read right, asked about, or named by line; never guessed."""

from datetime import date
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from data.exports.spreadsheet import notes_csv, workbook
from data.imports.archive_merge import plan
from data.imports.days import DayForm, guess_orders, read_day, years_missing
from data.imports.note_match import matched_notes
from data.imports.scales import MOST_WORDS, Rated, guess_scale, guess_words, step, words_beside
from data.imports.table_mapping import Mapped, Taken, guess_kinds, take_table
from data.imports.table_reader import Table, TableChoice, read_table
from data.imports.table_shapes import shape_of, turned_over
from data.imports.text_files import FileChoices, read_text_files, take_text_files
from data.model.archive import read_archive
from data.model.note import NoteKind
from data.model.records import Records
from data.sign_in.allow_list import list_file, may_come_in
from data.sign_in.person import Person
from tests.rig.people import a_note, a_profile, a_therapist

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 1)
BERLIN = ZoneInfo("Europe/Berlin")
DIMENSIONS = Records().known_dimensions()


def table_of(name: str, choice: TableChoice | None = None) -> Table:
    return read_table((CASES / name).read_bytes(), choice or TableChoice())


def taken(table: Table, *rated: Rated, **said: object) -> Taken:
    mapped = {
        "date_column": table.columns[0],
        "order": "year first",
        "therapist_column": "Therapist" if "Therapist" in table.columns else None,
        "text_columns": tuple(column for column in ("Text", "What") if column in table.columns),
    } | said
    return take_table(table, Mapped(rated=rated, **mapped), Records(), TODAY)  # type: ignore[arg-type] # given by name


def values(table: Table, column: str, scale: str = "0 to 10") -> list[object]:
    rated = Rated(column, "pace", scale)  # type: ignore[arg-type] # one of the scales
    return [step(value, rated) for value in table.values(column)]


def test_a_line_that_names_the_separator_is_obeyed_and_skipped() -> None:
    table = table_of("separator_line.csv")
    assert table.columns == ("Date", "Therapist", "Text")
    found = taken(table)
    assert (len(found.records.notes), found.refused) == (1, ())
    assert found.records.therapists[0].name == "Wren"


def test_what_a_kind_in_another_language_means_is_offered() -> None:
    table = table_of("kind_in_german.csv")
    assert guess_kinds(table.values("Art")) == {"erstgespräch": "first call"}
    found = taken(table, date_column="Datum", order="day first", kind_column="Art")
    assert [note.kind for note in found.records.notes] == ["first call"]
    assert set(guess_kinds(["Plauderei"]).values()) == {None}, "asked"
    assert len(get_args(NoteKind)) == 4


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


def test_a_cell_too_long_for_a_note_is_named_and_the_rest_is_taken() -> None:
    long = "She waited. " * 12_000
    content = f"Date,Therapist,Text\n2026-04-01,Wren,Short\n2026-04-08,Wren,{long}\n"
    found = taken(read_table(content.encode()))
    assert [note.text for note in found.records.notes] == ["Short"]
    assert [(row.number, row.reason) for row in found.refused] == [
        (3, "its text is too long: a note holds 100,000 characters")
    ]


def test_an_appointment_to_come_decides_nothing() -> None:
    days = table_of("appointment_to_come.csv").values("Date")
    assert guess_orders(days, date(2026, 6, 1)) == ("day first", "month first")


def test_a_day_without_a_year_waits_for_its_year() -> None:
    table = table_of("no_year.csv")
    assert years_missing(table.values("Date"))
    without = taken(table, order="day first")
    assert [row.reason for row in without.refused] == ["its date says no year"]
    found = taken(table, order="day first", year=2026)
    assert [note.date for note in found.records.notes] == [date(2026, 2, 14)]


def test_days_counted_by_excel_are_offered_as_such() -> None:
    days = table_of("excel_serial.csv").values("Date")
    assert guess_orders(days, TODAY) == ("counted from 1900",)
    assert read_day(days[0], DayForm("counted from 1900")) == date(2026, 2, 14)
    assert read_day("44605", DayForm("counted from 1904")) == date(2026, 2, 14)


def test_formulas_without_a_result_are_said_and_percents_are_percents() -> None:
    table = table_of("formula_without_result.xlsx")
    (remark,) = table.remarks
    assert "“Text” and “Pace” hold a formula without a result" in remark
    assert values(table, "Challenge") == [5]


def test_a_hidden_sheet_is_not_first() -> None:
    table = table_of("hidden_first_sheet.xlsx")
    assert (table.sheet, table.sheets) == ("Sessions", ("Sessions", "Lists"))
    assert table.values("Text") == ["First call"]


def test_a_scale_that_could_double_is_asked() -> None:
    table = table_of("small_beside_ten.csv")
    guess = guess_scale(table.values("Pace"), [table.values("Trust")])
    assert guess.scale is None
    assert "really out of 5" in guess.question
    assert guess_scale(table.values("Trust"), [table.values("Pace")]).scale == "0 to 10"
    assert values(table_of("of_ten.csv"), "Pace") == [7]
    assert values(table_of("stars.csv"), "Trust") == [8]
    mixed = guess_scale(table_of("mixed_column.csv").values("Trust"))
    assert mixed.scale is None
    assert "different things" in mixed.question


def test_every_way_to_say_nothing_is_nothing() -> None:
    table = table_of("nothing_said.csv")
    assert guess_scale(table.values("Progress")).scale == "0 to 10"
    assert guess_scale(table.values("Trust")).scale == "0 to 10"
    found = taken(table, Rated("Progress", "progress"), Rated("Trust", "trust"))
    assert found.refused == ()
    assert [
        {rating.dimension: rating.value for rating in note.ratings} for note in found.records.notes
    ] == [{"trust": 8}, {"progress": 7}, {"progress": 8}, {"progress": 6}]
    assert [step(word, Rated("x", "pace")) for word in ("not sure", "n/a", "ΔΕΝ ΞΈΡΩ", "NaN")] == (
        [None] * 4
    )


def test_words_go_up_one_ladder_in_order() -> None:
    table = table_of("daylio.csv")
    assert guess_words(table.values("mood")) == {"rad": 10, "good": 8, "bad": 3}
    shape = shape_of(table, DIMENSIONS)
    assert (shape.name, shape.date) == ("an export of Daylio", "full_date")
    assert dict(shape.rated) == {"mood": None}
    assert guess_words(["good", "bad"]) == {"good": None, "bad": None}, "two ladders: asked"


def test_as_many_words_as_there_are_can_be_given_a_value() -> None:
    assert len(guess_words(table_of("many_words.csv").values("Pace"))) == 31 <= MOST_WORDS


def test_each_file_keeps_its_day_and_what_its_name_says() -> None:
    folder = sorted((CASES / "days_of_files").iterdir())
    files = read_text_files([(file.name, file.read_bytes()) for file in folder]).files
    found = take_text_files(files, a_therapist("Wren"), TODAY)
    assert found.undated == ()
    notes = {(note.date, note.text.partition("\n")[0]) for note in found.records.notes}
    assert {day for day, _ in notes} == {
        date(2026, 2, 28), date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 27),
    }  # fmt: skip
    assert (date(2026, 2, 28), "Birch again") in notes
    assert {note.kind for note in found.records.notes} == {"session"}
    several = [note.text for note in found.records.notes if "Let me be silent." in note.text]
    assert len(several) == 1
    assert "Disagreed." not in several[0]


def test_a_file_without_a_day_is_asked_about_and_keeps_its_therapist() -> None:
    wren = a_therapist("Wren")
    files = read_text_files([("thoughts.md", b"It was good.")]).files
    found = take_text_files(files, wren, TODAY)
    assert found.undated == ("thoughts.md",)
    assert found.records.notes[0].therapist == wren.id
    day = date(2026, 3, 1)
    given = take_text_files(files, wren, TODAY, FileChoices(wren, days={"thoughts.md": day}))
    assert [(note.kind, note.date) for note in given.records.notes] == [("session", day)]


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


def test_one_unreadable_file_is_named_and_the_others_go_on() -> None:
    folder = sorted((CASES / "one_unreadable").iterdir())
    chosen = [(file.name, file.read_bytes()) for file in folder]
    chosen.append(("broken.md", b"\x00\x01\x02"))
    found = read_text_files(chosen)
    assert [file.text for file in found.files] == ["Calm.", "Better.", "Good."]
    assert [(row.name, row.reason) for row in found.refused] == [
        ("broken.md", "it cannot be read as text")
    ]


def test_compact_days_are_days_and_a_day_too_early_is_called_so() -> None:
    found = taken(table_of("compact_days.csv"))
    assert [note.date for note in found.records.notes] == [date(2026, 2, 14)]
    assert [row.reason for row in found.refused] == [
        "its date is too early: a note is of 1900 or later"
    ]


@pytest.mark.parametrize("write", [notes_csv, workbook])
def test_texts_come_back_letter_by_letter_and_nothing_is_doubled(write: object) -> None:
    archive = read_archive((CASES / "texts_with_apostrophes.json").read_bytes(), TODAY)
    table = read_table(write(archive))  # type: ignore[operator] # one of the two writers
    shape = shape_of(table, archive.known_dimensions())
    assert shape.own
    mapped = Mapped(
        "date", "year first", therapist_column="therapist", kind_column="kind",
        text_columns=("text",), fields=shape.fields,
    )  # fmt: skip
    found = take_table(table, mapped, Records(), TODAY)
    assert found.refused == ()
    assert [note.text for note in found.records.notes] == [note.text for note in archive.notes]
    again = take_table(table, mapped, archive, TODAY)
    matched = matched_notes(archive, again.records, again.matched)
    assert plan(archive, matched).add == ()
    assert plan(archive, matched).replace == ()


def test_somebody_elses_needs_and_namesakes_are_asked_about() -> None:
    theirs = read_archive((CASES / "archive_of_somebody_else.json").read_bytes(), TODAY)
    maple = a_therapist("Maple")
    profile = a_profile(since=date(2026, 1, 1))
    mine = Records(therapists=(maple,), need_profiles=(profile,))
    found = plan(mine, theirs)
    assert found.newer_needs == 1
    assert not any(type(record) is type(profile) for record in found.add)
    assert [differ.shares_a_name for differ in found.differs] == [True]
    chosen = plan(mine, theirs, each={found.differs[0].key: "both"}, take_needs=True)
    assert {type(record).__name__ for record in chosen.add} == {"NeedProfile", "Therapist", "Note"}


def test_a_table_that_was_mended_brings_only_what_is_new_or_changed() -> None:
    first = taken(table_of("two_files_first.csv"), Rated("Pace", "pace"))
    assert len(first.refused) == 1
    mended = taken(table_of("two_files_mended.csv"), Rated("Pace", "pace"))
    here = first.records
    found = plan(here, matched_notes(here, mended.records, mended.matched))
    assert (dict(found.new), len(found.differs)) == ({"note": 1}, 0)


def test_what_looks_like_a_note_here_is_offered_as_changed_and_keeps_the_rest() -> None:
    wren = a_therapist("Wren")
    mine = a_note(wren, date(2026, 4, 1), text="First visit, long ago", helped="the silence")
    here = Records(therapists=(wren,), notes=(mine,))
    table = read_table(b"Date,Therapist,Text\n2026-04-01,Wren,First visit so long ago\n")
    mapped = Mapped("Date", "year first", therapist_column="Therapist", text_columns=("Text",))
    found = take_table(table, mapped, here, TODAY)
    changes = plan(here, matched_notes(here, found.records, found.matched), "theirs")
    (note,) = changes.replace
    assert note == mine.model_copy(update={"text": "First visit so long ago"})


@pytest.mark.parametrize("name", ["bom.txt", "utf16.txt", "latin1.txt"])
def test_the_list_of_who_may_come_in_is_read_however_it_was_saved(home: Path, name: str) -> None:
    home.mkdir()
    list_file(home).write_bytes((CASES / "allow_lists" / name).read_bytes())
    dana = Person(
        iss="https://id.example", sub="1", email="dana@example.org", email_verified=True, iat=0
    )
    assert may_come_in(dana, "", home)


COMPARED_DOWN = b"Therapist,Pace,Trust,Notes\nWren,7,9,asks first\nBirch,3,8,talks a lot\n"
COMPARED_ACROSS = b"What,Wren,Birch\nPace,7,3\nTrust,9,8\nNotes,asks first,talks a lot\n"


@pytest.mark.parametrize("content", [COMPARED_DOWN, COMPARED_ACROSS])
def test_a_comparison_is_read_with_its_therapists_down_or_across(content: bytes) -> None:
    table = read_table(content)
    assert shape_of(table, DIMENSIONS).compares
    table = turned_over(table, DIMENSIONS)
    shape = shape_of(table, DIMENSIONS)
    assert (shape.therapist, set(shape.rated.values())) == ("Therapist", {"pace", "trust"})
    mapped = Mapped(
        None, None, therapist_column=shape.therapist, text_columns=shape.texts, kind="from memory",
        on=TODAY, rated=tuple(Rated(column, key) for column, key in shape.rated.items() if key),
    )  # fmt: skip
    found = take_table(table, mapped, Records(), TODAY)
    assert found.refused == ()
    assert {therapist.name for therapist in found.records.therapists} == {"Wren", "Birch"}
    assert {note.text for note in found.records.notes} == {"asks first", "talks a lot"}


def test_a_column_called_therapist_comes_before_one_of_names() -> None:
    table = read_table(b"Name,Date,Therapist\nFirst,2026-02-14,Wren\nSecond,2026-02-21,Wren\n")
    assert shape_of(table, DIMENSIONS).therapist == "Therapist"


def test_a_title_above_the_head_is_no_head() -> None:
    table = read_table(b"My sessions\n\nDate,Therapist,Text\n2026-01-01,Wren,fine\n")
    assert table.columns == ("Date", "Therapist", "Text")
    assert (table.above, table.head) == (("My sessions",), 3)
    whole = read_table(b"2026-01-01,Wren,fine\n2026-01-02,Wren,good\n")
    assert (whole.head, len(whole.rows)) == (0, 2)


@pytest.mark.parametrize(
    ("values", "scale", "question"),
    [
        (["★★★", "★★"], None, "really out of 5"),
        (["★★★★★★", "★★★"], None, "really out of 7"),
        (["★★★★★", "★★★★☆"], "0 to 5", ""),
        (["2026-10-07", "2026-10-08"], None, "made days of 7/10"),
        (["none", "7", "9"], None, "Words stand among the numbers"),
        (["７", "٨", "९"], "0 to 10", ""),
    ],
)
def test_what_a_column_shows_only_in_part_is_asked(
    values: list[str], scale: str | None, question: str
) -> None:
    guess = guess_scale(values)
    assert guess.scale == scale
    assert question in guess.question


def test_a_word_that_is_the_low_end_elsewhere_is_no_missing_answer() -> None:
    assert guess_words(["none", "mild", "severe"]) == {"none": None, "mild": None, "severe": None}
    assert words_beside(["7", "none", "x", "8/10", "n/a"]) == {"none": None, "x": None}
    beside = Rated("x", "pace", "0 to 10", {"none": 0, "x": None})
    assert [step(word, beside) for word in ("none", "x", "7")] == [0, None, 7]


def test_one_column_in_two_orders_of_days_is_asked() -> None:
    days = ["13/02/2026", "15/04/2026", "02/14/2026", "03/04/2026"]
    assert guess_orders(days, TODAY) == ("day first", "month first")


def test_days_in_digits_of_other_scripts_are_days() -> None:
    assert guess_orders(["２０２６/０２/１４", "٢٠٢٦-٠٢-١٤"], TODAY) == ("year first",)
    assert read_day("２０２６/０２/１４", DayForm("year first")) == date(2026, 2, 14)


def test_a_way_to_say_nothing_is_no_name() -> None:
    found = taken(read_table(b"Date,Therapist,Text\n2026-01-01,n/a,hello\n2026-01-02,NA,hi\n"))
    assert [(row.number, row.reason) for row in found.refused] == [
        (2, "it does not say which therapist it is about")
    ]
    assert [therapist.name for therapist in found.records.therapists] == ["NA"], "initials"
