"""Tables that Rapport saved: what comes of them beside what is here, and rows that cannot be taken.

That they come back equal is in `test_round_trip`.
"""

from datetime import date

import pytest

from data.exports.spreadsheet import notes_csv, ratings_csv, workbook
from data.imports.own_tables import own_tables
from data.imports.table_reader import read_table
from data.model.archive import read_archive
from data.model.dimension import OwnDimension, Renamed
from data.model.note import Rating
from data.model.records import Records
from data.table_form import LONGEST_CELL
from tests.data.imports.case_tables import CASES
from tests.data.imports.test_round_trip import Write, brought, look, nothing, taken
from tests.data.imports.test_therapist_rows import LINDEN, SEARCH, reasons
from tests.rig.people import (
    TODAY,
    a_goal,
    a_jot,
    a_note,
    a_therapist,
    ratings,
)


@pytest.mark.parametrize("write", [notes_csv, workbook])
def test_texts_come_back_letter_by_letter_and_nothing_is_doubled(write: Write) -> None:
    archive = read_archive((CASES / "texts_with_apostrophes.json").read_bytes(), TODAY)
    content = write(archive)
    again = brought(content, Records())
    assert [note.text for note in again.notes] == [note.text for note in archive.notes]
    assert nothing(look(content, archive))


def test_a_search_alone_comes_back_from_a_spreadsheet_without_notes() -> None:
    again = brought(workbook(SEARCH), Records())
    linden = next(who for who in again.therapists if who.name == "Linden")
    for name in ("details", "what_for", "setting", "fee", "next_session", "status"):
        assert getattr(linden, name) == getattr(LINDEN, name)
    assert [(step.on, step.kind, step.words) for step in linden.search_steps] == [
        (step.on, step.kind, step.words) for step in LINDEN.search_steps
    ]
    assert linden.next_step
    assert (linden.next_step.what, linden.next_step.on) == ("Call", date(2026, 12, 1))


def test_ratings_keep_their_dimension_their_answer_and_their_own_names() -> None:
    sleep = a_goal("Sleep")
    rain = OwnDimension(
        key="own-rain", name="By\u00a0rain", kind="two-sided", low_end="dry", high_end="wet"
    )
    rated = (
        Rating(dimension="pace", value=3, right="too little"),
        *ratings(**{"own-sleep": 4, "own-rain": 5}),
    )
    maple = a_therapist("Maple")
    records = Records(
        dimensions=(sleep, rain),
        renamed=(Renamed(key="pace", name="Tempo"),),
        therapists=(maple,),
        notes=(a_note(maple, ratings=rated),),
    )
    for here in (Records(), Records(dimensions=(sleep, rain))):
        again = brought(workbook(records), here)
        assert again.dimensions == (rain, sleep)
        assert again.renamed == records.renamed
        assert set(again.notes[0].ratings) == set(rated)
    with_names = Records(dimensions=(sleep, rain), renamed=records.renamed)
    plain = {rating.model_copy(update={"right": None}) for rating in rated}
    assert set(brought(notes_csv(records), with_names).notes[0].ratings) == plain


def test_two_dimensions_with_one_name_are_told_apart_also_where_one_is_not_rated() -> None:
    maple = a_therapist("Maple")
    records = Records(
        renamed=(Renamed(key="trust", name="Pace"),),
        therapists=(maple,),
        notes=(a_note(maple, ratings=ratings(pace=3)),),
    )
    assert b",Pace (pace)" in notes_csv(records)
    old = notes_csv(records).replace(b"Pace (pace)", b"Pace")
    assert "You have no dimension, or more than one, called Pace: left out." in (
        taken(old, records).remarks
    )


def test_what_is_another_dimension_here_is_left_out_and_said() -> None:
    maple = a_therapist("Maple")
    notes = (a_note(maple, text="kept", ratings=ratings(**{"own-sleep": 4})),)
    records = Records(dimensions=(a_goal("Sleep"),), therapists=(maple,), notes=notes)
    here = Records(dimensions=(a_goal("Sleep", low_end="other words"),))
    found = taken(workbook(records), here)
    (refusal,) = found.taken.refused
    assert refusal.number == 2
    assert refusal.reason.startswith("in “Dimensions”: you have another dimension of this name")
    assert [note.ratings for note in found.taken.records.notes] == [()]
    alone = b"dimension,key,kind,0 is,10 is,hidden\nSleep,own-sleep,goal,awake,rested,\n"
    (refusal,) = taken(alone, here).taken.refused
    assert refusal.reason.startswith("you have another dimension of this name")


def test_a_text_that_a_spreadsheet_cut_is_named_and_takes_the_place_of_nothing() -> None:
    records = Records(notes=(a_jot("x" * (LONGEST_CELL + 5)), a_jot("short")))
    (reason,) = reasons(workbook(records), records)
    assert reason.startswith("2: in “Notes”: a text in it was cut, as no cell of a spreadsheet")
    assert nothing(look(workbook(records), records))


def test_other_tables_and_ratings_alone_are_said_to_be_that() -> None:
    assert own_tables(b"", read_table(b"Date,Text\n2026-03-01,a\n")) is None
    maple = a_therapist("Maple")
    records = Records(therapists=(maple,), notes=(a_note(maple, ratings=ratings(pace=3)),))
    found = taken(ratings_csv(records), Records())
    assert found.taken.records == Records()
    assert "Its notes are not in it." in found.remarks[0]


def test_a_dimension_that_is_here_stays_as_it_is_named_and_shown_here() -> None:
    theirs = Records(dimensions=(a_goal("Sleep"),), renamed=(Renamed(key="pace", name="Tempo"),))
    here = Records(
        dimensions=(a_goal("Sleep", hidden=True),), renamed=(Renamed(key="pace", name="Speed"),)
    )
    assert nothing(look(workbook(theirs), here))
