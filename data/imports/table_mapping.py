"""Mapping from the columns of somebody's own table to notes, as the person saw it.

Rows that cannot be taken are named by their number with the reason; the others are not touched by
that. The same table twice gives the same notes with the same ids.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Final, Literal
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.imports.table_reader import Table
from data.model.note import Note, NoteKind, Rating
from data.model.record import name_key, problem
from data.model.records import Records
from data.model.therapist import Therapist

_SPACE: Final = UUID("0b2a1a3e-6f5d-5d0e-8d0b-6a3a8c5f9f17")

DateOrder = Literal["year first", "day first", "month first"]
Scale = Literal["0 to 10", "1 to 10", "1 to 5", "0 to 5", "0 to 100", "words"]

DID_NOT_COME_UP: Final = "did not come up"

_ENDS: Final[Mapping[Scale, tuple[float, float]]] = {
    "0 to 10": (0, 10),
    "1 to 10": (1, 10),
    "1 to 5": (1, 5),
    "0 to 5": (0, 5),
    "0 to 100": (0, 100),
}

_LADDERS: Final = (
    ("never", "rarely", "sometimes", "often", "always"),
    ("very low", "low", "medium", "high", "very high"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("not at all", "a little", "somewhat", "quite", "very"),
    ("too slow", "slow", "right", "fast", "too fast"),
    ("bad", "ok", "good"),
    ("low", "medium", "high"),
    ("no", "partly", "yes"),
)

_KINDS: Final[Mapping[str, NoteKind]] = {
    "session": "session",
    "first call": "first call",
    "call": "first call",
    "from memory": "from memory",
    "memory": "from memory",
    "jot": "jot",
}

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_NUMBERS = re.compile(r"(\d{1,4})[./\- ]+(\d{1,2})[./\- ]+(\d{1,4})(?!\d)")
_TH = "(?:st|nd|rd|th|[.])?"
_NAMED = re.compile(
    rf"(?:(\d{{1,2}}){_TH}[ \-]+)?([a-z]{{3,9}})\.?[ \-]+(?:(\d{{1,2}}){_TH},?[ \-]+)?(\d{{4}})"
)


@dataclass(frozen=True)
class Rated:
    """One column of ratings: on which dimension, on which scale, and what its words mean."""

    column: str
    dimension: str
    scale: Scale = "0 to 10"
    words: Mapping[str, int] = field(default_factory=dict)
    turned: bool = False
    """Whether its high end is our low end."""


@dataclass(frozen=True)
class Mapped:
    """Meaning of each column. ``therapist_column`` None: all rows are about ``therapist``."""

    date_column: str
    order: DateOrder
    therapist: Therapist | None = None
    therapist_column: str | None = None
    kind_column: str | None = None
    text_columns: tuple[str, ...] = ()
    rated: tuple[Rated, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A row that cannot be taken: its number in the file, and why."""

    number: int
    reason: str


@dataclass(frozen=True)
class Taken:
    """Records a table becomes, and the rows left out."""

    records: Records
    refused: tuple[Refused, ...]


class _RowError(Exception):
    """Reason why this row cannot be taken, in words."""


def read_day(text: str, order: DateOrder) -> date | None:
    """Return the day a cell says, None where it says none in this order."""
    plain = text.strip().lower()
    if found := _NUMBERS.match(plain):
        one, two, three = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return _day(one, two, three)
        if order == "year first":
            return None
        year = three if len(found[3]) == 4 else 2000 + three if len(found[3]) == 2 else 0
        return _day(year, two, one) if order == "day first" else _day(year, one, two)
    if (found := _NAMED.match(plain)) and found[2][:3] in _MONTHS and (found[1] or found[3]):
        month = _MONTHS.index(found[2][:3]) + 1
        return _day(int(found[4]), month, int(found[1] or found[3]))
    return None


def guess_orders(values: Sequence[str], today: date) -> tuple[DateOrder, ...]:
    """Return the orders in which most of these cells are days until today, the best first.

    Several where nothing tells them apart: then the person has to say.
    """
    orders: tuple[DateOrder, ...] = ("year first", "day first", "month first")
    read = {order: _read_in(values, order, today) for order in orders}
    most = max(read.values(), default=0)
    if not values or most < len(values) / 2:
        return ()
    if read["year first"] == most:
        return ("year first",)
    best = [order for order in orders if read[order] == most]
    return tuple(best)


