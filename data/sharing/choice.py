"""What the owner of a share chooses: for whom, whom to show and how named, what, which words."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from data.model.dimension import Key
from data.model.record import Line, Record
from data.model.records import Records
from data.model.share import Audience, Dates, Naming, Passage

AUDIENCES: Final[dict[Audience, str]] = {
    "partner or friend": "a partner or friend",
    "current therapist": "the therapist I see now",
    "next therapist": "my next therapist",
    "other": "somebody else",
}


class Choice(Record):
    """What goes into a snapshot; whatever is not named here stays out.

    ``by``: what the owner calls themselves there, empty for nothing.
    """

    audience: Audience
    by: Line = ""
    therapists: tuple[UUID, ...] = ()
    naming: Naming = "code name"
    dimensions: tuple[Key, ...] = ()
    dates: Dates = "month"
    passages: tuple[Passage, ...] = ()


def usual_choice(audience: Audience, records: Records) -> Choice:
    """Return what is chosen to begin with: all needs, and of therapists what suits the reader.

    The present therapist sees their own row and no rival's, the next one nobody else's.
    """
    profile = records.needs_now()
    here = [one.id for one in records.therapists if one.status in ("trying", "staying")]
    whom: Sequence[UUID] = [one.id for one in records.therapists if records.notes_of(one.id)]
    if audience == "next therapist":
        whom = []
    elif audience == "current therapist":
        noted = [one for one in here if one in whom]
        whom = sorted(noted, key=lambda one: records.notes_of(one)[-1].order)[-1:]
    return Choice(
        audience=audience,
        therapists=tuple(whom),
        dimensions=tuple(need.dimension for need in profile.needs) if profile else (),
    )
