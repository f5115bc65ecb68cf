"""The snapshot: one frozen type, built by naming each thing that goes in. Nothing else can leave.

Records in it are made anew, with ids and days of their own: of the real ones only the order
travels, which the figures need. The renderer gets this and nothing more.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from pydantic import AwareDatetime

from data.model.dimension import Key, OwnDimension, Renamed
from data.model.need import NeedProfile
from data.model.note import Note, Rating
from data.model.record import Day, Line, Record, Text, new_id
from data.model.records import Records
from data.model.share import Choice, Dates, Naming
from data.model.therapist import Therapist, present_first

_LONG_AGO = date(2000, 1, 1)


class SharedPassage(Record):
    """A stretch of a note: whom it is about, when, as far as that was chosen, and the words.

    ``about``: on which of the chosen dimensions the note has a rating.
    """

    therapist: Line
    when: Line
    text: Text
    about: tuple[Key, ...] = ()


class SharedView(Record):
    """All that a reader gets. ``by``: what the owner calls themselves, empty for nothing.

    ``until``: when a link opens it no more, in the owner's zone; None in a file. ``time``: which
    days it is made from, as far as dates were chosen; empty for all.
    """

    by: Line
    made_on: Day
    until: AwareDatetime | None = None
    records: Records
    passages: tuple[SharedPassage, ...]
    time: Line = ""


def shared_view(
    records: Records, choice: Choice, today: date, until: datetime | None = None
) -> SharedView:
    """Return the snapshot of what was chosen; what is not there any more is left out."""
    chosen = [therapist for therapist in records.therapists if therapist.id in choice.therapists]
    in_order = present_first(chosen)
    names = dict(
        zip((therapist.id for therapist in in_order), _names(in_order, choice.naming), strict=True)
    )
    people = {who: _therapist(name) for who, name in names.items()}
    keys = {key for key in choice.dimensions if key in records.known_dimensions()}
    notes = tuple(note for note in records.notes if choice.holds(note))
    return SharedView(
        by=choice.by.strip(),
        made_on=today,
        until=until,
        records=Records(
            dimensions=tuple(
                _own(dimension) for dimension in records.dimensions if dimension.key in keys
            ),
            renamed=tuple(_renamed(rename) for rename in records.renamed if rename.key in keys),
            need_profiles=_needs(records.needs_now(), keys),
            therapists=tuple(people.values()),
            notes=_notes(notes, people, keys),
        ),
        passages=_passages(notes, names, choice, keys),
        time=_time(choice) if people else "",
    )


def _therapist(name: str) -> Therapist:
    """Somebody of this name about whom nothing else is known."""
    at = datetime(2000, 1, 1, tzinfo=UTC)
    return Therapist(id=new_id(), name=name, status="trying", written_at=at)


def _names(therapists: Sequence[Therapist], naming: Naming) -> list[str]:
    if naming == "code name":
        return [therapist.name for therapist in therapists]
    if naming == "letter":
        return [f"Therapist {_letter(at)}" for at in range(len(therapists))]
    initials = [f"{therapist.name.strip()[0].upper()}." for therapist in therapists]
    return [
        initial
        if initials.count(initial) == 1
        else f"{initial} {initials[: at + 1].count(initial)}"
        for at, initial in enumerate(initials)
    ]


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else str(at + 1)


def _own(own_dimension: OwnDimension) -> OwnDimension:
    return OwnDimension(
        key=own_dimension.key,
        name=own_dimension.name,
        kind=own_dimension.kind,
        low_end=own_dimension.low_end,
        high_end=own_dimension.high_end,
    )


def _renamed(renamed: Renamed) -> Renamed:
    return Renamed(key=renamed.key, name=renamed.name)


def _needs(profile: NeedProfile | None, keys: set[str]) -> tuple[NeedProfile, ...]:
    needs = tuple(need for need in profile.needs if need.dimension in keys) if profile else ()
    if profile is None or not needs:
        return ()
    shared = {need.dimension for need in needs}
    return (
        NeedProfile(
            id=new_id(),
            since=_LONG_AGO,
            written_at=datetime(2000, 1, 1, tzinfo=UTC),
            needs=needs,
            must_haves=tuple(key for key in profile.must_haves if key in shared),
            going_in=tuple(key for key in profile.going_in if key in shared),
        ),
    )


def _notes(
    notes: Sequence[Note], people: Mapping[UUID, Therapist], keys: set[str]
) -> tuple[Note, ...]:
    """The notes in their order, with the ratings that were chosen; one day stays one day."""
    chosen = []
    for note in notes:
        somebody = people.get(note.therapist) if note.therapist else None
        rated = tuple(
            Rating(dimension=rating.dimension, value=rating.value)
            for rating in note.ratings
            if rating.dimension in keys
        )
        # Notes without a rating are counted, as on Fit.
        if somebody and note.kind != "jot":
            chosen.append((note, somebody, rated))
    days = {day: at for at, day in enumerate(sorted({note.date for note, _, _ in chosen}))}
    return tuple(
        Note(
            id=new_id(),
            kind=note.kind,
            therapist=somebody.id,
            date=_LONG_AGO + timedelta(days=days[note.date]),
            written_at=datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=at),
            ratings=rated,
        )
        for at, (note, somebody, rated) in enumerate(chosen)
    )


def _passages(
    notes: Sequence[Note], names: Mapping[UUID, str], choice: Choice, keys: set[str]
) -> tuple[SharedPassage, ...]:
    by_id = {note.id: note for note in notes}
    made = []
    for passage in choice.passages:
        note = by_id.get(passage.note)
        text = note.text[passage.start : passage.end].strip() if note else ""
        name = names.get(note.therapist) if note and note.therapist else None
        if note and name and text:
            when = _when(note.date, choice.dates)
            about = tuple(rated.dimension for rated in note.ratings if rated.dimension in keys)
            made.append(SharedPassage(therapist=name, when=when, text=text, about=about))
    return tuple(made)


def _time(choice: Choice) -> str:
    """Return which days were chosen, no nearer than dates may be said."""
    if choice.since is None and choice.until is None:
        return ""
    if choice.dates == "none":
        return "Made from the notes of a part of the time."
    ends = [
        f"{word} {_when(day, choice.dates)}"
        for word, day in (("from", choice.since), ("until", choice.until))
        if day
    ]
    return f"Made from the notes {' '.join(ends)}."


def _when(day: date, dates: Dates) -> str:
    if dates == "none":
        return ""
    return f"{day.day} {day:%B %Y}" if dates == "exact" else f"{day:%B %Y}"
