"""Rows of therapists and search steps in tables that Rapport saved, beside what is here."""

from datetime import date, time
from decimal import Decimal

import pytest

from data.exports.safe_csv import write_csv
from data.exports.search_tables import search_csv, therapists_csv, therapists_table
from data.exports.spreadsheet import notes_csv, workbook
from data.imports.archive_merge import plan
from data.model.fee import Fee
from data.model.next_session import NextSession
from data.model.records import Records
from data.model.search_step import NextStep
from tests.data.imports.test_round_trip import brought, look, nothing, taken
from tests.rig.people import (
    THEN,
    a_note,
    a_step,
    a_therapist,
)

DAY = date(2026, 10, 5)
LINDEN = a_therapist(
    "Linden",
    status="considering",
    details="Third floor,\nno lift",
    what_for=("sleep", "work; home"),
    setting="couple",
    fee=Fee(amount=Decimal("95.5"), currency="CHF"),
    search_steps=(
        a_step("called", DAY, "a machine"),
        a_step("first appointment", date(2027, 1, 8)),
    ),
    next_step=NextStep(what="Call", on=date(2026, 12, 1), written_at=THEN),
    next_session=NextSession(on=date(2027, 1, 8), at=time(17, 30), weeks=2),
)
SEARCH = Records(therapists=(LINDEN, a_therapist("Maple")))
EMPTY = Records()


def therapists(*rows: str) -> bytes:
    """A table of therapists with these rows: their first cells."""
    head = ",".join(therapists_table(Records()).columns)
    return "\r\n".join([head, *(f"{row}{',' * (14 - row.count(','))}" for row in rows)]).encode()


def reasons(content: bytes, here: Records = EMPTY) -> list[str]:
    return [f"{row.number}: {row.reason}" for row in taken(content, here).taken.refused]


def test_what_is_still_to_do_is_open_and_what_was_done_is_not_in_the_table() -> None:
    done = LINDEN.model_copy(
        update={"next_step": NextStep(what="Call", written_at=THEN.replace(year=2025))}
    )
    (again,) = brought(therapists_csv(Records(therapists=(done,))), Records()).therapists
    assert again.next_step is None
    (still,) = brought(workbook(Records(therapists=(LINDEN,))), Records()).therapists
    assert still.next_step
    assert all(step.written_at <= still.next_step.written_at for step in still.search_steps)


def test_details_come_to_somebody_who_is_here_only_where_they_are_taken() -> None:
    here = Records(therapists=(a_therapist("linden ", details="my own"), a_therapist("Wren")))
    content = workbook(SEARCH)
    found = look(content, here)
    assert (found.new, len(found.differs), found.replace) == ({"therapist": 1}, 1, ())
    brings = taken(content, here).taken.records
    (changed,) = plan(here, brings, each={found.differs[0].key: "theirs"}).replace
    assert changed.model_dump(exclude={"search_steps", "next_step"}) == {
        **LINDEN.model_dump(exclude={"search_steps", "next_step"}),
        **here.therapists[0].model_dump(include={"id", "name", "written_at"}),
    }


def test_an_empty_cell_says_nothing_and_steps_that_are_here_stay() -> None:
    fuller = LINDEN.model_copy(
        update={"began": DAY, "search_steps": (*LINDEN.search_steps, a_step("refused", DAY))}
    )
    assert nothing(look(workbook(SEARCH), Records(therapists=(fuller, SEARCH.therapists[1]))))


def test_a_step_that_was_changed_here_since_does_not_come_a_second_time() -> None:
    content = search_csv(SEARCH)
    (linden,) = brought(content, Records()).therapists
    changed = linden.search_steps[0].model_copy(update={"words": "she rang back"})
    steps = (changed, *linden.search_steps[1:])
    here = Records(therapists=(linden.model_copy(update={"search_steps": steps}),))
    assert nothing(look(content, here))


def test_two_equal_steps_of_a_day_are_two() -> None:
    twice = LINDEN.model_copy(
        update={"search_steps": (a_step("called", DAY), a_step("called", DAY))}
    )
    content = search_csv(Records(therapists=(twice,)))
    (again,) = brought(content, Records()).therapists
    assert len({step.id for step in again.search_steps}) == 2
    once = LINDEN.model_copy(update={"search_steps": twice.search_steps[:1]})
    (differs,) = look(content, Records(therapists=(once,))).differs
    assert len(differs.theirs.search_steps) == 2  # type: ignore[attr-defined] # a therapist
    assert nothing(look(content, Records(therapists=(again,))))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Wren,seeing", "“status”: it is none of the possible words"),
        ("Wren,trying,soon", "“began”: no day can be read in it"),
        ("Wren,trying,2026-03-01,2026-02-01", "the end lies before the beginning"),
        ("Wren,trying,,,12.345.6", "“fee”: it must be one amount, such as 95.50 or CHF 120"),
        ("Wren,trying,,,,,,,2026-03-01,25:00", "“at”: it is not a time of day like 17:00"),
        ("Wren,trying,,,,,,,2026-03-01,,x", "“every so many weeks”: it is no whole number"),
        ("Wren,trying,,,,,,,2026-03-01,,9", "“every so many weeks”: it is too large"),
        (",trying", "“therapist”: it must not be empty"),
    ],
)
def test_a_row_of_a_therapist_that_cannot_be_is_named_with_the_reason(
    row: str, reason: str
) -> None:
    assert reasons(therapists(row, "Elm,trying", "elm,ended")) == [
        f"2: {reason}",
        "4: the same therapist stands in it twice",
    ]


def test_a_row_of_a_step_that_cannot_be_is_named_with_the_reason() -> None:
    rows = ("2027-03-01,Elm,called,", "2027-03-01,Elm,first appointment,", "2026-03-01,Elm,rang,",
            "1.3.,Elm,called,")  # fmt: skip
    content = "\r\n".join(["date,therapist,step,words", *rows]).encode()
    assert reasons(content) == [
        "2: its date is still to come",
        "4: “step”: it is none of the possible words",
        "5: “date”: no day can be read in it",
    ]
    many = [f"2026-03-01,Elm,called,{number}" for number in range(201)]
    content = "\r\n".join(["date,therapist,step,words", *many]).encode()
    assert reasons(content) == ["202: there can be 200 search steps about somebody, not more"]


def test_a_table_of_an_earlier_rapport_without_the_later_columns_is_read() -> None:
    early = write_csv(therapists_table(SEARCH).iloc[:, :11])
    linden = next(who for who in brought(early, Records()).therapists if who.name == "Linden")
    assert (linden.fee, linden.details, linden.setting) == (LINDEN.fee, "", "alone")


def test_somebody_who_is_called_otherwise_by_now_is_the_same() -> None:
    note = a_note(LINDEN, DAY, text="fine")
    records = Records(therapists=(LINDEN,), notes=(note,))
    for content in (workbook(records), notes_csv(records)):
        there = brought(content, Records())
        renamed = there.therapists[0].model_copy(update={"name": "Ruth"})
        assert nothing(look(content, there.model_copy(update={"therapists": (renamed,)})))
