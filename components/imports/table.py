"""Table import: what each column is, guessed, shown and asked where it is open; then a preview."""

from dataclasses import dataclass
from typing import Final, cast

import streamlit as st

from components.imports.own_tables import is_taken_for, own_tables_form
from components.imports.preview import refused_rows, taken_form
from components.imports.rating_columns import rating_columns
from components.imports.table_questions import days_of, kinds_of, therapist_of
from components.session import records, revision, timezone, today
from components.widgets.messages import failures_are_said
from components.widgets.opened_file import (
    content_key,
    file_of,
    leave_file,
    open_file,
    turn,
    widget_key,
    worked_out,
)
from components.widgets.progress import progress_bar
from data.errors import TableError
from data.imports.own_tables import OwnTables, own_tables
from data.imports.table_mapping import (
    Mapped,
    Taken,
    columns_left_out,
    take_table,
)
from data.imports.table_reader import Table, TableChoice, read_table
from data.imports.table_shapes import Shape, plain_shape, shape_of, turned_over
from data.model.dimension import Dimension
from data.model.need_changes import hidden_keys
from data.text_encoding import ENCODINGS

_DRAFT_KEY: Final = "table"
_MANY: Final = 2_000


@dataclass(frozen=True)
class _OpenTable:
    """The file that is open: its bytes, and their name for what is worked out from them."""

    content: bytes
    key: str


def table_form() -> None:
    """Draw the field for the file, the questions about its columns, and the preview."""
    st.markdown(
        "CSV, XLSX, XLS or ODS, from any program. One line names the columns; each other line "
        "becomes a note."
    )
    st.file_uploader(
        "A table",
        type=["csv", "tsv", "txt", "xlsx", "xls", "ods"],
        key=f"table-file-{turn(_DRAFT_KEY)}",
        on_change=_read,
        label_visibility="collapsed",
    )
    opened = cast(_OpenTable | None, file_of(_DRAFT_KEY))
    if opened is None:
        return
    found = _own(opened)
    if found and is_taken_for(_DRAFT_KEY, found.name):
        own_tables_form(_DRAFT_KEY, found, opened.key)
        return
    choice, table = _table(opened)
    if table is None:
        return
    for remark in table.remarks:
        st.warning(remark)
    dimensions = _dimensions()
    shape = _shape(table, dimensions)
    if shape.compares:
        table = turned_over(table, dimensions)
        shape = shape_of(table, dimensions)
    mapped = _columns(table, shape, dimensions)
    if mapped is None:
        refused_rows(_DRAFT_KEY, table.misfits)
        st.button(
            "Leave it",
            key=widget_key(_DRAFT_KEY, "leave-now"),
            on_click=leave_file,
            args=(_DRAFT_KEY,),
        )
        return
    left = columns_left_out(table, mapped)
    if left:
        st.caption(f"Left out: {', '.join(name[:40] for name in left)}.")
    source = (opened.key, choice, repr(mapped), revision())
    taken = worked_out(_DRAFT_KEY, "taken", source, lambda: _taken(table, mapped))
    taken_form(_DRAFT_KEY, taken, source)


def _read() -> None:
    """Begin afresh with the file that was chosen."""
    chosen = st.session_state[f"table-file-{turn(_DRAFT_KEY)}"]
    open_file(_DRAFT_KEY, None)
    if chosen is not None:
        with failures_are_said():
            content = chosen.getvalue()
            read_table(content)  # what cannot be read at all is said at once
            open_file(_DRAFT_KEY, _OpenTable(content, content_key(content)))


