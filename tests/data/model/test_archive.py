"""An archive: the same bytes each time, and whatever is wrong with one is told in a sentence."""

import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from data.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveForeign,
    ArchiveInvalid,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveTooLarge,
)
from data.example import example_records
from data.model.archive import LARGEST, read_archive, read_archive_file, write_archive
from data.model.moment import OwnPart
from data.model.note import Rating
from data.model.record import new_id
from data.model.records import Records
from tests.rig.drawn_records import any_records
from tests.rig.people import TODAY, a_jot, a_note, a_step, a_therapist

FIRST_VERSION = """
{"format": "rapport archive", "version": 1, "records": {
  "dimensions": [
    {"key": "own-rain", "name": "Rain", "kind": "one-sided", "low_end": "dry", "high_end": "wet"}
  ],
  "renamed": [{"key": "pace", "name": "Tempo"}],
  "need_profiles": [
    {"id": "019a0000-0000-7000-8000-000000000003", "since": "2026-09-01",
     "written_at": "2026-09-01T18:00:00Z",
     "needs": [{"dimension": "heard", "low": 6, "high": 10, "importance": 1}]}
  ],
  "therapists": [
    {"id": "019a0000-0000-7000-8000-000000000001", "name": "Maple", "status": "trying",
     "written_at": "2026-09-02T18:00:00.250000Z"}
  ],
  "notes": [
    {"id": "019a0000-0000-7000-8000-000000000004", "kind": "session",
     "therapist": "019a0000-0000-7000-8000-000000000001", "date": "2026-09-03",
     "written_at": "2026-09-03T18:00:00Z", "text": "Zoë said “no”. 🫠",
     "ratings": [{"dimension": "pace", "value": 7, "right": "too much"},
                 {"dimension": "own-rain", "value": "did not come up"}],
     "moments": [{"kind": "pushed"}], "own_part": {"open": 3}},
    {"id": "019a0000-0000-7000-8000-000000000005", "kind": "jot", "date": "2026-10-31",
     "written_at": "2026-10-31T18:00:00Z", "text": "Ring back."}
  ]
}}
"""
SMALL = json.dumps(json.loads(FIRST_VERSION), indent=1, ensure_ascii=False).encode() + b"\n"
NOTE, JOT = "records.notes.0", "records.notes.1"
THERAPIST, PROFILE = "records.therapists.0", "records.need_profiles.0"
NEED = f"{PROFILE}.needs.0"


def _changed(path: str, value: object) -> bytes:
    whole = json.loads(SMALL)
    *above, last = (int(part) if part.isdigit() else part for part in path.split("."))
    part_of = whole
    for part in above:
        part_of = part_of[part]
    part_of[last] = value
    return json.dumps(whole).encode()


def _twice(path: str, **change: object) -> bytes:
    """The archive in which the first row of a table stands twice, the second time changed."""
    whole = json.loads(SMALL)
    rows = whole["records"][path]
    rows.append(rows[0] | change)
    return json.dumps(whole).encode()


def _refused(content: bytes) -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        read_archive(content, TODAY)
    assert "Your vault is unchanged." in str(caught.value)
    return caught.value


def test_an_archive_of_the_first_version_stays_readable() -> None:
    records = read_archive(SMALL, TODAY)
    session, jot = records.notes
    assert session.text == "Zoë said “no”. 🫠"
    assert session.ratings[0] == Rating(dimension="pace", value=7, right="too much")
    assert session.own_part == OwnPart(open=3)
    assert session.therapist == records.therapists[0].id
    assert records.therapists[0].written_at == datetime(2026, 9, 2, 18, 0, 0, 250_000, UTC)
    assert jot.text == "Ring back."
    assert records.known_dimensions()["pace"].name == "Tempo"
    assert write_archive(records) == SMALL.replace(b'"version": 1', b'"version": 2')


def test_an_archive_of_the_first_version_comes_back_equal() -> None:
    records = read_archive(SMALL, TODAY)
    again = write_archive(records)
    assert json.loads(again)["version"] == 2
    assert read_archive(again, TODAY) == records
    assert write_archive(read_archive(again, TODAY)) == again


def test_an_empty_vault_is_an_archive_too() -> None:
    assert read_archive(write_archive(Records()), TODAY) == Records()


