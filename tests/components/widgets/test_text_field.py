"""Only text of the right field, in the right form and vault, counts as typed."""

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from components.widgets.text_field import newest_text


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    st.session_state.clear()
    yield
    st.session_state.clear()


def sent(text: object, generation: object = "own 3") -> dict[str, Any]:
    return {"text": {"text": text, "generation": generation}}


def test_what_was_typed_counts() -> None:
    st.session_state["note"] = sent("Half a sent")
    assert newest_text("note", 3) == "Half a sent"
    st.session_state["note"] = sent("")
    assert newest_text("note", 3) == ""


@pytest.mark.parametrize(
    "browser_sent",
    [
        None,
        {},
        {"text": None},
        {"text": "bare"},
        {"text": ["list"]},
        sent(7),
        sent(None),
        sent("of an earlier form", "own 2"),
        sent("of the example", "example 3"),
        sent("of nowhere", 3),
        {"text": {"text": "without a form"}},
    ],
    ids=str,
)
def test_anything_else_does_not(browser_sent: Any) -> None:
    st.session_state["note"] = browser_sent
    assert newest_text("note", 3) is None
