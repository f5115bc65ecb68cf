"""Field state: each run says what a field shows, and what was tapped meanwhile stays."""

from typing import Any

import pytest
import streamlit as st

from components.widgets.field_state import field_value, list_value, tapped


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What this window remembers."""
    remembered: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", remembered)
    return remembered


def test_a_field_that_holds_another_value_is_set(window: dict[str, Any]) -> None:
    assert field_value("pace", 4) == {"key": "pace"}
    assert window["pace"] == 4


def test_a_field_that_holds_it_already_begins_with_it_and_is_not_set_anew() -> None:
    field_value("pace", 4)
    assert field_value("pace", 4) == {"key": "pace", "default": 4}
    assert field_value("pace", 4, "value") == {"key": "pace", "value": 4}


def test_a_list_names_its_beginning_by_its_place() -> None:
    assert list_value("who", "Birch", ["Maple", "Birch"]) == {"key": "who"}
    assert list_value("who", "Birch", ["Maple", "Birch"]) == {"key": "who", "index": 1}
    assert list_value("who", "Birch", ["Maple"]) == {"key": "who", "index": None}


def test_what_was_tapped_is_what_holds_something_else_than_the_page_shows(
    window: dict[str, Any],
) -> None:
    assert tapped("rating/") == []
    for key in ("rating/pace", "rating/heard", "other"):
        field_value(key, 4)
        window[key] = 5 if key != "rating/heard" else 4
    assert tapped("rating/") == ["rating/pace"]
    del window["rating/pace"]
    assert tapped("rating/") == []