def test_the_example_goes_round_byte_by_byte() -> None:
    content = write_archive(example_records())
    again = read_archive(content, date(2027, 1, 1))
    assert again == example_records()
    assert write_archive(again) == content


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_any_records_come_back_as_they_were_and_give_the_same_bytes(records: Records) -> None:
    content = write_archive(records)
    again = read_archive(content, TODAY)
    assert again == records.in_order()
    assert write_archive(again) == content


def test_the_order_of_writing_does_not_show_in_the_file() -> None:
    maple, birch = a_therapist("Maple"), a_therapist("Birch")
    notes = (a_note(maple), a_note(birch), a_jot())
    records = Records(therapists=(maple, birch), notes=notes)
    other = Records(therapists=(birch, maple), notes=notes[::-1])
    assert write_archive(records) == write_archive(other)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "🫠👩‍👩‍👧",
        "שלום \u202eabc\u202c",
        '"\\ \r\n\t\x07\x7f\u2028',
        "</script><!--",
    ],
    ids=["100,000 characters", "emoji", "right to left", "control", "markup"],
)
def test_unusual_texts_come_back_as_typed(text: str) -> None:
    records = Records(notes=(a_jot(text),))
    assert read_archive(write_archive(records), TODAY) == records


def test_an_archive_is_plain_text_that_people_can_read() -> None:
    lines = write_archive(Records(notes=(a_jot("Zoë 🫠"),))).decode("utf-8").splitlines()
    assert '    "text": "Zoë 🫠"' in lines


def test_an_archive_cut_short_anywhere_is_refused_as_damaged() -> None:
    whole = SMALL.rstrip()
    for length in range(len(whole)):
        assert type(_refused(whole[:length])) is ArchiveDamaged, length


@given(some.binary())
def test_other_bytes_are_refused(content: bytes) -> None:
    _refused(content)


JSON: some.SearchStrategy[Any] = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(),
    lambda part: some.lists(part, max_size=3) | some.dictionaries(some.text(), part, max_size=3),
    max_leaves=5,
)


@given(JSON)
def test_other_json_is_refused_as_foreign(whole: Any) -> None:
    assert type(_refused(json.dumps(whole).encode())) is ArchiveForeign


def _places(part: Any) -> list[tuple[Any, Any]]:
    keys = part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    return [path for key in keys for path in [(part, key), *_places(part[key])]]


@settings(max_examples=300)
@given(
    some.integers(0, len(_places(json.loads(SMALL))) - 1),
    JSON | some.sampled_from(["pace", 10**30, -1, "2026-10-01", "x\x00"]),
)
def test_an_archive_changed_by_hand_is_read_or_refused(at: int, value: Any) -> None:
    whole = json.loads(SMALL)
    part, key = _places(whole)[at]
    part[key] = value
    with suppress(ArchiveError):
        records = read_archive(json.dumps(whole).encode(), TODAY)
        assert read_archive(write_archive(records), TODAY) == records


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        FIRST_VERSION.encode("utf-16"),
        FIRST_VERSION.encode("latin-1", "replace"),
        SMALL + SMALL,
        SMALL.replace(b'"value": 7', b'"value": NaN'),
        SMALL.replace(b'"value": 7', b'"value": -Infinity'),
        SMALL.replace(b'"value": 7', b'"value": ' + b"9" * 5000),
        SMALL.replace(b"Ring back.", b"half \\ud83e"),
        b"[" * 100_000,
        SMALL.replace(b'"value": 7', b'"value": ' + b"[" * 5000 + b"]" * 5000),
    ],
    ids=[
        "empty",
        "zeros",
        "utf-16",
        "latin-1",
        "twice",
        "not a number",
        "endless",
        "long number",
        "half a character",
        "deep and open",
        "deep",
    ],
)
def test_what_is_no_json_is_refused_as_damaged(content: bytes) -> None:
    assert type(_refused(content)) is ArchiveDamaged


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b"{}",
        b'"rapport archive"',
        b'{"format": "rapport archive"}',
        b'{"format": ["rapport archive"], "version": 1, "records": {}}',
        b'{"format": "Rapport Archive", "version": 1, "records": {}}',
    ],
)
def test_json_of_another_program_is_refused_as_foreign(content: bytes) -> None:
    assert type(_refused(content)) is ArchiveForeign


