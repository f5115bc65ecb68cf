"""Next session: in words, and the day that a note is probably about."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from data.model.next_session import NextSession, coming_day, latest_day
from data.model.note import Note
from data.model.records import Records
from data.model.therapist import Therapist
from data.words import day_words

STILL_TO_NOTE: Final = timedelta(days=14)
"""For so long a note begins with the day of the last session planned."""


def appointment_words(day: date, at: time | None) -> str:
    """Return a day and its time: "Thursday, 5 March 2026, 17:00"."""
    return f"{day:%A}, {day_words(day)}{f', {at:%H:%M}' if at else ''}"


def repeat_words(session: NextSession) -> str:
    """Return how it comes back: "every week, Thursdays 17:00"; "" where it comes once."""
    if session.weeks is None:
        return ""
    often = "every week" if session.weeks == 1 else f"every {session.weeks} weeks"
    return f"{often}, {session.on:%A}s{f' {session.at:%H:%M}' if session.at else ''}"


def day_to_note(therapist: Therapist, notes: Sequence[Note], clock: datetime) -> date:
    """Return the day with which a note begins: of the session last planned, else today."""
    return day_not_noted(therapist, notes, clock) or clock.date()


def day_not_noted(therapist: Therapist, notes: Sequence[Note], clock: datetime) -> date | None:
    """Return the day of the session that began last, where no note about them is as new.

    ``clock``: this instant in the person's timezone.
    """
    session = therapist.next_session
    latest = latest_day(session, clock) if session else None
    if latest is None or latest < clock.date() - STILL_TO_NOTE:
        return None
    noted = max((note.last_day for note in notes), default=date.min)
    return latest if noted < latest else None


def to_note(records: Records, clock: datetime) -> Therapist | None:
    """Return with whom the newest session was that was planned and not noted; None for nobody.

    Nor somebody marked unsafe: nothing is asked about them. ``clock``: as in `day_not_noted`.
    """
    waiting = [
        (day, therapist.written_at, therapist)
        for therapist in records.therapists
        if therapist.status != "ended" and not therapist.warning_signs
        for day in [day_not_noted(therapist, records.notes_of(therapist.id), clock)]
        if day is not None
    ]
    return max(waiting, key=lambda entry: entry[:2])[2] if waiting else None


def coming_sessions(records: Records, today: date) -> list[tuple[date, Therapist]]:
    """Return sessions to come with the day of each, the nearest first; none with who is unsafe."""
    coming = [
        (day, therapist)
        for therapist in records.therapists
        if therapist.next_session and therapist.status != "ended" and not therapist.warning_signs
        for day in [coming_day(therapist.next_session, today)]
        if day is not None
    ]
    return sorted(coming, key=lambda entry: (entry[0], _time_of(entry[1])))


def _time_of(therapist: Therapist) -> time:
    session = therapist.next_session
    return session.at if session and session.at else time.max
