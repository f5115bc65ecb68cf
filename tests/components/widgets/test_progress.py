"""Progress bars: they move to a share, never beyond the end, and go when it is done."""

import pytest
import streamlit as st

from components.widgets.progress import progress_bar


class BarRecorder:
    """A bar that notes what it is asked."""

    def __init__(self) -> None:
        self.calls: list[object] = []

    def progress(self, share: float, words: str) -> None:
        self.calls.append((share, words))

    def empty(self) -> None:
        self.calls.append("gone")


def test_it_moves_never_beyond_its_end_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = BarRecorder()
    monkeypatch.setattr(st, "progress", lambda share, words: bar)
    with progress_bar("Reading") as move:
        move(0.5)
        move(1.2)
    assert bar.calls == [(0.5, "Reading"), (1.0, "Reading"), "gone"]
