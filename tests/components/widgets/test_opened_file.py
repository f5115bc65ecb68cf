"""The file that is open on a page: nothing that was chosen for one holds for the next."""

from typing import Any

import pytest
import streamlit as st

from components.widgets.opened_file import (
    content_key,
    file_of,
    leave_file,
    open_file,
    turn,
    widget_key,
    worked_out,
)


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What this window remembers."""
    remembered: dict[str, Any] = {"other/file": "of another page"}
    monkeypatch.setattr(st, "session_state", remembered)
    return remembered


def test_other_contents_have_another_name() -> None:
    assert content_key(b"ab", b"c") == content_key(b"ab", b"c")
    assert len({content_key(b"ab", b"c"), content_key(b"a", b"bc"), content_key(b"abc")}) == 3


def test_the_next_file_begins_with_widgets_of_its_own(window: dict[str, Any]) -> None:
    open_file("table", "first")
    assert file_of("table") == "first"
    chosen = widget_key("table", "date")
    window[chosen] = "When"
    open_file("table", "second")
    assert file_of("table") == "second"
    assert widget_key("table", "date") != chosen
    assert chosen not in window
    assert window["other/file"] == "of another page"


def test_a_file_that_is_left_empties_its_field_and_forgets_the_rest(window: dict[str, Any]) -> None:
    open_file("table", "first")
    leave_file("table")
    assert file_of("table") is None
    assert turn("table") == 1
    leave_file("table")
    assert turn("table") == 2


def test_what_is_worked_out_is_done_once_as_long_as_its_source_is_equal() -> None:
    calls: list[str] = []

    def work() -> int:
        calls.append("worked")
        return len(calls)

    assert [worked_out("table", "days", ["a"], work) for _ in range(3)] == [1, 1, 1]
    assert worked_out("table", "days", ["b"], work) == 2
    assert worked_out("table", "names", ["b"], work) == 3
