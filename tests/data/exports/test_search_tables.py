"""Therapists and search steps as tables."""

from datetime import date, time
from decimal import Decimal

from data.exports.search_tables import search_csv, search_table, therapists_csv, therapists_table
from data.model.fee import Fee
from data.model.next_session import NextSession
from data.model.record import new_id
from data.model.records import Records
from data.model.search_step import NextStep, SearchStep
from tests.rig.people import THEN, a_therapist

DAY = date(2026, 3, 5)
LINDEN = a_therapist(
    "Linden",
    status="considering",
    search_steps=(
        SearchStep(id=new_id(), kind="refused", on=date(2026, 3, 9), written_at=THEN),
        SearchStep(id=new_id(), kind="written to", on=DAY, written_at=THEN, words="=1+1"),
    ),
    next_step=NextStep(what="Call", on=DAY, written_at=THEN),
    fee=Fee(amount=Decimal("95.5"), currency="€"),
    next_session=NextSession(on=DAY, at=time(17), weeks=1),
)
RECORDS = Records(therapists=(LINDEN, a_therapist("Maple")))


def test_each_therapist_is_a_row() -> None:
    linden, maple = therapists_table(RECORDS).itertuples(index=False, name=None)
    assert linden == (
        *("Linden", "considering", "", "", "95.50", "€", "Call", "2026-03-05"),
        *("2026-03-05", "17:00", "1", "alone", "", "", ""),
    )
    assert maple == ("Maple", "trying", *[""] * 9, "alone", "", "", "")


def test_each_step_is_a_row_by_day() -> None:
    assert list(search_table(RECORDS).itertuples(index=False, name=None)) == [
        ("2026-03-05", "Linden", "written to", "=1+1"),
        ("2026-03-09", "Linden", "refused", ""),
    ]


def test_as_csv_no_cell_is_run() -> None:
    assert b"'=1+1" in search_csv(RECORDS)
    assert "95.50,€".encode() in therapists_csv(RECORDS)
    assert search_csv(Records()).decode("utf-8-sig").strip() == "date,therapist,step,words"
