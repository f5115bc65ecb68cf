"""From the columns of somebody's own table to notes, by a mapping that the person saw.

Rows that cannot be taken are named by their number with the reason; the others are not touched by
that. The same table twice gives the same notes with the same ids.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.imports.agreed_answers import linked, read_answer
from data.imports.days import DateOrder, DayForm, read_day, read_month, whole_day
from data.imports.months import last_day
from data.imports.note_match import MATCHED
from data.imports.scales import Rated, is_nothing, step
from data.imports.table_reader import Refused, Table
from data.model.note import Note, NoteKind, Rating
from data.model.record import EARLIEST, LONGEST_TEXT, name_key, problem
from data.model.records import Records
from data.model.therapist import Therapist

_SPACE: Final = UUID("0b2a1a3e-6f5d-5d0e-8d0b-6a3a8c5f9f17")

_KINDS: Final[Mapping[str, NoteKind]] = {
    **dict.fromkeys(("session", "sitzung", "séance", "seance", "sesión", "sesion"), "session"),
    **dict.fromkeys(("seduta", "sessão", "sessie", "sesja", "appointment", "termin"), "session"),
    **dict.fromkeys(("first call", "call", "first session", "erstgespräch"), "first call"),
    **dict.fromkeys(("intake", "consultation", "vorgespräch", "premier appel"), "first call"),
    **dict.fromkeys(("primera llamada", "kennismaking", "probatorik"), "first call"),
    **dict.fromkeys(("from memory", "memory", "aus der erinnerung", "de mémoire"), "from memory"),
    **dict.fromkeys(("jot", "note", "notiz", "nota"), "jot"),
}


@dataclass(frozen=True)
class Mapped:
    """Meaning of each column. ``therapist_column`` None: all rows are about ``therapist``.

    ``date_column`` None: each row is of the day ``on``. ``kinds``: what the words of the kind
    column mean. ``kind``: of rows that do not say it. ``own``: whether Rapport saved the table, so
    that a name or a text like “-” is one. ``months``: whether “Feb-26” is a month.
    """

    date_column: str | None
    order: DateOrder | None
    therapist: Therapist | None = None
    therapist_column: str | None = None
    kind_column: str | None = None
    text_columns: tuple[str, ...] = ()
    rated: tuple[Rated, ...] = ()
    kinds: Mapping[str, NoteKind] = field(default_factory=dict)
    kind: NoteKind = "session"
    fields: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    year: int | None = None
    zone: Any = UTC
    own: bool = False
    months: bool = False

    @property
    def form(self) -> DayForm:
        """Writing of the days in the date column."""
        return DayForm(self.order, self.year, self.zone, self.months)

    @property
    def matched(self) -> frozenset[str]:
        """The fields of a note that this table says something about."""
        said = {*MATCHED, *self.fields}
        if not self.text_columns:
            said.discard("text")
        if self.kind_column is None:
            said.discard("kind")
        return frozenset(said | {rated.dimension for rated in self.rated})


@dataclass(frozen=True)
class Taken:
    """Records a file becomes, and what is left out.

    ``matched``: the fields of a note that the file says something about.
    """

    records: Records
    refused: tuple[Refused, ...]
    matched: frozenset[str] = MATCHED
    undated: tuple[str, ...] = ()
    """Names of files in which no day is found, and none was given."""
    order_open: bool = False
    """Whether a day can be read in two orders, and none was chosen."""
    year_open: str = ""
    """Day and month of one that lacks its year, where none was given: "26 February"."""


class RowError(Exception):
    """Reason why this row cannot be taken, in words."""


def guess_kinds(values: Iterable[str]) -> dict[str, NoteKind | None]:
    """Return each different word of a column of kinds with the kind it seems to mean."""
    words = Counter(value.strip().casefold() for value in values if not is_nothing(value))
    return {word: _KINDS.get(word) for word, _ in words.most_common()}


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
    people = _Therapists(here)
    notes: dict[UUID, Note] = {}
    refused = list(table.misfits)
    already: Counter[str] = Counter()
    for done, (number, cells) in enumerate(table.rows, 1):
        row = dict(zip(table.columns, cells, strict=True))
        try:
            note = _note(row, mapped, people, today, already)
            notes[note.id] = note
        except RowError as error:
            refused.append(Refused(number, str(error)))
        except ValidationError as error:
            where, what = problem(error)
            refused.append(Refused(number, f"{where}: {what}" if where else what))
        if done % 250 == 0 or done == len(table.rows):
            progress(done / len(table.rows))
    used = {note.therapist for note in notes.values()}
    therapists = tuple(therapist for therapist in people.by_name.values() if therapist.id in used)
    return Taken(
        Records.model_construct(therapists=therapists, notes=linked(notes.values())).in_order(),
        tuple(sorted(refused, key=lambda row: row.number)),
        mapped.matched,
    )


class _Therapists:
    """Therapists by name: those who are here, and new ones as they come up."""

    def __init__(self, here: Records) -> None:
        self.by_name = {name_key(therapist.name): therapist for therapist in here.therapists}
        self._by_id = {therapist.id: therapist for therapist in here.therapists}

    def named(self, name: str, day: date) -> Therapist:
        key = name_key(name)
        if key not in self.by_name:
            new = therapist_id(name)
            # Somebody who came from a table before may be called otherwise by now.
            self.by_name[key] = self._by_id.get(new) or Therapist(
                id=new, name=name, status="trying", written_at=noon(day)
            )
        return self.by_name[key]


def _note(
    row: Mapping[str, str], mapped: Mapped, people: _Therapists, today: date, already: Counter[str]
) -> Note:
    day = _day(row, mapped, today)
    month = read_month(row[mapped.date_column], mapped.form) if mapped.date_column else None
    kind = _kind(row, mapped, "from memory" if month else mapped.kind)
    said = row[mapped.therapist_column] if mapped.therapist_column else ""
    name = said if mapped.own else _name(said)
    if mapped.therapist_column and not name.strip() and kind != "jot":
        raise RowError("it does not say which therapist it is about")
    text = _text(row, mapped)
    rated = tuple(_ratings(row, mapped))
    fields = dict(_fields(row, mapped, today))
    who = people.named(name, day) if name.strip() else mapped.therapist
    if mapped.therapist and mapped.therapist.id not in {
        therapist.id for therapist in people.by_name.values()
    }:
        people.by_name[name_key(mapped.therapist.name)] = mapped.therapist
    if who is None:
        kind = "jot"
    if kind == "jot":
        if rated or fields:
            raise RowError(
                "it has ratings, which a note without a therapist cannot hold; say whom it is about"
                if rated
                else "a jot holds text only, and it says more; say whom it is about"
            )
        if not text.strip():
            raise RowError("there is nothing in it to keep")
    if month:
        if kind != "from memory":
            raise RowError(f"its date names a month and no day, and a {kind} is of one day")
        fields.setdefault("until", min(last_day(month), today))
    # The row's own words make its id, and its place among equal rows: brought in again, it is here.
    body = "\x1f".join((str(day), str(who and who.id), kind, text, repr(rated), repr(fields)))
    already[body] += 1
    return Note(
        id=uuid5(
            _SPACE, sha256(f"{body}\x1f{already[body]}".encode("utf-8", "replace")).hexdigest()
        ),
        kind=kind,
        therapist=who.id if who else None,
        date=day,
        written_at=noon(day) + timedelta(seconds=_rows_before(day, already)),
        text=text,
        ratings=rated,
        **fields,
    )


def _name(cell: str) -> str:
    """Return the name in a cell, "" for a way to say nobody; letters alone may be initials."""
    plain = cell.strip()
    return "" if is_nothing(plain) and not plain.isalnum() else plain


def _day(row: Mapping[str, str], mapped: Mapped, today: date) -> date:
    """Return the day of a row, or raise why it has none that a note can be of."""
    if mapped.date_column is None:
        if mapped.on is None:
            raise RowError("it has no date")
        return mapped.on
    written = row[mapped.date_column]
    day = read_month(written, mapped.form) or read_day(written, mapped.form)
    if day is None:
        said = whole_day(written, mapped.zone)
        if said is not None and said.yearless and mapped.year is None:
            raise RowError("its date says no year")
        raise RowError("no day can be read in its date")
    if day > today:
        raise RowError("its date is still to come")
    if day < EARLIEST:
        raise RowError(f"its date is too early: a note is of {EARLIEST.year} or later")
    return day


def _kind(row: Mapping[str, str], mapped: Mapped, usual: NoteKind) -> NoteKind:
    said = row[mapped.kind_column].strip().casefold() if mapped.kind_column else ""
    if is_nothing(said):
        return usual
    kind = mapped.kinds.get(said) or _KINDS.get(said)
    if kind is None:
        raise RowError("its kind is none of session, first call, from memory, jot")
    return kind


def _text(row: Mapping[str, str], mapped: Mapped) -> str:
    text = "\n\n".join(row[column] for column in mapped.text_columns if row[column])
    if len(text) > LONGEST_TEXT:
        raise RowError(f"its text is too long: a note holds {LONGEST_TEXT:,} characters")
    return text


def _fields(row: Mapping[str, str], mapped: Mapped, today: date) -> Iterable[tuple[str, Any]]:
    for name, column in mapped.fields.items():
        said = row[column]
        if not (said if mapped.own else said.strip()):
            continue
        if name == "until":
            day = read_day(said, mapped.form)
            if day is None or day > today:
                raise RowError(f"“{column}”: it is no day until today")
            yield name, day
        elif name == "sessions":
            if not said.strip().isdecimal():
                raise RowError(f"“{column}”: it is no whole number")
            yield name, int(said)
        elif name == "agreed_before":
            try:
                yield name, read_answer(said)
            except ValueError as error:
                raise RowError(f"“{column}”: {error}") from None
        else:
            yield name, said


def _ratings(row: Mapping[str, str], mapped: Mapped) -> Iterable[Rating]:
    for rated in mapped.rated:
        try:
            value = step(row[rated.column], rated)
        except ValueError as error:
            raise RowError(f"“{rated.column}”: {error}") from None
        if value is not None:
            yield Rating(dimension=rated.dimension, value=value)


def _rows_before(day: date, already: Counter[str]) -> int:
    """Return how many rows of a day came before: its notes stay in the order of the table."""
    already[f"{day}"] += 1
    return already[f"{day}"] - 1


def noon(day: date) -> datetime:
    """Return when a note counts as written that says its day only."""
    return datetime.combine(day, time(12), UTC)


def columns_left_out(table: Table, mapped: Mapped) -> Sequence[str]:
    """Return the columns in which something stands that no note gets."""
    used = {
        mapped.date_column, mapped.therapist_column, mapped.kind_column, *mapped.text_columns,
        *mapped.fields.values(), *(rated.column for rated in mapped.rated),
    }  # fmt: skip
    return [name for name in table.columns if name not in used and table.values(name)]


def therapist_id(name: str) -> UUID:
    """Return the id of somebody new of whom a table says the name only: always the same."""
    return uuid5(_SPACE, name_key(name))


def new_therapist(here: Records, name: str, day: date) -> Therapist:
    """Return the therapist of this name: who is here already, or a new one, always the same."""
    return _Therapists(here).named(name, day)