def _table(opened: _OpenTable) -> tuple[TableChoice, Table | None]:
    """Ask what the file itself leaves open; return what was chosen, and the table by it."""
    choice = TableChoice()
    table = _by(opened, choice)
    if table.decoded:
        choice = TableChoice(encoding=_encoding(table))
        table = _by(opened, choice)
    if len(table.sheets) > 1:
        sheet = st.selectbox("The sheet", table.sheets, key=widget_key(_DRAFT_KEY, "sheet"))
        choice = TableChoice(sheet=sheet)
        try:
            table = _by(opened, choice)
        except TableError as error:
            st.info(error.sentence)
            return choice, None
    if table.head != 1 or table.above:
        if table.above:
            st.caption(f"Above the names of the columns stands: {' / '.join(table.above)[:300]}")
        head = st.number_input(
            "Which line names the columns? 0: none does.",
            min_value=0,
            max_value=100,
            value=table.head,
            key=widget_key(_DRAFT_KEY, "head"),
        )
        choice = TableChoice(choice.encoding, choice.sheet, int(head))
        table = _by(opened, choice)
    return choice, table


def _own(opened: _OpenTable) -> OwnTables | None:
    """Return the tables of a file that Rapport saved, None for any other file."""
    first = _by(opened, TableChoice())
    if first.own is None:
        return None

    def read() -> OwnTables | None:
        with progress_bar("Reading what Rapport saved") as move:
            return own_tables(opened.content, first, move)

    return worked_out(_DRAFT_KEY, "own", opened.key, read)


def _by(opened: _OpenTable, choice: TableChoice) -> Table:
    return worked_out(
        _DRAFT_KEY,
        f"read {choice}",
        (opened.key, choice),
        lambda: read_table(opened.content, choice),
    )


def _encoding(table: Table) -> str | None:
    """Show the words whose letters are a guess, and ask for another encoding."""
    decoded = table.decoded
    if decoded is None:
        return None
    options = [decoded.encoding, *(name for name in decoded.others if name != decoded.encoding)]
    return st.selectbox(
        f"Are these words right? {', '.join(decoded.doubtful_words())}",
        options,
        format_func=ENCODINGS.__getitem__,
        key=widget_key(_DRAFT_KEY, "encoding"),
        help="The file does not say how its letters are written. Try another one until they are "
        "right.",
    )


def _shape(table: Table, dimensions: dict[str, Dimension]) -> Shape:
    """Show what the table is taken for, with the way to say no."""
    shape = shape_of(table, dimensions)
    if table.own or not shape.name:
        return plain_shape(table, dimensions)
    if is_taken_for(_DRAFT_KEY, shape.name):
        if shape.remark:
            st.caption(shape.remark)
        return shape
    return plain_shape(table, dimensions)


def _columns(table: Table, shape: Shape, dimensions: dict[str, Dimension]) -> Mapped | None:
    """Ask what each column is. Return None while something is still to be said."""
    days = days_of(_DRAFT_KEY, table, shape)
    therapist_column, therapist, whom_ready = therapist_of(_DRAFT_KEY, table, shape)
    kind_column, kinds, kinds_ready = kinds_of(_DRAFT_KEY, table, shape)
    rated, rated_ready = rating_columns(_DRAFT_KEY, table, shape, dimensions)
    used = {days.column, therapist_column, kind_column, *(column.column for column in rated)}
    texts = st.multiselect(
        "Text",
        table.columns,
        default=[column for column in shape.texts if column not in used],
        key=widget_key(_DRAFT_KEY, "texts"),
    )
    if not (days.ready and whom_ready and kinds_ready and rated_ready):
        return None
    return Mapped(
        date_column=days.column,
        order=days.order,
        therapist=therapist,
        therapist_column=therapist_column,
        kind_column=kind_column,
        text_columns=tuple(texts),
        rated=rated,
        kinds=kinds,
        kind="from memory" if days.column is None else "session",
        on=days.on,
        year=days.year,
        months=days.months,
        zone=timezone(),
    )


def _taken(table: Table, mapped: Mapped) -> Taken:
    """Return what the table becomes; a long one shows how far it is."""
    if len(table.rows) < _MANY:
        return take_table(table, mapped, records(), today())
    with progress_bar(f"Reading {len(table.rows)} rows") as move:
        return take_table(table, mapped, records(), today(), move)


def _dimensions() -> dict[str, Dimension]:
    """Return what a column can rate."""
    mine = records()
    hidden = hidden_keys(mine)
    return {key: dimension for key, dimension in mine.scales().items() if key not in hidden}
