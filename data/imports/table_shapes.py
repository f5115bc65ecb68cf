"""Shapes of tables that programs and people make: told by their columns, shown as what they are.

A shape is a first answer to every question about a table. The person can refuse it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from data.imports.days import guess_orders, whole_day
from data.imports.scales import is_nothing
from data.imports.table_reader import Table
from data.model.dimension import Dimension

_FORM_TIMES: Final = frozenset(
    {
        *("timestamp", "zeitstempel", "horodateur", "marca temporal", "tijdstempel"),
        *("informazioni cronologiche", "carimbo de data/hora", "sygnatura czasowa"),
        *("tidsstämpel", "tidsstempel", "aikaleima", "отметка времени", "タイムスタンプ"),
    }
)
_THERAPIST: Final = frozenset(
    {
        *("therapist", "therapeut", "therapeutin", "thérapeute", "terapeuta", "terapeut"),
        *("psychologist", "counsellor", "counselor"),
    }
)
_SOMEBODY: Final = frozenset({"who", "name", "with", "person", "wer", "mit"})
"""Names of a column that may be about the therapist, where no other one says so."""
_KIND: Final = frozenset({"kind", "type", "art", "tipo", "soort"})
_TEXT: Final = frozenset(
    {
        *("text", "note", "notes", "said", "comment", "comments", "notiz", "notizen", "kommentar"),
        *("remarques", "notas", "nota", "appunti", "opmerking", "description", "content", "body"),
    }
)
_DAY: Final = frozenset({"date", "day", "datum", "fecha", "data", "tag", "jour", "dato", "when"})


@dataclass(frozen=True)
class Shape:
    """Shape a table is taken for. ``name``: in words, "" where it is nobody's.

    ``texts`` and ``rated`` are columns; ``rated`` with the dimension where it is known.
    ``compares``: one line a therapist, without days.
    """

    name: str = ""
    date: str | None = None
    therapist: str | None = None
    kind: str | None = None
    texts: tuple[str, ...] = ()
    rated: Mapping[str, str | None] = field(default_factory=dict)
    remark: str = ""
    compares: bool = False


def shape_of(table: Table, dimensions: Mapping[str, Dimension]) -> Shape:
    """Return what a table is taken for; ``dimensions``: the dimensions by key."""
    plain = plain_shape(table, dimensions)
    if tracker := _tracker(table):
        return tracker
    if table.columns[0].casefold() in _FORM_TIMES:
        return replace(plain, name="answers of a form", date=table.columns[0])
    if plain.date is None and _compares(table):
        return replace(
            plain, name="a comparison: one line a therapist", compares=True,
            therapist=plain.therapist or table.columns[0],
            texts=tuple(text for text in plain.texts if text != table.columns[0]),
        )  # fmt: skip
    return plain


def _tracker(table: Table) -> Shape | None:
    """Return the shape of an export of a mood tracker, None for other tables."""
    columns = {column.casefold(): column for column in table.columns}
    if {"full_date", "mood", "activities", "note_title", "note"} <= set(columns):
        return Shape(
            "an export of Daylio",
            date=columns["full_date"],
            texts=tuple(columns[name] for name in ("note_title", "note", "activities")),
            rated={columns["mood"]: None},
        )
    if {"category", "rating/amount", "notes"} <= set(columns):
        return Shape(
            "an export of Bearable",
            date=columns.get("date formatted") or columns.get("date"),
            texts=tuple(
                columns[name]
                for name in ("category", "detail", "rating/amount", "notes")
                if name in columns
            ),
            remark="Its column of ratings holds different things (mood, sleep, symptoms), so it is "
            "taken as text.",
        )
    return None


def plain_shape(table: Table, dimensions: Mapping[str, Dimension]) -> Shape:
    """Return a first guess at what each column is, from names and values alone."""
    date = _date_column(table)
    therapist = _therapist_column([column for column in table.columns if column != date])
    kind = next((column for column in table.columns if column.casefold() in _KIND), None)
    rated = {
        column: key
        for column in table.columns
        if (key := _dimension(column, dimensions)) is not None
    }
    others = {date, therapist, kind, *rated}
    texts = tuple(
        column for column in table.columns if column not in others and _is_text(table, column)
    )
    return Shape(date=date, therapist=therapist, kind=kind, texts=texts, rated=rated)


def turned_over(table: Table, dimensions: Mapping[str, Dimension]) -> Table:
    """Return a comparison with its therapists in the rows, where they stand in the columns."""
    first = [cells[0] for _, cells in table.rows]
    down = sum(_dimension(name, dimensions) is not None for name in first)
    across = sum(_dimension(name, dimensions) is not None for name in table.columns)
    if down <= across or len(set(first)) < len(first):
        return table
    names = tuple(
        name or f"Row {number}" for name, (number, _) in zip(first, table.rows, strict=True)
    )
    rows = tuple(
        (at + 1, (column, *(cells[at] for _, cells in table.rows)))
        for at, column in enumerate(table.columns)
        if at > 0
    )
    return replace(table, columns=("Therapist", *names), rows=rows)


def _therapist_column(columns: Sequence[str]) -> str | None:
    """Return the column of therapists: one called so, else one about somebody."""
    plain = {column: column.casefold() for column in columns}
    called = [column for column in columns if plain[column] in _THERAPIST]
    partly = [column for column in columns if "therapist" in plain[column]]
    somebody = [column for column in columns if plain[column] in _SOMEBODY]
    return next(iter([*called, *partly, *somebody]), None)


def _date_column(table: Table) -> str | None:
    """Return the column of days: one called so, else the first in which most cells are one."""

    def days(column: str) -> int:
        values = table.values(column)[:200]
        with_year = sum(bool((day := whole_day(value)) and day.readings) for value in values)
        return 2 if values and with_year >= len(values) / 2 else 1 if _may_be_days(values) else 0

    found = {column: days(column) for column in table.columns}
    called = [column for column in table.columns if column.casefold() in _DAY and found[column]]
    full = [column for column in table.columns if found[column] == 2]
    named = [column for column in table.columns if _says_day(column) and found[column]]
    best = [column for column in called if found[column] == 2] or full or called or named
    return best[0] if best else None


def _may_be_days(values: list[str]) -> bool:
    return bool(guess_orders(values, _NEVER))


_NEVER: Final = date(2100, 1, 1)


def _says_day(column: str) -> bool:
    return any(word in column.casefold() for word in ("date", "datum", "day", "created", "fecha"))


def _compares(table: Table) -> bool:
    """Return whether each line seems to be about one therapist, on several things."""
    first = [cells[0] for _, cells in table.rows]
    rest = [cell for _, cells in table.rows for cell in cells[1:] if not is_nothing(cell)]
    short = sum(len(cell) <= 12 for cell in rest)
    return (
        len(table.columns) > 2
        and len(set(first)) == len(first) <= 60
        and all(first)
        and bool(rest)
        and short >= len(rest) / 2
    )


def _is_text(table: Table, column: str) -> bool:
    if column.casefold() in _TEXT:
        return True
    return any(
        any(sign.isspace() for sign in value)
        or len(value) > 15
        or any("\u3040" <= sign <= "\ud7ff" for sign in value)
        for value in table.values(column)[:200]
        if not whole_day(value)
    )


def _dimension(column: str, dimensions: Mapping[str, Dimension]) -> str | None:
    plain = column.casefold().strip()
    found = (
        key for key, dimension in dimensions.items() if plain in {key, dimension.name.casefold()}
    )
    return next(found, None)
