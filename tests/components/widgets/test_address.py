"""Choices in the address: read from it once, written to it, and ids only."""

from typing import Any

import pytest
import streamlit as st

from components.widgets.address import id_in_address, put, take
from data.model.record import new_id


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What stands in the address of a new window."""
    there: dict[str, str] = {}
    window: dict[str, Any] = {}
    monkeypatch.setattr(st, "query_params", there)
    monkeypatch.setattr(st, "session_state", window)
    return there


def test_an_id_is_read_and_anything_else_is_none(address: dict[str, str]) -> None:
    who = new_id()
    assert id_in_address("who") is None
    address["who"] = str(who)
    assert id_in_address("who") == who
    address["who"] = "Maple"
    assert id_in_address("who") is None


def test_a_bookmark_chooses_what_is_an_option(address: dict[str, str]) -> None:
    address["view"] = "grid"
    take("view", ["grid", "pair"])
    assert st.session_state["view"] == "grid"
    address["view"] = "nothing of ours"
    take("view", ["grid", "pair"])
    assert "view" not in st.session_state
    address["needs"] = "pace,x,heard"
    take("needs", ["heard", "pace"], several=True)
    assert st.session_state["needs"] == ["heard", "pace"]


def test_what_this_page_wrote_there_undoes_no_later_choice(address: dict[str, str]) -> None:
    put("view", "grid", usual="pair")
    st.session_state["view"] = "pair"
    take("view", ["grid", "pair"])
    assert st.session_state["view"] == "pair"


def test_the_usual_choice_and_none_are_not_written(address: dict[str, str]) -> None:
    put("view", "grid", usual="pair")
    assert address == {"view": "grid"}
    put("view", "pair", usual="pair")
    assert address == {}
    put("needs", ["heard", "pace"])
    assert address == {"needs": "heard,pace"}
    put("needs", None)
    assert address == {}
