"""A table of one's own: what each column is, guessed and shown, then a preview."""

from typing import Final, cast, get_args

import streamlit as st

from components.frame.messages import failures_are_said
from components.imports.preview import file_of, taken_form, turn
from components.session import records, revision, today
from data.imports.table_mapping import (
    DateOrder,
    Mapped,
    Rated,
    Scale,
    Taken,
    guess_orders,
    guess_scale,
    guess_words,
    read_day,
    take_table,
)
from data.imports.table_reader import Table, read_table
from data.model.dimension import Dimension
from data.model.need_changes import hidden_keys
from data.words import day_words

_PLACE: Final = "table"
_NONE: Final = "(none)"
_MANY: Final = 2_000


def table_form() -> None:
    """Draw the field for the file, the questions about its columns, and the preview."""
    st.markdown("CSV or XLSX. The first line names the columns; each other line becomes a note.")
    st.file_uploader(
        "A table",
        type=["csv", "tsv", "txt", "xlsx"],
        key=f"table-file-{turn(_PLACE)}",
        on_change=_read,
        label_visibility="collapsed",
    )
    table = cast(Table | None, file_of(_PLACE))
    if table is None:
        return
    mapped = _columns(table)
    if mapped is not None:
        taken_form(_PLACE, _taken(table, mapped))


def _read() -> None:
    st.session_state.pop(f"{_PLACE}/file", None)
    chosen = st.session_state[f"table-file-{turn(_PLACE)}"]
    if chosen is not None:
        with failures_are_said():
            st.session_state[f"{_PLACE}/file"] = read_table(chosen.getvalue())


def _columns(table: Table) -> Mapped | None:
    """Ask what each column is. Return None while something is still to be said."""
    dates = {column: guess_orders(table.values(column)[:500], today()) for column in table.columns}
    begin = next((at for at, column in enumerate(table.columns) if dates[column]), 0)
    date_column = st.selectbox("The date", table.columns, index=begin, key="table-date")
    order = _order(table, date_column, dates[date_column])
    whom = [therapist.name for therapist in records().therapists]
    therapist_column = st.selectbox(
        "The therapist's name",
        [_NONE, *table.columns],
        index=_like(table, ("therapist", "who", "name", "with")),
        key="table-who",
    )
    therapist = None
    if therapist_column == _NONE:
        name = st.selectbox(
            "Whom are they all about?",
            whom,
            index=None,
            placeholder="Sort later: they become jots",
            key="table-whom",
        )
        therapist = next(
            (therapist for therapist in records().therapists if therapist.name == name), None
        )
    kind = st.selectbox(
        "Session, first call, from memory or jot",
        [_NONE, *table.columns],
        index=_like(table, ("kind", "type")),
        key="table-kind",
    )
    texts = st.multiselect(
        "Text", table.columns, default=_texts(table, {date_column, therapist_column}),
        key="table-texts",
    )  # fmt: skip
    rated, ready = _rated(table)
    if order is None or not ready:
        return None
    return Mapped(
        date_column=date_column,
        order=order,
        therapist=therapist,
        therapist_column=None if therapist_column == _NONE else therapist_column,
        kind_column=None if kind == _NONE else kind,
        text_columns=tuple(texts),
        rated=rated,
    )


def _order(table: Table, column: str, guessed: tuple[DateOrder, ...]) -> DateOrder | None:
    values = table.values(column)
    order = cast(
        DateOrder | None,
        st.segmented_control(
            "How its dates are written",
            get_args(DateOrder),
            default=guessed[0] if len(guessed) == 1 else None,
            key=f"table-order-{column}",
        ),
    )
    if order is None:
        st.info("Its dates can be read in more than one way. Choose how they are written.")
        return None
    samples = [(value, read_day(value, order)) for value in values[:2]]
    for value, day in samples:
        st.text(f"{value[:40]} is read as {day_words(day) if day else 'no day'}")
    return order


def _rated(table: Table) -> tuple[tuple[Rated, ...], bool]:
    all_records = records()
    hidden = hidden_keys(all_records)
    known = {
        key: known_dimension
        for key, known_dimension in all_records.known_dimensions().items()
        if key not in hidden
    }
    alike = {column: key for column in table.columns if (key := _dimension(column, known))}
    chosen = st.multiselect(
        "Ratings", table.columns, default=list(alike), key="table-rated",
        help="Columns in which a number or a word says how it was.",
    )  # fmt: skip
    rated, ready = [], True
    for column in chosen:
        with st.container(border=True):
            st.text(f"“{column}”")
            one = _one_rated(table, column, known, alike.get(column))
            ready = ready and one is not None
            if one is not None:
                rated.append(one)
    dimensions = [column.dimension for column in rated]
    if len(set(dimensions)) < len(dimensions):
        st.info("Two columns are on the same dimension. Choose another one for one of them.")
        ready = False
    return tuple(rated), ready


def _one_rated(
    table: Table, column: str, dimensions: dict[str, Dimension], alike: str | None
) -> Rated | None:
    keys = list(dimensions)
    dimension = st.selectbox(
        "Dimension",
        keys,
        index=keys.index(alike) if alike else None,
        format_func=lambda key: (
            f"{dimensions[key].name}: {dimensions[key].low_end} to {dimensions[key].high_end}"
        ),
        key=f"table-dimension-{column}",
        placeholder="Choose a dimension",
    )
    values = table.values(column)
    scales = get_args(Scale)
    scale = cast(
        Scale,
        st.selectbox(
            "Its scale", scales, index=scales.index(guess_scale(values)),
            key=f"table-scale-{column}",
        ),
    )  # fmt: skip
    turned = st.toggle("Turned round: high here is low there", key=f"table-turned-{column}")
    words: dict[str, int] = {}
    if scale == "words":
        for word, guessed in guess_words(values).items():
            value = st.selectbox(
                f"“{word[:40]}” means",
                range(11),
                index=guessed,
                key=f"table-word-{column}-{word}",
                placeholder="0 to 10",
            )
            if value is not None:
                words[word] = value
    if dimension is None:
        return None
    return Rated(column, dimension, scale, words, turned)


def _taken(table: Table, mapped: Mapped) -> Taken:
    """Return what the table becomes, worked out once for one mapping and one state of the vault."""
    of = (repr(mapped), revision())
    known = st.session_state.get(f"{_PLACE}/taken")
    if known and known[0] == of:
        return cast(Taken, known[1])
    if len(table.rows) < _MANY:
        taken = take_table(table, mapped, records(), today())
    else:
        bar = st.progress(0.0, f"Reading {len(table.rows)} rows")

        def moved(share: float) -> None:
            bar.progress(share)

        taken = take_table(table, mapped, records(), today(), moved)
        bar.empty()
    st.session_state[f"{_PLACE}/taken"] = (of, taken)
    return taken


def _like(table: Table, names: tuple[str, ...]) -> int:
    """Return the place of the column that is called like this, after the one for none."""
    found = (at for at, column in enumerate(table.columns, 1) if column.casefold() in names)
    return next(found, 0)


def _texts(table: Table, others: set[str]) -> list[str]:
    """Return the columns that hold sentences."""
    return [
        column
        for column in table.columns
        if column not in others and any(" " in value for value in table.values(column)[:200])
    ]


def _dimension(column: str, dimensions: dict[str, Dimension]) -> str | None:
    plain = column.casefold().strip()
    found = (
        key for key, dimension in dimensions.items() if plain in {key, dimension.name.casefold()}
    )
    return next(found, None)
