"""Presets of a share's choices, for each kind of reader."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from data.model.records import Records
from data.model.share import Audience, Choice, Terms

AUDIENCES: Final[dict[Audience, str]] = {
    "partner or friend": "a partner or friend",
    "current therapist": "the therapist I see now",
    "next therapist": "my next therapist",
    "other": "somebody else",
}


def usual_choice(audience: Audience, records: Records) -> Choice:
    """Return what is chosen to begin with: all needs, and of therapists what suits the reader.

    The present therapist sees their own row and no rival's, the next one nobody else's.
    """
    profile = records.needs_now()
    here = [
        therapist.id
        for therapist in records.therapists
        if therapist.status in ("trying", "staying")
    ]
    whom: Sequence[UUID] = [
        therapist.id for therapist in records.therapists if records.notes_of(therapist.id)
    ]
    if audience == "next therapist":
        whom = []
    elif audience == "current therapist":
        noted = [therapist for therapist in here if therapist in whom]
        whom = sorted(noted, key=lambda therapist: records.notes_of(therapist)[-1].order)[-1:]
    return Choice(
        audience=audience,
        therapists=tuple(whom),
        dimensions=tuple(need.dimension for need in profile.needs) if profile else (),
    )


def usual_terms(audience: Audience) -> Terms:
    """Return how long a link lasts to begin with: a search for somebody new takes its time."""
    return Terms(days=30 if audience == "next therapist" else 14)
