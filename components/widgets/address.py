"""Choices that stand in the address, so that a bookmark, a reload or the back button finds them.

Streamlit can bind a widget to the address, but it writes the words shown to the person there,
names among them, and addresses land in histories. Here only the values stand in it: ids and keys.
"""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st


def id_in_address(name: str) -> UUID | None:
    """Return the id that the address gives under this name, None where it gives none."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None


def take(key: str, options: Sequence[str], *, several: bool = False) -> None:
    """Set the widget ``key`` to what the address says; to be called before it is drawn.

    Only where the address is not what this page put there. What is no option is passed over.
    """
    there = st.query_params.get(key, "")
    if there == st.session_state.get(_put(key), ""):
        return
    st.session_state[_put(key)] = there
    found = [option for option in options if option in there.split(",")]
    if several:
        st.session_state[key] = found
    elif found:
        st.session_state[key] = found[0]
    else:
        st.session_state.pop(key, None)


def put(key: str, chosen: Sequence[str] | str | None, usual: str | None = None) -> None:
    """Write what was chosen into the address; what is ``usual``, and nothing, is not written."""
    values = [chosen] if isinstance(chosen, str) else list(chosen or ())
    text = "" if values == [usual] else ",".join(values)
    if text != st.query_params.get(key, ""):
        if text:
            st.query_params[key] = text
        else:
            del st.query_params[key]
    st.session_state[_put(key)] = text


def _put(key: str) -> str:
    return f"{key} in the address"
