from datetime import date

import pytest

from data.errors import TableTooLarge, TableUnreadable
from data.imports.archive_merge import plan
from data.imports.text_files import TextFile, read_text_file, take_text_files
from data.model.records import Records
from tests.rig.people import TODAY, a_therapist

MAPLE = a_therapist("Maple")


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("2026-03-01 Maple.md", "It was good.", date(2026, 3, 1)),
        ("20260301.txt", "It was good.", date(2026, 3, 1)),
        ("session.md", "# 1 March 2026\nIt was good.", date(2026, 3, 1)),
        ("2026-13-45.md", "1 March 2026\nIt was good.", date(2026, 3, 1)),
    ],
)
def test_the_day_is_read_from_the_name_or_the_first_line(name: str, text: str, day: date) -> None:
    (note,) = take_text_files([TextFile(name, text)], MAPLE, TODAY).records.notes
    assert (note.kind, note.date, note.text) == ("session", day, text)


@pytest.mark.parametrize("name", ["a.md", "2099-01-01.md"])
def test_without_a_day_it_waits_as_a_jot(name: str) -> None:
    (note,) = take_text_files([TextFile(name, "It was good.")], MAPLE, TODAY).records.notes
    assert (note.kind, note.date, note.therapist) == ("jot", TODAY, MAPLE.id)


def test_the_same_files_twice_add_nothing() -> None:
    files = [TextFile("2026-03-01.md", "one"), TextFile("2026-03-02.md", "two")]
    first = take_text_files(files, MAPLE, TODAY).records
    assert len(first.notes) == 2
    assert plan(first, take_text_files(files, MAPLE, TODAY).records).add == ()


def test_an_empty_file_and_one_too_long_are_named_by_their_place() -> None:
    files = [TextFile("a.md", ""), TextFile("b.md", "x" * 100_001), TextFile("c.md", "fine")]
    taken = take_text_files(files, None, TODAY)
    assert [(entry.number, entry.reason) for entry in taken.refused] == [
        (1, "nothing stands in this file"),
        (2, "it is too long"),
    ]
    assert len(taken.records.notes) == 1


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TableUnreadable):
        read_text_file("a.md", b"\x00\x01")
    with pytest.raises(TableTooLarge):
        read_text_file("a.md", b"x" * 1_000_001)
    assert read_text_file("a.md", "Größe\r\nzwei".encode("cp1252")).text == "Größe\nzwei"
    assert plan(Records(), Records()).add == ()
