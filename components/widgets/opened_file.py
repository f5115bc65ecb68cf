"""The file that is open on a page, and everything worked out or chosen for it.

Must never let what holds for one file hold for the next: each file begins with widgets of its own,
and what is worked out is kept under what it was worked out from.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")


def content_key(*contents: bytes) -> str:
    """Return a name for these contents; others have another one."""
    whole = sha256()
    for content in contents:
        whole.update(sha256(content).digest())
    return whole.hexdigest()


def file_of(draft_key: str) -> object:
    """Return what was read from the file that is open here, None where none is."""
    return st.session_state.get(f"{draft_key}/file")


def open_file(draft_key: str, content: object) -> None:
    """Begin afresh with this file, None for none: nothing chosen for another one holds for it."""
    _forget(draft_key)
    if content is not None:
        count = f"{draft_key}/begun"
        st.session_state[count] = int(st.session_state.get(count, -1)) + 1
        st.session_state[f"{draft_key}/file"] = content


def leave_file(draft_key: str) -> None:
    """Drop a file and all that was decided about it, and empty the field for files."""
    open_file(draft_key, None)
    st.session_state[f"{draft_key}/turn"] = turn(draft_key) + 1


def turn(draft_key: str) -> int:
    """Return how often the field for files began again."""
    return int(st.session_state.get(f"{draft_key}/turn", 0))


def widget_key(draft_key: str, name: str) -> str:
    """Return the key of a widget about the file that is open here: another file has another one."""
    begun = int(st.session_state.get(f"{draft_key}/begun", 0))
    return f"{draft_key}-{name}" + (f"~{begun}" if begun else "")


def worked_out(draft_key: str, name: str, source: object, work: Callable[[], T]) -> T:
    """Return what ``work`` gives, done once as long as ``source`` is equal."""
    key = f"{draft_key}/{name}"
    found = st.session_state.get(key)
    if not found or found[0] != source:
        found = (source, work())
        st.session_state[key] = found
    return cast(T, found[1])


def _forget(draft_key: str) -> None:
    stay = {f"{draft_key}/turn", f"{draft_key}/begun"}
    fields = f"{draft_key}-file-", f"{draft_key}-chosen-"
    for key in [str(key) for key in st.session_state]:
        ours = key.startswith((f"{draft_key}/", f"{draft_key}-"))
        if ours and key not in stay and not key.startswith(fields):
            del st.session_state[key]
