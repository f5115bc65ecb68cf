"""What the browser says of the switch is taken for the address only where it is one of the two."""

from typing import Any

import pytest
import streamlit as st

from components.fit import centred_switch as drawn


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"drawn": "need"}, "need"), ({"drawn": "<b>"}, "scale"), ({}, "scale"), (None, "scale")],
)
def test_only_what_is_known_is_kept(monkeypatch: pytest.MonkeyPatch, sent: Any, kept: str) -> None:
    state = {"drawn": "scale", "drawn-switch": sent}
    monkeypatch.setattr(st, "session_state", state)
    drawn._choose()
    assert state["drawn"] == kept
