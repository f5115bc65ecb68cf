"""Records to test with: the smallest that hold together, changed by what a test cares about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from data.model.dimension import OwnDimension
from data.model.need import Need, NeedProfile
from data.model.note import Note, Rating
from data.model.record import new_id
from data.model.records import Records
from data.model.search_step import SearchStep, SearchStepKind
from data.model.share import Choice, Share
from data.model.therapist import Therapist

ALICE, BOB, CHARLIE = "alice", "bob", "charlie"
"""The cast: the owner, somebody else, and nobody who was ever here."""

TODAY = date(2026, 11, 1)
THEN = datetime(2026, 10, 1, 18, 0, tzinfo=UTC)


def a_therapist(name: str = "Maple", **more: Any) -> Therapist:
    given: dict[str, Any] = {"id": new_id(), "name": name, "status": "trying", "written_at": THEN}
    return Therapist(**given | more)


def a_note(therapist: Therapist | UUID | None, day: date = date(2026, 10, 1), **more: Any) -> Note:
    who = therapist.id if isinstance(therapist, Therapist) else therapist
    given: dict[str, Any] = {
        "id": new_id(),
        "kind": "session",
        "therapist": who,
        "date": day,
        "written_at": THEN,
    }
    return Note(**given | more)


def a_step(kind: SearchStepKind, on: date, words: str = "") -> SearchStep:
    return SearchStep(id=new_id(), kind=kind, on=on, written_at=THEN, words=words)


def a_jot(text: str = "Ring back on Monday.", **more: Any) -> Note:
    return a_note(**{"therapist": None, "kind": "jot", "text": text} | more)


def ratings(**values: int) -> tuple[Rating, ...]:
    return tuple(Rating(dimension=name, value=value) for name, value in values.items())


def needs(**ranges: tuple[int, int]) -> tuple[Need, ...]:
    return tuple(Need(dimension=name, low=low, high=high) for name, (low, high) in ranges.items())


def a_goal(name: str = "Sleep", **more: Any) -> OwnDimension:
    given: dict[str, Any] = {"key": f"own-{name.lower()}", "name": name, "kind": "one-sided"}
    given |= {"low_end": "awake at three", "high_end": "rested", "goal": True}
    return OwnDimension(**given | more)


def a_profile(**more: Any) -> NeedProfile:
    given: dict[str, Any] = {
        "id": new_id(),
        "since": date(2026, 9, 1),
        "written_at": THEN,
        "needs": needs(pace=(3, 6)),
    }
    return NeedProfile(**given | more)


def a_year(name: str = "Maple", **series: list[int]) -> Records:
    """Return one therapist with one session a day, rated as the series say, and their needs."""
    who = a_therapist(name)
    longest = max(len(values) for values in series.values())
    notes = tuple(
        a_note(
            who,
            date(2026, 1, 1 + at),
            ratings=ratings(**{key: v[at] for key, v in series.items() if at < len(v)}),
        )
        for at in range(longest)
    )
    return Records(therapists=(who,), notes=notes, need_profiles=(a_profile(),))


def a_share(**more: Any) -> Share:
    given: dict[str, Any] = {"id": new_id(), "door": "0" * 64, "made_at": THEN}
    given |= {"choice": Choice(audience="partner or friend")}
    return Share(**given | {"ends_at": THEN + timedelta(days=14)} | more)
