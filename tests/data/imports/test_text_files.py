import io
import zipfile
from datetime import date

import pytest

from data.errors import TableTooLarge, TableUnreadable
from data.imports.archive_merge import plan
from data.imports.text_files import (
    FileChoices,
    TextFile,
    read_text_file,
    read_text_files,
    take_text_files,
)
from data.model.records import Records
from tests.data.imports.case_tables import CASES
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


def test_one_unreadable_file_is_named_and_the_others_go_on() -> None:
    folder = sorted((CASES / "one_unreadable").iterdir())
    chosen = [(file.name, file.read_bytes()) for file in folder]
    chosen.append(("broken.md", b"\x00\x01\x02"))
    found = read_text_files(chosen)
    assert [file.text for file in found.files] == ["Calm.", "Better.", "Good."]
    assert [(row.name, row.reason) for row in found.refused] == [
        ("broken.md", "it cannot be read as text")
    ]


def test_what_systems_hide_in_a_folder_is_no_note() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in ("a.md", "__MACOSX/._a.md", "vault/.obsidian/b.md", "vault/c.md", "d.png"):
            packed.writestr(name, "It was good.")
    found = read_text_files([("notes.zip", content.getvalue())])
    assert [file.name for file in found.files] == ["a.md", "vault/c.md"]
    assert found.refused == ()
