"""The command line: a table or JSON, and one sentence where it cannot."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from data.fit.__main__ import main
from data.model.archive import write_archive
from data.model.records import Records
from tests.rig.people import a_note, a_profile, a_therapist, ratings

LONG_AGO = date(2020, 3, 1)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    maple = a_therapist()
    note = a_note(maple, LONG_AGO, ratings=ratings(pace=5))
    return _written(
        tmp_path,
        Records(therapists=(maple,), notes=(note,), need_profiles=(a_profile(since=LONG_AGO),)),
    )


def _written(folder: Path, records: Records) -> Path:
    path = folder / "archive.json"
    path.write_bytes(write_archive(records))
    return path


def test_it_prints_a_table_for_people(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(archive)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("After one note about Maple, your one need looks right so far.")
    assert "\nMaple (trying, 1 note, first impression)\n" in printed.out
    assert printed.out.endswith("it takes two ratings of the same thing.\n")
    assert printed.err == ""


def test_it_prints_one_json_object_for_programs(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(archive), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["therapists"][0]["name"] == "Maple"
    assert printed.err == ""


def test_those_who_ended_are_in_front_only_where_they_are_included(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maple = a_therapist(status="ended")
    note = a_note(maple, LONG_AGO, ratings=ratings(pace=5))
    records = Records(
        therapists=(maple,), notes=(note,), need_profiles=(a_profile(since=LONG_AGO),)
    )
    path = str(_written(tmp_path, records))
    fronts = []
    for options in ([], ["--ended"]):
        assert main([path, "--json", *options]) == 0
        fronts.append(json.loads(capsys.readouterr().out)["verdict"]["front"])
    assert fronts == [None, str(maple.id)]


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["table", "json"])
def test_a_reader_that_has_enough_is_no_failure(
    archive: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with `| head -1`: nobody reads on, and nothing is complained about, at the end neither."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert main([str(archive), *options]) == 0


def test_it_reads_what_the_command_line_says(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["data.fit", str(archive), "--json"])
    assert main() == 0
    assert json.loads(capsys.readouterr().out)["notes"] == 1


def test_a_missing_file_gives_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "gone.json")]) == 1
    _says_only("The file gone.json was not found", capsys)


def test_a_folder_gives_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    _says_only("was not found or may not be read", capsys)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"format": "a recipe", "version": 1}', "not a Rapport archive"),
        ("[1, 2]", "not a Rapport archive"),
        ("not JSON", "damaged"),
        ("", "damaged"),
        ('{"format": "rapport archive", "version": 99}', "Update Rapport"),
        (
            '{"format": "rapport archive", "version": 1, "records": {"moods": []}}',
            "at records.moods",
        ),
    ],
    ids=["foreign", "a list", "no JSON", "empty", "newer", "unknown key"],
)
def test_a_file_that_is_no_archive_gives_one_sentence(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    assert main([str(path), "--json"]) == 1
    _says_only(sentence, capsys)


def test_an_archive_without_needs_gives_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(_written(tmp_path, Records()))]) == 1
    _says_only("There are no needs yet", capsys)


def test_an_archive_without_notes_gives_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_needs = Records(need_profiles=(a_profile(since=LONG_AGO),))
    assert main([str(_written(tmp_path, only_needs))]) == 1
    _says_only("There are no notes yet", capsys)


def _says_only(sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""
