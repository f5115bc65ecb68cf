"""Rows of the tables of therapists and of search steps that Rapport saved, as records.

An empty cell says nothing: what is here stays. Search steps are told by day, kind and words, and
people by their code names, as no row has an id: the same table twice adds nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from pydantic import ValidationError

from data.errors import BadRecord
from data.imports.days import DayForm, read_day
from data.imports.table_mapping import RowError, noon, therapist_id
from data.imports.table_reader import Refused, Table
from data.model.fee import read_fee
from data.model.next_session import NextSession
from data.model.note import Note
from data.model.record import name_key, new_id, now, problem
from data.model.search_step import NextStep, SearchStep
from data.model.therapist import Therapist

_SPACE: Final = UUID("7d7c3f5e-52a0-5c8e-9b1c-8e4f2f0a6d35")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_FORM: Final = DayForm("year first")
_DAYS: Final = {"began": "began", "ended": "ended"}
_WORDS: Final = {
    "status": "status", "setting": "with", "details": "details", "end_reason": "why it ended",
}  # fmt: skip
_COLUMNS: Final = {
    "setting": "with", "end_reason": "why it ended", "name": "therapist", "kind": "step",
    "weeks": "every so many weeks", "what": "next step", "what_for": "what for",
}  # fmt: skip
"""Columns that are called otherwise than the field."""
_MOST_STEPS: Final = 200


class TherapistRows:
    """Therapists as a file describes them, beside those that are here, by `name_key`.

    ``refused``: the rows that cannot be taken. ``today``: the day until which a step was taken.
    """

    def __init__(self, here: Iterable[Therapist], today: date) -> None:
        self._here = {name_key(therapist.name): therapist for therapist in here}
        self._by_id = {therapist.id: therapist for therapist in self._here.values()}
        self._today = today
        self._steps: dict[str, list[SearchStep]] = {}
        self.by_key: dict[str, Therapist] = {}
        self.refused: list[Refused] = []

    def read_details(self, table: Table) -> None:
        """Read a table with one row somebody."""
        described: set[str] = set()
        for number, row in _rows(table):
            with self._refusing(number, table):
                name = row["therapist"]
                if name_key(name) in described:
                    raise RowError("the same therapist stands in it twice")
                described.add(name_key(name))
                therapist = self._named(name, "considering")
                said = _details(row, therapist)
                whole = Therapist.model_validate(dict(therapist) | said)
                self.by_key[name_key(name)] = whole

    def read_steps(self, table: Table) -> None:
        """Read a table with one row a search step."""
        left: dict[str, Counter[Any]] = {}
        rows: Counter[Any] = Counter()
        for at, (number, row) in enumerate(_rows(table)):
            with self._refusing(number, table):
                name = row["therapist"]
                therapist = self._named(name, "considering")
                step = _step(row, self._today, at)
                mine = therapist.search_steps
                here = left.setdefault(name_key(name), Counter(map(_said, mine)))
                rows[name_key(name), _said(step)] += 1
                body = f"{name_key(name)}\x1f{_said(step)}\x1f{rows[name_key(name), _said(step)]}"
                step = step.model_copy(update={"id": uuid5(_SPACE, body)})
                self.by_key.setdefault(name_key(name), therapist)
                if here[_said(step)]:
                    here[_said(step)] -= 1
                elif step.id not in {other.id for other in mine}:  # else it was changed here since
                    self._add_step(name_key(name), mine, step)

    def _add_step(self, key: str, mine: Sequence[SearchStep], step: SearchStep) -> None:
        steps = self._steps.setdefault(key, [])
        if len(mine) + len(steps) >= _MOST_STEPS:
            raise RowError(f"there can be {_MOST_STEPS} search steps about somebody, not more")
        steps.append(step)

    def whole(self, notes: Sequence[Note]) -> tuple[Therapist, ...]:
        """Return all that the file speaks of, in its order; ``notes``: those of the file."""
        first = min(
            (
                *(note.date for note in notes),
                *(step.on for steps in self._steps.values() for step in steps),
            ),
            default=self._today,
        )
        written: dict[UUID | None, list[datetime]] = {}
        for note in notes:
            written.setdefault(note.therapist, []).append(note.written_at)
        return tuple(
            self._whole(key, therapist, moment(first, at), written.get(therapist.id, []))
            for at, (key, therapist) in enumerate(self.by_key.items())
        )

    def _whole(
        self, key: str, therapist: Therapist, at: datetime, later: list[datetime]
    ) -> Therapist:
        steps = (*therapist.search_steps, *self._steps.get(key, ()))
        fields: dict[str, Any] = {"search_steps": steps}
        here = self._by_id.get(therapist.id)
        if here is None:
            fields["written_at"] = at
        if therapist.next_step and therapist.next_step != (here and here.next_step):
            # It is still to be done, so it is later than all that was done.
            last = max([at, *later, *(step.written_at for step in steps)])
            fields["next_step"] = therapist.next_step.model_copy(update={"written_at": last})
        return therapist.model_copy(update=fields)

    def _named(self, name: str, status: str) -> Therapist:
        key, new = name_key(name), therapist_id(name)
        # Somebody who came from such a table before may be called otherwise by now.
        found = self.by_key.get(key) or self._here.get(key) or self._by_id.get(new)
        return found or Therapist.model_validate(
            {"id": new, "name": name, "status": status, "written_at": now()}
        )

    @contextmanager
    def _refusing(self, number: int, table: Table) -> Iterator[None]:
        """Note a row that cannot be taken, with its reason, and go on."""
        try:
            yield
        except RowError as error:
            reason = str(error)
        except BadRecord as error:
            reason = f"“{error.where.lower()}”: {error.what}"
        except ValidationError as error:
            field, what = problem(error)
            reason = f"“{_COLUMNS.get(field, field)}”: {what}" if field else what
        else:
            return
        self.refused.append(table.refusal(number, reason))


def moment(day: date, at: int) -> datetime:
    """Return when something of that day counts as written: so that rows stay in their order.

    That is never still to come: what is written next comes behind it.
    """
    return min(noon(day), now() - timedelta(seconds=1)) + timedelta(microseconds=at)


def _rows(table: Table) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, cells in table.rows:
        yield number, dict(zip(table.columns, cells, strict=True))


def _details(row: Mapping[str, str], therapist: Therapist) -> dict[str, Any]:
    """Return what a row says of somebody; raise `RowError` or `BadRecord` where it cannot be."""
    said: dict[str, Any] = {
        field: row[column] for field, column in _WORDS.items() if row.get(column)
    }
    said |= {field: _day(row, column) for field, column in _DAYS.items() if row.get(column)}
    if what_for := row.get("what for"):
        said["what_for"] = tuple(what_for.split("\n"))
    if amount := row.get("fee"):
        said["fee"] = read_fee(amount, row.get("currency", ""))
    if what := row.get("next step"):
        on = _day(row, "next step on") if row.get("next step on") else None
        planned = NextStep(what=what, on=on, written_at=now())
        mine = therapist.next_step
        same = mine and (mine.what, mine.on) == (planned.what, planned.on)
        said["next_step"] = mine if same else planned
    if row.get("next session"):
        weeks = row.get("every so many weeks")
        said["next_session"] = NextSession(
            on=_day(row, "next session"),
            at=_clock(row["at"]) if row.get("at") else None,
            weeks=_number(weeks, "every so many weeks") if weeks else None,
        )
    return said


def _step(row: Mapping[str, str], today: date, at: int) -> SearchStep:
    """Return the step of a row; ``at``: how many rows came before it."""
    on, kind = _day(row, "date"), row["step"]
    if on > today and kind != "first appointment":
        raise RowError("its date is still to come")
    return SearchStep.model_validate(
        {
            "id": new_id(), "kind": kind, "on": on, "words": row["words"],
            "written_at": moment(min(on, today), at),
        }
    )  # fmt: skip


def _said(step: SearchStep) -> tuple[date, str, str]:
    return step.on, step.kind, step.words.strip()


def _day(row: Mapping[str, str], column: str) -> date:
    day = read_day(row[column], _FORM)
    if day is None:
        raise RowError(f"“{column}”: no day can be read in it")
    return day


def _clock(cell: str) -> time:
    found = _CLOCK.fullmatch(cell.strip())
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise RowError("“at”: it is not a time of day like 17:00")


def _number(cell: str, column: str) -> int:
    plain = cell.strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 4:
        return int(plain)
    raise RowError(f"“{column}”: it is no whole number")
