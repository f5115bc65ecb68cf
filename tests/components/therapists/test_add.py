"""Somebody is added in one call, once, or it is said why not."""

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from components.therapists.add import _add, _keep_new, add_therapist
from components.therapists.draft import NewTherapist
from components.therapists.form_state import ADDING
from data.model.record import new_id
from data.model.therapist import STATUS_ORDER, Therapist, status_words
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from data.vault.vault import Vault


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Callbacks speak through the session; outside a browser it is one for the whole process."""
    st.session_state.clear()
    yield
    st.session_state.clear()


def mine() -> Vault:
    return open_vault(read_settings(), LOCAL)


def said() -> str:
    return str(st.session_state.get("said", ("", ""))[1])


def test_somebody_is_added_in_one_call_which_says_nothing() -> None:
    assert add_therapist(" Maple ", "trying", new_id())
    assert [(therapist.name, therapist.status) for therapist in mine().records().therapists] == [
        ("Maple", "trying")
    ]
    assert said() == ""


def test_the_same_id_adds_once() -> None:
    who = new_id()
    assert add_therapist("Maple", "trying", who)
    assert add_therapist("maple ", "trying", who)
    assert len(mine().records().therapists) == 1


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("", "trying", "“Code name”: it must not be empty"),
        ("x" * 61, "trying", "“Code name”: "),
        ("two\nlines", "ended", "“Code name”: it must stand on one line"),
        (" MAPLE", "trying", "you already have a therapist with that code name"),
    ],
)
def test_a_failure_is_said_and_false(name: str, status: Any, says: str) -> None:
    add_therapist("Maple", "trying", new_id())
    assert not add_therapist(name, status, new_id())
    assert says in said()
    assert len(mine().records().therapists) == 1


def test_an_id_that_is_somebody_else_already_is_refused() -> None:
    who = new_id()
    assert add_therapist("Maple", "trying", who)
    assert not add_therapist("Birch", "trying", who)
    assert "changed in another window" in said()
    assert mine().get(Therapist, who).record.name == "Maple"


def test_a_late_second_click_on_add_does_nothing() -> None:
    first = ADDING.hold(NewTherapist(name="Maple"))
    _add(first.id)
    assert "Maple is added" in said()
    st.session_state.pop("said")
    _add(first.id)
    ADDING.hold(NewTherapist(name="Maple"))
    _add(first.id)
    _keep_new(first.id)
    assert said() == ""
    assert len(mine().records().therapists) == 1


def test_every_status_has_words_of_its_own() -> None:
    assert [status_words(status) for status in STATUS_ORDER] == [
        "staying",
        "seeing",
        "thinking about",
        "ended",
    ]


def test_somebody_about_to_be_added_has_an_id_from_the_beginning() -> None:
    new = NewTherapist(name="Maple")
    assert new.therapist().id == new.therapist().id == new.id
