"""Progress bars: a share of what is done, shown while something takes its time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[float], None]]:
    """Draw a bar with these words; yield what moves it to a share, 0..1. It goes at the end."""
    bar = st.progress(0.0, words)

    def move(share: float) -> None:
        bar.progress(min(1.0, share), words)

    yield move
    bar.empty()
