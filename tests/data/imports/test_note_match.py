"""Notes of a file beside those that are here: the same, or one of them changed."""

from datetime import date

import pytest

from data.imports.archive_merge import Plan, plan
from data.imports.note_match import MATCHED, matched_notes
from data.imports.scales import Rated
from data.imports.table_mapping import Mapped, take_table
from data.imports.table_reader import read_table
from data.model.note import Note, Rating
from data.model.records import Records
from tests.data.imports.case_tables import table_of, taken
from tests.rig.people import TODAY, a_goal, a_jot, a_note, a_therapist


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


def row(text: str, therapist: str = "Wren", day: int = 1, pace: str = "") -> bytes:
    return f"Date,Therapist,Text,Pace\n2026-04-{day:02},{therapist},{text},{pace}\n".encode()


def look_of(here: Records, content: bytes) -> Plan:
    table = read_table(content)
    mapped = Mapped(
        "Date", "year first", therapist_column="Therapist", text_columns=("Text",),
        rated=(Rated("Pace", "pace"),),
    )  # fmt: skip
    found = take_table(table, mapped, here, TODAY)
    return plan(here, matched_notes(here, found.records, found.matched), "theirs")


LONG = "We spoke about the school for the whole hour."


@pytest.mark.parametrize(
    ("content", "new", "differ"),
    [
        (row(LONG, day=2), 0, 1),  # the day was mended
        (row(LONG, "Birch", day=2), 1, 0),  # the same words about somebody else are no correction
        (row("Rain and then tea on a bus to nowhere."), 1, 0),
        (row("Short.", day=2), 1, 0),
    ],
)
def test_a_note_looks_like_one_here_by_its_day_and_words_or_by_a_telling_text(
    content: bytes, new: int, differ: int
) -> None:
    wren, birch = a_therapist("Wren"), a_therapist("Birch")
    notes = (
        a_note(wren, date(2026, 4, 1), text=LONG), a_note(wren, date(2026, 4, 9), text="Short."),
    )  # fmt: skip
    look = look_of(Records(therapists=(wren, birch), notes=notes), content)
    assert (look.new.get("note", 0), len(look.differs)) == (new, differ)


def test_a_rating_that_the_table_repeats_keeps_what_is_said_of_it_here() -> None:
    wren = a_therapist("Wren")
    rated = (Rating(dimension="pace", value=7, right="too much"),)
    here = Records(
        therapists=(wren,), notes=(a_note(wren, date(2026, 4, 1), text=LONG, ratings=rated),)
    )
    (changed,) = look_of(here, row(f"{LONG} And more.", pace="7")).replace
    assert isinstance(changed, Note)
    assert changed.ratings == rated
    (other,) = look_of(here, row(f"{LONG} And more.", pace="4")).replace
    assert isinstance(other, Note)
    assert other.ratings == (Rating(dimension="pace", value=4),)


def test_a_jot_that_was_sorted_since_is_the_same_jot() -> None:
    wren = a_therapist("Wren")
    sorted_since = a_note(wren, date(2026, 4, 1), text=LONG)
    here = Records(therapists=(wren,), notes=(sorted_since,))
    jot = a_jot(LONG, date=date(2026, 4, 1))
    assert matched_notes(here, Records(notes=(jot,)), MATCHED).notes == (sorted_since,)
    of_another_day = a_jot(LONG, date=date(2026, 4, 2))
    brought = Records(notes=(of_another_day,))
    assert matched_notes(here, brought, MATCHED).notes == (of_another_day,)


def test_what_a_table_rates_on_an_own_dimension_stays_on_it() -> None:
    here = Records(dimensions=(a_goal("Sleep"),))
    found = taken(table_of("two_files_first.csv"), Rated("Pace", "own-sleep"))
    added = plan(here, matched_notes(here, found.records, found.matched)).add
    rated = {
        rating.dimension for note in added if isinstance(note, Note) for rating in note.ratings
    }
    assert rated == {"own-sleep"}
