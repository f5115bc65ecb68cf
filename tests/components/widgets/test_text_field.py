"""Only text of the right field, in the right form and vault, counts as typed."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
import streamlit as st

from components.frame.lock_gate import lock_now
from components.widgets.text_field import _sign, keep_all_typed, newest_text, text_field
from data.errors import VaultFull


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    st.session_state.clear()
    yield
    st.session_state.clear()


def sent(text: object, generation: object = None) -> dict[str, Any]:
    return {"text": {"text": text, "generation": generation or _sign(3), "count": 4}}


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
        {"text": {"text": 7, "generation": "own 0a 3"}},
        {"text": {"text": None, "generation": "own 0a 3"}},
        sent("of an earlier version", "own 3"),
        sent("of the example", "example 0a 3"),
        sent("of something else", "own ../.. 3"),
        sent("of nowhere", 3),
        {"text": {"text": "without a form"}},
    ],
    ids=str,
)
def test_anything_else_does_not(browser_sent: Any) -> None:
    st.session_state["note"] = browser_sent
    assert newest_text("note", 3) is None


def test_what_an_earlier_form_of_this_session_held_does_not_count() -> None:
    st.session_state["note"] = sent("of an earlier form", _sign(2))
    assert newest_text("note", 3) is None


def test_what_still_stands_on_the_screen_from_a_session_that_is_over_counts() -> None:
    """After a restart the program knows nothing of the form; the browser shows it all the same."""
    st.session_state["note"] = sent("typed while it was away", "own 0123456789abcdef 7")
    assert newest_text("note", 1) == "typed while it was away"
    assert st.session_state["note/heard"] == 4


def test_before_the_vault_is_locked_every_field_is_kept() -> None:
    typed: list[str] = []
    with patch("components.widgets.text_field.part", lambda _name: lambda **_given: None):
        text_field("note", "", "", generation=3, on_text=typed.append, on_save=typed.append)
    st.session_state["note"] = sent("typed at the last moment")
    with patch("components.frame.lock_gate.locked_file", return_value=None):
        lock_now()
    assert typed == ["typed at the last moment"]


def test_only_what_the_vault_took_is_called_kept() -> None:
    drawn: list[bool] = []
    taken: list[str] = []

    def full(_text: str) -> None:
        raise VaultFull

    def draw(on_text: Callable[[str], None]) -> None:
        text_field("note", "", "", generation=3, on_text=on_text, on_save=on_text)

    with patch(
        "components.widgets.text_field.part",
        lambda _name: lambda **given: drawn.append(given["data"]["kept"]),
    ):
        draw(full)
        st.session_state["note"] = sent("half a sentence")
        keep_all_typed()
        draw(taken.append)
        st.session_state.pop("said")
        keep_all_typed()
        draw(taken.append)
    assert drawn == [False, False, True]
