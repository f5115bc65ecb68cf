"""Search steps: one tap notes one, however often a tired finger falls."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import streamlit as st

from components.session import today
from components.therapist_search import step_form
from components.therapist_search.step_form import search_steps
from data.model.therapist import Therapist
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import a_therapist


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Callbacks speak through the session; outside a browser it is one for the whole process."""
    st.session_state.clear()
    yield
    st.session_state.clear()


def test_the_same_tap_on_one_day_notes_one_step_on_a_page_drawn_anew_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vault = open_vault(read_settings(), LOCAL)
    linden = vault.save(a_therapist("Linden", status="considering")).record
    clicks: dict[str, Callable[[], None]] = {}

    def button(label: str, *, on_click: Any, args: tuple[Any, ...], **_more: Any) -> None:
        clicks[label] = partial(on_click, *args)

    def drawn() -> None:
        search_steps(vault.get(Therapist, linden.id).record)

    def kinds() -> list[str]:
        return [step.kind for step in vault.get(Therapist, linden.id).record.search_steps]

    monkeypatch.setattr(st, "button", button)
    drawn()
    clicks["I called"]()
    clicks["I called"]()
    drawn()
    clicks["I called"]()
    assert kinds() == ["called"]
    clicks["They answered"]()
    assert kinds() == ["called", "answered"]
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(step_form, "today", lambda: tomorrow)
    clicks["I called"]()
    assert kinds() == ["called", "answered", "called"]