@pytest.mark.parametrize("version", [0, -1, 1.0, "1", True, None])
def test_an_archive_of_no_version_is_refused_as_foreign(version: object) -> None:
    assert type(_refused(_changed("version", version))) is ArchiveForeign


def test_a_newer_archive_is_named_as_such_whatever_is_in_it() -> None:
    whole = {"format": "rapport archive", "version": 7, "pages": ["not known yet"]}
    error = _refused(json.dumps(whole).encode())
    assert type(error) is ArchiveNewer
    assert "version 7; this Rapport reads up to version 2" in str(error)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("colour", "red", "at colour: nothing of this name is known"),
        (f"{NOTE}.colour", "red", "at records.notes[0].colour: nothing of this name is known"),
        (f"{NOTE}.ratings.0.on", 1, "at records.notes[0].ratings[0].on: nothing of this name"),
        ("records", None, "at records: it must be an object"),
        ("records.notes", {}, "at records.notes: it must be a list"),
        (NOTE, 3, "at records.notes[0]: it must be an object"),
        (f"{NOTE}.id", "3", "at records.notes[0].id: it is not an id"),
        (f"{NOTE}.id", 3, "at records.notes[0].id: it is not an id"),
        (f"{NOTE}.kind", "dream", "at records.notes[0].kind: it is none of the possible words"),
        (f"{NOTE}.text", 3, "at records.notes[0].text: it must be text"),
        (f"{NOTE}.text", "x" * 100_001, "at records.notes[0].text: it is too long"),
        (f"{NOTE}.text", "a\x00b", "at records.notes[0].text: it contains a null character"),
        (f"{NOTE}.date", "31.3.2026", "at records.notes[0].date: it is not a date like 2026-03-31"),
        (f"{NOTE}.date", "2026-02-30", "at records.notes[0].date: it is not a date like"),
        (f"{NOTE}.date", 20_000, "at records.notes[0].date: it is not a date like"),
        (f"{NOTE}.date", "1899-12-31", "at records.notes[0].date: the date must be in 1900 or"),
        (f"{NOTE}.written_at", "18:00", "at records.notes[0].written_at: it is not a time like"),
        (f"{NOTE}.written_at", "2026-09-03", "at records.notes[0].written_at: it is not a time"),
        (f"{NOTE}.written_at", "2026-09-03T18:00:00", "the time needs a timezone"),
        (f"{NOTE}.moments", [{}], "at records.notes[0].moments[0].kind: it is missing"),
        (
            f"{NOTE}.moments",
            [{"kind": "pushed"}] * 51,
            "at records.notes[0].moments: there are too many",
        ),
        (f"{NOTE}.own_part.open", 11, "at records.notes[0].own_part.open: it is too large"),
        (f"{NOTE}.own_part.open", -1, "at records.notes[0].own_part.open: it is too small"),
        (f"{NOTE}.own_part.open", 3.5, "at records.notes[0].own_part.open: it must be a whole"),
        (f"{NOTE}.sessions", 3, "at records.notes[0]: only a note from memory speaks of a period"),
        (f"{NEED}.low", 11, "at records.need_profiles[0].needs[0].low: it is too large"),
        (f"{NEED}.dimension", "peace", "is known (need_profiles[0].needs[0].dimension)"),
        (f"{NEED}.high", 9, "ends at 10 (need_profiles[0].needs[0].high)"),
        (f"{PROFILE}.since", "2027-01-01", "at records.need_profiles[0].since: the date is still"),
        (f"{THERAPIST}.name", "a\nb", "at records.therapists[0].name: it must stand on one line"),
        (f"{THERAPIST}.name", " ", "at records.therapists[0].name: it must not be empty"),
        ("records.therapists", [], "no such therapist is in it (notes[0].therapist)"),
        (f"{NOTE}.ratings.0.dimension", "peace", "is known (notes[0].ratings[0].dimension)"),
        ("records.renamed.0.key", "peace", "no built-in dimension has this key (renamed[0].key)"),
        ("records.renamed.0.hidden", "no", "at records.renamed[0].hidden: it must be true or"),
    ],
    ids=lambda name: f"{name}"[:40],
)
def test_a_broken_rule_is_told_with_the_path_to_it(path: str, value: object, sentence: str) -> None:
    error = _refused(_changed(path, value))
    assert type(error) is ArchiveInvalid
    assert sentence in str(error)


