"""Notes of a file beside those that are here: the same, or one of them changed."""

from datetime import date

import pytest

from data.exports.spreadsheet import notes_csv, workbook
from data.imports.archive_merge import plan
from data.imports.note_match import matched_notes
from data.imports.scales import Rated
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.imports.table_shapes import shape_of
from data.model.archive import read_archive
from data.model.records import Records
from tests.data.imports.case_tables import CASES, table_of, taken
from tests.rig.people import TODAY, a_note, a_therapist


@pytest.mark.parametrize("write", [notes_csv, workbook])
def test_texts_come_back_letter_by_letter_and_nothing_is_doubled(write: object) -> None:
    archive = read_archive((CASES / "texts_with_apostrophes.json").read_bytes(), TODAY)
    table = read_table(write(archive))  # type: ignore[operator] # one of the two writers
    shape = shape_of(table, archive.known_dimensions())
    assert shape.own
    mapped = Mapped(
        "date", "year first", therapist_column="therapist", kind_column="kind",
        text_columns=("text",), fields=shape.fields, own=True,
    )  # fmt: skip
    found = take_table(table, mapped, Records(), TODAY)
    assert found.refused == ()
    assert [note.text for note in found.records.notes] == [note.text for note in archive.notes]
    again = take_table(table, mapped, archive, TODAY)
    matched = matched_notes(archive, again.records, again.matched)
    assert plan(archive, matched).add == ()
    assert plan(archive, matched).replace == ()


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


def test_what_was_added_here_to_a_note_of_a_table_is_no_change_of_the_table() -> None:
    found = taken(table_of("two_files_wren.csv"), Rated("Pace", "pace"))
    here = found.records
    first = here.notes[0].model_copy(update={"helped": "the silence"})
    here = Records(therapists=here.therapists, notes=(first, *here.notes[1:]))
    look = plan(here, matched_notes(here, found.records, found.matched))
    assert (look.add, look.replace, look.differs) == ((), (), ())
