"""Show more: the first of a long list, and a button below it that shows the next ones.

How many are shown is remembered for this window, also while one looks at another page.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def show_more(entries: Sequence[T], key: str, at_first: int, step: int = 0) -> Iterator[T]:
    """Yield the entries to draw now; after the last, draw the button where there are more.

    ``step``: how many more each click shows, ``at_first`` unless said otherwise.
    """
    most = most_shown(key, at_first)
    yield from entries[:most]
    left, step = len(entries) - most, step or at_first
    if left > 0:
        label = f"Show {min(left, step)} more"
        st.button(label, key=f"{key}-more", on_click=_show, args=(key, most + step))


def most_shown(key: str, at_first: int) -> int:
    """Return how many entries of a list are drawn at most: nothing need be known of the others."""
    most: int = st.session_state.get(_most_key(key), at_first)
    return most


def _show(key: str, most: int) -> None:
    st.session_state[_most_key(key)] = most


def _most_key(key: str) -> str:
    return f"{key}-shown"
