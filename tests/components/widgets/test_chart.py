"""Charts on a page: what is drawn is made once, and what was picked is read from the picture."""

from itertools import count
from typing import Any

import pytest
import streamlit as st

from components import session
from components.widgets import chart
from components.widgets.chart import picked, stretch_of


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a browser told of its pictures."""
    pictures: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", pictures)
    return pictures


def test_rows_are_made_once_for_the_same_objects_and_anew_for_others() -> None:
    times, drawn, equal = count(), [1, 2], [1, 2]
    with session.asked_once():
        session.records()
        made = [
            chart._made(("dots", theme), (source,), lambda: next(times))
            for theme in ("light", "dark")
            for source in (drawn, drawn, equal)
        ]
    assert made == [0, 0, 1, 2, 2, 3]


def test_what_was_clicked_is_named_by_its_fields_and_nothing_by_none(
    window: dict[str, Any],
) -> None:
    assert picked("grid", "picked") == {}
    window["grid"] = {"selection": {"picked": []}}
    assert picked("grid", "picked") == {}
    window["grid"] = {"selection": {"picked": [{"who": "1", "dimension": "pace", "note": None}]}}
    assert picked("grid", "picked") == {"who": "1", "dimension": "pace"}


def test_a_dragged_stretch_has_two_ends_and_an_undone_one_none(window: dict[str, Any]) -> None:
    assert stretch_of("timeline", "days") == []
    window["timeline"] = {"selection": {"days": {"x": [1.0, 2.0]}}}
    assert stretch_of("timeline", "days") == [1.0, 2.0]
    window["timeline"] = {"selection": {"days": {}}}
    assert stretch_of("timeline", "days") == []
