"""A table of notes that Rapport saved comes back with what was agreed, and with own goals."""

from collections.abc import Callable
from datetime import UTC, date

import pytest

from data.example import example_records
from data.exports.spreadsheet import notes_csv, workbook
from data.imports.agreed_answers import read_answer
from data.imports.note_match import matched_notes
from data.imports.own_tables import own_tables, take_own_tables
from data.imports.table_mapping import Taken
from data.imports.table_reader import read_table
from data.model.records import Records

EXAMPLE = example_records()
TODAY = date(2026, 12, 1)


def taken(content: bytes, here: Records) -> Taken:
    found = own_tables(content, read_table(content))
    assert found is not None
    return take_own_tables(found, here, TODAY, UTC).taken


@pytest.mark.parametrize("make", [notes_csv, workbook])
def test_in_an_empty_vault_each_answer_finds_its_note_again(
    make: Callable[[Records], bytes],
) -> None:
    content = make(EXAMPLE)
    brought = taken(content, Records(dimensions=EXAMPLE.dimensions)).records.notes
    assert len(brought) == len(EXAMPLE.notes)
    assert sum(bool(note.agreed_before) for note in brought) == 3
    for theirs, mine in zip(brought, EXAMPLE.notes, strict=True):
        assert (theirs.agreed, theirs.take_along) == (mine.agreed, mine.take_along)
        assert {r.dimension: r.value for r in theirs.ratings} == {
            r.dimension: r.value for r in mine.ratings
        }
        if mine.agreed_before:
            assert theirs.agreed_before is not None
            answered = next(n for n in brought if n.id == theirs.agreed_before.note)
            was = next(n for n in EXAMPLE.notes if n.id == mine.agreed_before.note)
            assert (answered.date, answered.agreed) == (was.date, was.agreed)
            assert theirs.agreed_before.did == mine.agreed_before.did
            assert theirs.agreed_before.helped == mine.agreed_before.helped


def test_brought_in_again_it_changes_nothing() -> None:
    found = taken(notes_csv(EXAMPLE), EXAMPLE)
    assert set(matched_notes(EXAMPLE, found.records, found.matched).notes) == set(EXAMPLE.notes)


def test_an_answer_that_was_changed_in_the_table_is_changed_here() -> None:
    content = notes_csv(EXAMPLE).replace(b'"some of it, it did not help"', b"did not")
    found = taken(content, EXAMPLE)
    notes = matched_notes(EXAMPLE, found.records, found.matched).notes
    changed = [note for note in notes if note not in EXAMPLE.notes]
    before = next(note for note in EXAMPLE.notes if note.id == changed[0].id)
    assert len(changed) == 1
    assert changed[0].agreed_before is not None
    assert before.agreed_before is not None
    assert changed[0].agreed_before.note == before.agreed_before.note
    assert changed[0].agreed_before.did == "did not"


@pytest.mark.parametrize("words", ["perhaps", "did it, enormously", ", a little"])
def test_what_is_no_answer_is_said(words: str) -> None:
    with pytest.raises(ValueError, match="none of did it"):
        read_answer(words)


def test_what_was_not_done_cannot_have_helped() -> None:
    assert read_answer("did not, it helped").helped is None
    assert read_answer("Did it, a little").helped == "a little"
