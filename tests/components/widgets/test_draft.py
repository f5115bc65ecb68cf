"""What is typed and not saved: in this window, after a reload, and never in another vault."""

import json
from pathlib import Path

import pytest
import streamlit as st

from components.widgets.draft import draft, hold, keep_draft
from data.model.therapist import LookAgain
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault

PLACE = "look"
EMPTY = LookAgain()
TYPED = LookAgain(would_stay_if="If we can dis")


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What this window remembers; a reload empties it."""
    remembered: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", remembered)
    return remembered


@pytest.fixture
def vault() -> Vault:
    return open_vault(read_settings(), LOCAL)


def test_it_begins_empty() -> None:
    assert draft(PLACE, LookAgain, EMPTY) == EMPTY


def test_it_is_there_in_this_window_and_after_a_reload(window: dict[str, object]) -> None:
    keep_draft(PLACE, TYPED, worth_keeping=True)
    assert draft(PLACE, LookAgain, EMPTY) == TYPED
    window.clear()
    assert draft(PLACE, LookAgain, EMPTY) == TYPED


def test_what_says_nothing_leaves_nothing_behind(vault: Vault, window: dict[str, object]) -> None:
    keep_draft(PLACE, TYPED, worth_keeping=True)
    keep_draft(PLACE, EMPTY, worth_keeping=False)
    assert vault.draft(PLACE) == ""
    window.clear()
    assert draft(PLACE, LookAgain, EMPTY) == EMPTY


def test_what_is_only_held_is_this_window_s(vault: Vault, window: dict[str, object]) -> None:
    assert hold(PLACE, TYPED) == TYPED
    assert draft(PLACE, LookAgain, EMPTY) == TYPED
    assert vault.draft(PLACE) == ""


@pytest.mark.parametrize("kept", ["{", json.dumps({"shoes": "brown"})], ids=["half", "other"])
def test_a_draft_that_cannot_be_read_begins_empty(vault: Vault, kept: str) -> None:
    vault.keep_draft(PLACE, kept)
    assert draft(PLACE, LookAgain, EMPTY) == EMPTY


def test_it_is_not_shown_in_another_vault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keep_draft(PLACE, TYPED, worth_keeping=True)
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "another"))
    assert draft(PLACE, LookAgain, EMPTY) == EMPTY
