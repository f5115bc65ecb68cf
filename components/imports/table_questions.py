"""Questions about a table: its days, whom it is about, and the kinds of its notes.

Pasted texts and text files ask for a year that is missing in the same words.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, cast, get_args

import streamlit as st

from components.session import records, timezone, today
from components.widgets.opened_file import widget_key
from data.imports.days import (
    DateOrder,
    DayForm,
    guess_orders,
    read_day,
    read_month,
    whole_day,
    without_year,
)
from data.imports.months import month_or_day, possible_month
from data.imports.table_mapping import guess_kinds, new_therapist
from data.imports.table_reader import Table
from data.imports.table_shapes import Shape
from data.model.note import NoteKind
from data.model.record import EARLIEST
from data.model.therapist import Therapist
from data.words import day_words

_NONE: Final = "(none)"
_NEW: Final = "Somebody new"
_ORDERS: Final[dict[DateOrder, str]] = {
    "year first": "year first",
    "day first": "day first",
    "month first": "month first",
    "counted from 1900": "days counted by Excel",
    "counted from 1904": "days counted by Excel on an old Mac",
}


@dataclass(frozen=True)
class TableDays:
    """Writing of a table's days, as far as it is said; ``ready``: all of it is."""

    column: str | None
    order: DateOrder | None = None
    year: int | None = None
    on: Any = None
    months: bool = False
    ready: bool = True


def days_of(draft_key: str, table: Table, shape: Shape) -> TableDays:
    """Ask which column holds the days, and how they are written where that is open."""
    columns = [_NONE, *table.columns] if shape.compares or shape.date is None else table.columns
    begin = columns.index(shape.date) if shape.date else 0
    column = st.selectbox("The date", columns, index=begin, key=widget_key(draft_key, "date"))
    if column == _NONE:
        on = st.date_input(
            "No column of days. Which day are these notes of?",
            value=today() if shape.compares else None,
            min_value=EARLIEST,
            max_value=today(),
            format="YYYY-MM-DD",
            key=widget_key(draft_key, "on"),
        )
        return TableDays(None, on=on, ready=on is not None)
    values = table.values(column)
    order = _order(draft_key, values, column)
    year, months = None, False
    if order and (yearless := without_year(values)):
        if example := month_or_day(yearless, today()):
            chosen = _month_question(widget_key(draft_key, f"months-{column}"), example)
            if chosen is None:
                return TableDays(column, order, ready=False)
            months = chosen
        if not months:
            key = widget_key(draft_key, f"year-{column}")
            year = year_question(yearless[0], key=key, value=None)
            if year is None:
                return TableDays(column, order, ready=False)
    form = DayForm(order, year, timezone(), months)
    if any(read_month(value, form) for value in values):
        st.caption("A month becomes a note from memory of that month.")
    for value in values[:2] if order else ():
        st.text(f"{value[:40]} is read as {_read_as(value, form)}")
    return TableDays(column, order, year, months=months, ready=order is not None)


def _month_question(key: str, example: str) -> bool | None:
    """Ask whether such texts as "Feb-26" are months; return None while that is open."""
    written, month = whole_day(example), possible_month(example)
    month_at, day = next(iter(written.yearless.values())) if written else (1, 1)
    words = {
        False: f"The day {day} {dt.date(2000, month_at, 1):%B}",
        True: f"The month {month:%B %Y}",
    }
    return st.segmented_control(
        f"What is “{example[:40]}”, and the others like it?",
        list(words),
        format_func=words.__getitem__,
        key=key,
    )


def year_question(example: str, **field: Any) -> int | None:
    """Ask of which year the days are that name none; return None while that is open.

    ``example``: one of them, "" where none is left; ``field``: its key, value and what it calls.
    """
    such = f", such as “{example[:40]}”" if example else ""
    year: int | None = st.number_input(
        f"Some days name no year{such}. Which year are they of?",
        min_value=EARLIEST.year,
        max_value=today().year,
        step=1,
        **field,
    )
    return year


def _read_as(value: str, form: DayForm) -> str:
    if month := read_month(value, form):
        return f"{month:%B %Y}"
    day = read_day(value, form)
    return day_words(day) if day else "no day"


def _order(draft_key: str, values: list[str], column: str) -> DateOrder | None:
    guessed = guess_orders(values[:500], today(), timezone())
    order = cast(
        DateOrder | None,
        st.segmented_control(
            "How its dates are written",
            get_args(DateOrder),
            format_func=_ORDERS.__getitem__,
            default=guessed[0] if len(guessed) == 1 else None,
            key=widget_key(draft_key, f"order-{column}"),
        ),
    )
    if order is None and not guessed:
        st.info("No day can be read in this column. Choose another one, or how they are written.")
    elif order is None:
        st.info("Its dates can be read in more than one way. Choose how they are written.")
    return order


def therapist_of(
    draft_key: str, table: Table, shape: Shape
) -> tuple[str | None, Therapist | None, bool]:
    """Ask whom the notes are about; return column, therapist, and whether that is settled."""
    columns = [_NONE, *table.columns]
    column = st.selectbox(
        "The therapist's name",
        columns,
        index=columns.index(shape.therapist) if shape.therapist else 0,
        key=widget_key(draft_key, "who"),
    )
    if column != _NONE:
        return column, None, True
    people = {therapist.name: therapist for therapist in records().therapists}
    name = st.selectbox(
        "Whom are they all about?",
        [*people, _NEW],
        index=None,
        placeholder="Sort later: they become jots",
        key=widget_key(draft_key, "whom"),
    )
    if name != _NEW:
        return None, people.get(name) if name else None, True
    typed = st.text_input("Their code name", max_chars=60, key=widget_key(draft_key, "new")).strip()
    return None, new_therapist(records(), typed, today()) if typed else None, bool(typed)


def kinds_of(
    draft_key: str, table: Table, shape: Shape
) -> tuple[str | None, dict[str, NoteKind], bool]:
    """Ask which column says the kind, and what its words mean where that is not plain."""
    columns = [_NONE, *table.columns]
    column = st.selectbox(
        "Session, first call, from memory or jot",
        columns,
        index=columns.index(shape.kind) if shape.kind else 0,
        key=widget_key(draft_key, "kind"),
    )
    kinds: dict[str, NoteKind] = {}
    if column == _NONE:
        return None, kinds, True
    guessed = guess_kinds(table.values(column))
    plain = get_args(NoteKind)
    for word, kind in list(guessed.items())[:30]:
        if word in plain:
            kinds[word] = cast(NoteKind, word)
            continue
        said = st.selectbox(
            f"“{word[:40]}” means",
            plain,
            index=plain.index(kind) if kind else None,
            placeholder="Choose what it means",
            key=widget_key(draft_key, f"kind-{column}-{word}"),
        )
        if said is not None:
            kinds[word] = said
    ready = all(word in kinds for word in list(guessed)[:30])
    if not ready:
        st.info("Say what these words mean, or choose no column for it.")
    return column, kinds, ready
