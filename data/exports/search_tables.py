"""Therapists and search steps as tables: one row somebody, one row a step."""

import pandas as pd

from data.exports.safe_csv import write_csv
from data.model.fee import Fee
from data.model.next_session import NextSession
from data.model.records import Records
from data.model.search_step import NextStep
from data.model.therapist import open_next_step
from data.table_form import STEPS, THERAPISTS


def therapists_table(records: Records) -> pd.DataFrame:
    """Return one row a therapist: status, fee, what is still to do, the next session, details."""
    rows = [
        (
            *(therapist.name, therapist.status),
            *(_said(therapist.began), _said(therapist.ended)),
            *_fee(therapist.fee),
            *_next_step(open_next_step(therapist, records.notes_of(therapist.id))),
            *_next_session(therapist.next_session),
            *(therapist.setting, "\n".join(therapist.what_for)),
            *(therapist.details, therapist.end_reason),
        )
        for therapist in records.therapists
    ]
    return pd.DataFrame(rows, columns=list(THERAPISTS), dtype=object)


def search_table(records: Records) -> pd.DataFrame:
    """Return one row a search step, by day."""
    rows = sorted(
        (step.on.isoformat(), step.written_at, therapist.name, step.kind, step.words)
        for therapist in records.therapists
        for step in therapist.search_steps
    )
    cells = [(on, name, kind, words) for on, _, name, kind, words in rows]
    return pd.DataFrame(cells, columns=list(STEPS), dtype=object)


def therapists_csv(records: Records) -> bytes:
    """Return the therapists as CSV, safe to open in a spreadsheet."""
    return write_csv(therapists_table(records))


def search_csv(records: Records) -> bytes:
    """Return the search steps as CSV, safe to open in a spreadsheet."""
    return write_csv(search_table(records))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _fee(fee: Fee | None) -> tuple[str, str]:
    return (str(fee.amount), fee.currency) if fee else ("", "")


def _next_step(planned: NextStep | None) -> tuple[str, str]:
    return (planned.what, _said(planned.on)) if planned else ("", "")


def _next_session(session: NextSession | None) -> tuple[str, str, str]:
    if session is None:
        return "", "", ""
    at = f"{session.at:%H:%M}" if session.at else ""
    return session.on.isoformat(), at, _said(session.weeks)
