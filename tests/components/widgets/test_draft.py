"""What is typed and not saved: in this window, after a reload, and never in another vault."""

import json
from pathlib import Path

import pytest
import streamlit as st

from components.widgets.draft import Draft, texts_are_in
from data.model.therapist import LookAgain
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault

EMPTY = LookAgain()
TYPED = LookAgain(would_stay_if="If we can dis")
DRAFT = Draft(LookAgain, "look", lambda typed: typed != EMPTY)
WORDS = Draft(str, "words")


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
    assert DRAFT.found() is None
    assert DRAFT.typed(EMPTY) == EMPTY


def test_it_is_there_in_this_window_and_after_a_reload(window: dict[str, object]) -> None:
    DRAFT.keep(TYPED)
    assert DRAFT.typed(EMPTY) == TYPED
    window.clear()
    assert DRAFT.held() is None
    assert DRAFT.typed(EMPTY) == TYPED


def test_what_another_window_saves_takes_nothing_away_from_this_one(vault: Vault) -> None:
    vault.drafts.keep("look", TYPED.model_dump_json())
    assert DRAFT.found() == TYPED
    vault.drafts.keep("look", "")
    assert DRAFT.found() == TYPED


def test_what_says_nothing_leaves_nothing_behind(vault: Vault, window: dict[str, object]) -> None:
    DRAFT.keep(TYPED)
    DRAFT.keep(EMPTY)
    assert vault.drafts.text("look") == ""
    window.clear()
    assert DRAFT.typed(EMPTY) == EMPTY


def test_what_is_only_held_is_this_window_s(vault: Vault, window: dict[str, object]) -> None:
    assert DRAFT.hold(TYPED) == TYPED
    assert DRAFT.typed(EMPTY) == TYPED
    assert vault.drafts.text("look") == ""


@pytest.mark.parametrize("stored", ["{", json.dumps({"shoes": "brown"})], ids=["half", "other"])
def test_a_draft_that_cannot_be_read_begins_empty(vault: Vault, stored: str) -> None:
    vault.drafts.keep("look", stored)
    assert DRAFT.typed(EMPTY) == EMPTY


def test_it_is_not_shown_in_another_vault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    DRAFT.keep(TYPED)
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "another"))
    assert DRAFT.typed(EMPTY) == EMPTY


def test_a_text_alone_is_kept_as_it_is(vault: Vault, window: dict[str, object]) -> None:
    WORDS.keep('"Slower, please."')
    assert vault.drafts.text("words") == '"Slower, please."'
    window.clear()
    assert WORDS.found() == '"Slower, please."'


def test_what_is_dropped_is_gone_after_a_reload_too_and_its_fields_begin_again(
    window: dict[str, object],
) -> None:
    DRAFT.keep(TYPED)
    field = DRAFT.field("on")
    DRAFT.drop()
    assert DRAFT.found() is None
    assert DRAFT.field("on") != field
    window.clear()
    assert DRAFT.found() is None


def test_what_a_lost_session_kept_of_it_goes_with_it(
    vault: Vault, window: dict[str, object]
) -> None:
    """Its connection was lost; what it still kept lies beside what this window keeps."""
    WORDS.keep("Slower")
    lost = dict(window)
    window.clear()
    WORDS.keep(f"{WORDS.found()}, please")
    window.update(lost)
    WORDS.keep("Slower, ")
    assert len(vault.drafts.of("words")) == 2
    window.clear()
    WORDS.found()
    WORDS.keep("Slower, please.")
    WORDS.drop()
    assert vault.drafts.of("words") == ()


def test_what_another_window_typed_beyond_it_stays(vault: Vault, window: dict[str, object]) -> None:
    WORDS.keep("Slower, please, and louder")
    window.clear()
    before = vault.drafts.of("words")
    WORDS.hold("Slower, please")
    WORDS.drop()
    assert vault.drafts.of("words") == before


def test_long_texts_may_be_the_beginning_and_all_else_has_to_be_the_same() -> None:
    is_in = texts_are_in("would_stay_if")
    assert is_in(
        LookAgain(after_sessions=3, would_stay_if="If we"),
        LookAgain(after_sessions=3, would_stay_if="If we can"),
    )
    assert not is_in(
        LookAgain(after_sessions=4, would_stay_if="If we"),
        LookAgain(after_sessions=3, would_stay_if="If we can"),
    )
    assert not is_in(TYPED, LookAgain(would_stay_if="If we"))
