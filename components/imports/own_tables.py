"""Table import of what Rapport saved itself: nothing is asked but whether it is that."""

import streamlit as st

from components.imports.preview import taken_form
from components.session import records, revision, timezone, today
from components.widgets.opened_file import leave_file, widget_key, worked_out
from components.widgets.progress import progress_bar
from data.imports.own_tables import OwnTables, OwnTaken, take_own_tables

_MANY = 2_000


def is_taken_for(draft_key: str, name: str) -> bool:
    """Say what a file is taken for, with the way to say no; return whether it is that."""
    label = f"This is taken for {name}"
    return st.toggle(label, value=True, key=widget_key(draft_key, "shape"))


def own_tables_form(draft_key: str, found: OwnTables, content_key: str) -> None:
    """Draw what the tables of a file that Rapport saved become.

    ``content_key``: a name for the contents of the file.
    """
    source = (content_key, revision(), "own")
    whole = worked_out(draft_key, "taken", source, lambda: _taken(found))
    for remark in whole.remarks:
        st.caption(remark)
    if found.tables.keys() == {"ratings"}:
        leave = widget_key(draft_key, "leave-now")
        st.button("Leave it", key=leave, on_click=leave_file, args=(draft_key,))
        return
    taken_form(draft_key, whole.taken, source)


def _taken(found: OwnTables) -> OwnTaken:
    """Return what the tables become; long ones show how far it is."""
    if found.rows < _MANY:
        return take_own_tables(found, records(), today(), timezone())
    with progress_bar(f"Reading {found.rows} rows") as move:
        return take_own_tables(found, records(), today(), timezone(), move)
