"""Markdown files that Rapport saved: each comes back equal, by itself and as a folder."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from data.errors import ArchiveInvalid
from data.example import example_records
from data.exports.markdown import markdown_files
from data.imports.archive_merge import plan
from data.imports.own_markdown import is_own_markdown, read_own_markdown
from data.model.records import Records
from tests.rig.drawn_records import any_records
from tests.rig.people import TODAY, a_jot, a_note, a_therapist, ratings


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_records())
def test_any_records_come_back_equal(records: Records) -> None:
    files = list(markdown_files(records))
    again, refused = read_own_markdown(files, (), TODAY)
    assert refused == ()
    assert again == records.in_order()


EXAMPLE = example_records()
LATER = date(2026, 12, 24)
WREN = a_therapist("Wren")
NOTE = a_note(WREN, text="It was good.", helped="Being asked.", ratings=ratings(pace=7))
(FILE,) = markdown_files(Records(therapists=(WREN,), notes=(NOTE,)))


def changed(old: str, new: str) -> tuple[str, str]:
    assert old in FILE[1]
    return FILE[0], FILE[1].replace(old, new, 1)


@pytest.mark.parametrize("name", [name for name, _ in markdown_files(EXAMPLE)])
def test_a_single_file_of_the_example_brings_nothing_that_is_not_here(name: str) -> None:
    files = [(file, text) for file, text in markdown_files(EXAMPLE) if file == name]
    found, refused = read_own_markdown(files, EXAMPLE.therapists, LATER)
    look = plan(EXAMPLE, found)
    assert refused == ()
    assert (look.add, look.replace, look.differs) == ((), (), ())
    assert look.already_here


def test_line_ends_of_other_systems_and_ends_that_editors_cut_make_no_difference() -> None:
    text = FILE[1].rstrip().replace("\n", "\r\n")
    assert read_own_markdown([("wren.md", "\ufeff" + text)], (), TODAY)[0].notes == (NOTE,)


def test_what_was_changed_in_a_file_is_offered_and_what_was_added_is_new() -> None:
    added = "## 2026-10-08: session\n\nAdded by hand.\n"
    name, text = changed("It was good.", "It was better.")
    found, refused = read_own_markdown([(name, f"{text}\n{added}")], (), TODAY)
    look = plan(Records(therapists=(WREN,), notes=(NOTE,)), found)
    assert refused == ()
    assert dict(look.new) == {"note": 1}
    (differs,) = look.differs
    assert differs.theirs == NOTE.model_copy(update={"text": "It was better."})
    again, _ = read_own_markdown([(name, f"{text}\n{added}")], (), TODAY)
    assert again == found, "the same each time"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Pace: 7", "Pace: much", "line 21: it is no rating"),
        ("Pace: 7", "Pace: 70", "line 11: ratings[0].value: it is none of the possible values"),
        ("Pace: 7", "Haste: 7", "line 21: no dimension is called “Haste”"),
        ("What helped", "What amused", "line 15: nothing is called “What amused” here"),
        ("2026-10-01: session", "2026-02-30: session", "it is not a date like 2026-03-31"),
        ("status: trying", "status: dreaming", "status: it is none of the possible words"),
        ("- status", "- mood", "line 8: nothing is called “mood” here"),
        ("format: 1", "format: 2", "line 1: a later Rapport saved it"),
        ("# Wren", "Hello\n# Wren", "line 6: something stands above the first heading"),
        ("**Ratings**", "**Ratings**\n\nwell", "something stands below it"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named_and_the_other_files_go_on(
    old: str, new: str, reason: str
) -> None:
    (jots,) = markdown_files(Records(notes=(a_jot(),)))
    found, (refused,) = read_own_markdown([changed(old, new), jots], (), TODAY)
    assert refused.name == "wren.md"
    assert reason in refused.reason
    assert (found.therapists, len(found.notes)) == ((), 1)


def test_files_that_speak_against_each_other_are_named() -> None:
    found, (refused,) = read_own_markdown([FILE, changed("good", "bad"), FILE], (), TODAY)
    assert (refused.number, found.notes) == (2, (NOTE,))


def test_a_jot_finds_whom_it_is_about_in_the_files_or_here_and_else_by_name() -> None:
    jot = a_jot(therapist=WREN.id)
    *_, jots = markdown_files(Records(therapists=(WREN,), notes=(jot,)))
    other = a_therapist(" wren")
    assert read_own_markdown([jots, FILE], (), TODAY)[0].therapists == (WREN,)
    assert read_own_markdown([jots], [WREN], TODAY)[0].notes == (jot,)
    assert read_own_markdown([jots], [other], TODAY)[0].notes[0].therapist == other.id
    (made,) = read_own_markdown([jots], (), TODAY)[0].therapists
    assert (made.id, made.name) == (WREN.id, "Wren")


def test_a_day_still_to_come_is_refused() -> None:
    with pytest.raises(ArchiveInvalid, match="still to come"):
        read_own_markdown([changed("## 2026-10-01: session", "## 2027-10-01: session")], (), TODAY)


@pytest.mark.parametrize("text", ["", "---\ndate: 2026-01-01\n---\n", "# Wren\n", "rapport: jots"])
def test_other_markdown_is_not_ours(text: str) -> None:
    assert not is_own_markdown(text)
    assert is_own_markdown(FILE[1])