def test_a_need_with_low_above_high_is_refused_with_its_path() -> None:
    content = _changed(NEED, {"dimension": "pace", "low": 6, "high": 3})
    sentence = (
        "at records.need_profiles[0].needs[0]: the low end of the range lies above its high end."
    )
    assert sentence in str(_refused(content))


@pytest.mark.parametrize("table", ["dimensions", "renamed", "need_profiles", "therapists", "notes"])
def test_the_same_id_twice_is_refused_with_its_path(table: str) -> None:
    at = len(json.loads(SMALL)["records"][table])
    assert f"the same id stands in it twice ({table}[{at}])" in str(_refused(_twice(table)))


def test_the_same_code_name_twice_is_refused_with_its_path() -> None:
    sentence = "two therapists have the same code name (therapists[1].name)"
    assert sentence in str(_refused(_twice("therapists", id=str(new_id()), name="mAPLE ")))


def test_a_day_still_to_come_is_refused_but_tomorrow_is_today_somewhere() -> None:
    tomorrow = read_archive(_changed(f"{JOT}.date", "2026-11-02"), TODAY)
    assert tomorrow.notes[1].date == date(2026, 11, 2)
    sentence = "at records.notes[1].date: the date is still to come."
    assert sentence in str(_refused(_changed(f"{JOT}.date", "2026-11-03")))


def test_a_search_step_still_to_come_is_refused_but_for_an_appointment() -> None:
    ahead = date(2026, 11, 3)
    called, appointment = a_step("called", ahead), a_step("first appointment", ahead)
    at_fault = Records(therapists=(a_therapist(search_steps=(appointment, called)),))
    sentence = "at records.therapists[0].search_steps[1].on: the date is still to come."
    assert sentence in str(_refused(write_archive(at_fault)))
    fine = Records(therapists=(a_therapist(search_steps=(appointment,)),))
    assert read_archive(write_archive(fine), TODAY) == fine


def test_what_a_clock_that_was_ahead_dated_is_taken_back() -> None:
    """One's own archive must not be refused for it: by the clock of then it was no day to come."""
    note = json.loads(SMALL)["records"]["notes"][1]
    ahead = note | {"date": "2036-05-02", "written_at": "2036-05-01T20:00:00Z"}
    assert read_archive(_changed(JOT, ahead), TODAY).notes[-1].date == date(2036, 5, 2)
    refused = _refused(_changed(JOT, ahead | {"date": "2036-05-03"}))
    assert "still to come" in str(refused)


def test_a_period_that_ends_ahead_is_refused() -> None:
    note = json.loads(SMALL)["records"]["notes"][0] | {"kind": "from memory"}
    assert read_archive(_changed(NOTE, note | {"until": "2026-11-02"}), TODAY).notes[0].until
    sentence = "the date is still to come"
    assert sentence in str(_refused(_changed(NOTE, note | {"until": "2026-11-03"})))


def test_a_refusal_repeats_nothing_of_what_is_in_the_archive() -> None:
    whole = json.loads(SMALL)
    for at in range(len(_places(whole))):
        changed = deepcopy(whole)
        part, key = _places(changed)[at]
        part[key] = "Do not tell Birch\x00"
        assert "Birch" not in str(_refused(json.dumps(changed).encode()))


def test_a_mark_at_the_beginning_by_some_editors_is_passed_over() -> None:
    assert read_archive(b"\xef\xbb\xbf" + SMALL, TODAY) == read_archive(SMALL, TODAY)


def test_a_file_larger_than_any_archive_is_not_read() -> None:
    largest = SMALL.ljust(LARGEST * 1_000_000)
    assert read_archive(largest, TODAY) == read_archive(SMALL, TODAY)
    error = _refused(largest + b" ")
    assert type(error) is ArchiveTooLarge
    assert "64 MB" in str(error)


def test_an_archive_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "rapport.json"
    file.write_bytes(SMALL)
    assert read_archive_file(file, TODAY) == read_archive(SMALL, TODAY)


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with pytest.raises(ArchiveMissing) as caught:
        read_archive_file(file, TODAY)
    assert f"The file {file.name} was not found" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