def guess_scale(values: Iterable[str]) -> Scale:
    """Return the scale on which a column of ratings seems to be."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    words = [value for value in values if value and _number(value) is None]
    if len(words) > len(numbers) or not numbers:
        return "words"
    low, high = min(numbers), max(numbers)
    if high > 10:
        return "0 to 100"
    if high > 5:
        return "0 to 10"
    return "1 to 5" if low >= 1 else "0 to 5"


def guess_words(values: Iterable[str]) -> dict[str, int | None]:
    """Return each different word of a column with the value it seems to mean, the common first."""
    seen = Counter(value.strip().casefold() for value in values if value.strip())
    ladder = max(_LADDERS, key=lambda ladder: sum(word in seen for word in ladder))
    steps = {word: round(10 * at / (len(ladder) - 1)) for at, word in enumerate(ladder)}
    return {word: steps.get(word) for word, _ in seen.most_common(30)}


def step(value: str, rated: Rated) -> int | Literal["did not come up"] | None:
    """Return a cell as a rating 0..10, None for an empty one. Raises `ValueError`."""
    plain = value.strip()
    if plain.casefold() in {"", "-", "n/a", "na"}:
        return None
    if plain.casefold() == DID_NOT_COME_UP:
        return DID_NOT_COME_UP
    if rated.scale == "words":
        found = rated.words.get(plain.casefold())
        if found is None:
            raise ValueError("no value was chosen for this word")
        return 10 - found if rated.turned else found
    number = _number(plain)
    low, high = _ENDS[rated.scale]
    if number is None or not low <= number <= high:
        raise ValueError(f"it is no number from {low:g} to {high:g}")
    # Half a step is rounded up: 2 of 5, counted from 1, is 2.5, thus 3.
    whole = int((number - low) * 10 / (high - low) + 0.5)
    return 10 - whole if rated.turned else whole


def take_table(
    table: Table,
    mapped: Mapped,
    here: Records,
    today: date,
    progress: Callable[[float], None] = lambda _share: None,
) -> Taken:
    """Return the notes that the rows become, and the rows that cannot be taken.

    ``progress`` is told the share that is done, 0..1, now and then.
    """
    people = _People(here)
    notes: dict[UUID, Note] = {}
    refused: list[Refused] = []
    seen: Counter[str] = Counter()
    for done, (number, cells) in enumerate(table.rows, 1):
        row = dict(zip(table.columns, cells, strict=True))
        try:
            note = _note(row, mapped, people, today, seen)
            notes[note.id] = note
        except _RowError as error:
            refused.append(Refused(number, str(error)))
        except ValidationError as error:
            where, what = problem(error)
            refused.append(Refused(number, f"{where}: {what}" if where else what))
        if done % 250 == 0 or done == len(table.rows):
            progress(done / len(table.rows))
    used = {note.therapist for note in notes.values()}
    therapists = tuple(therapist for therapist in people.known.values() if therapist.id in used)
    return Taken(
        Records(therapists=therapists, notes=tuple(notes.values())).in_order(),
        tuple(refused),
    )


class _People:
    """Therapists by name: those who are here, and new ones as they come up."""

    def __init__(self, here: Records) -> None:
        self.known = {name_key(therapist.name): therapist for therapist in here.therapists}

    def named(self, name: str, day: date) -> Therapist:
        key = name_key(name)
        if key not in self.known:
            self.known[key] = Therapist(
                id=uuid5(_SPACE, key), name=name, status="trying", written_at=_noon(day)
            )
        return self.known[key]


def _note(
    row: Mapping[str, str], mapped: Mapped, people: _People, today: date, seen: Counter[str]
) -> Note:
    day = read_day(row[mapped.date_column], mapped.order)
    if day is None:
        raise _RowError("no day can be read in its date")
    if day > today:
        raise _RowError("its date is still to come")
    kind = _kind(row, mapped)
    name = row[mapped.therapist_column] if mapped.therapist_column else ""
    if mapped.therapist_column and not name and kind != "jot":
        raise _RowError("it does not say which therapist it is about")
    who = people.named(name, day) if name else mapped.therapist
    if mapped.therapist and mapped.therapist.id not in {
        therapist.id for therapist in people.known.values()
    }:
        people.known[name_key(mapped.therapist.name)] = mapped.therapist
    text = "\n\n".join(row[column] for column in mapped.text_columns if row[column])
    rated = tuple(_ratings(row, mapped))
    if who is None:
        kind = "jot"
    if kind == "jot" and not text:
        raise _RowError("there is nothing in it to keep")
    # The row's own words make its id, and its place among equal rows: brought in again, it is here.
    body = "\x1f".join((str(day), str(who and who.id), kind, text, repr(rated)))
    seen[body] += 1
    return Note(
        id=uuid5(_SPACE, sha256(f"{body}\x1f{seen[body]}".encode("utf-8", "replace")).hexdigest()),
        kind=kind,
        therapist=who.id if who else None,
        date=day,
        written_at=_noon(day),
        text=text,
        ratings=() if kind == "jot" else rated,
    )


def _kind(row: Mapping[str, str], mapped: Mapped) -> NoteKind:
    said = row[mapped.kind_column].casefold() if mapped.kind_column else ""
    if said and said not in _KINDS:
        raise _RowError("its kind is none of session, first call, from memory, jot")
    return _KINDS.get(said, "session")


def _ratings(row: Mapping[str, str], mapped: Mapped) -> Iterable[Rating]:
    for rated in mapped.rated:
        try:
            value = step(row[rated.column], rated)
        except ValueError as error:
            raise _RowError(f"“{rated.column}”: {error}") from None
        if value is not None:
            yield Rating(dimension=rated.dimension, value=value)


def _read_in(values: Sequence[str], order: DateOrder, today: date) -> int:
    return sum((day := read_day(value, order)) is not None and day <= today for value in values)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year >= 1900 else None


def _number(text: str) -> float | None:
    try:
        return float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        return None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
