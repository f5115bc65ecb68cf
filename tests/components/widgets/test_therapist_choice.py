"""Choosing a therapist: the last noted comes first, and the address names who is chosen."""

import pytest
from streamlit.testing.v1 import AppTest

from data.model.record import new_id
from data.model.records import Records
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, open_vault
from tests.rig.people import a_jot, a_note, a_therapist

MAPLE, BIRCH, ROWAN = (
    a_therapist("Maple"),
    a_therapist("Birch"),
    a_therapist("Rowan", status="ended"),
)


def page() -> None:
    import streamlit as st

    from components.widgets.therapist_choice import present_therapist

    therapist = present_therapist("Whom?")
    st.caption(therapist.name if therapist else "nobody")


@pytest.fixture
def app() -> AppTest:
    notes = (a_note(MAPLE), a_note(BIRCH), a_note(ROWAN), a_jot("x"))
    vault = open_vault(read_settings(), LOCAL)
    vault.take(Records(therapists=(MAPLE, BIRCH, ROWAN), notes=notes))
    return AppTest.from_function(page)


def test_the_last_noted_of_those_one_is_with_comes_first_and_stands_in_the_address(
    app: AppTest,
) -> None:
    app.run()
    assert app.selectbox[0].options == ["Maple", "Birch"]
    assert app.caption[0].value == "Birch"
    assert app.query_params["who"] == str(BIRCH.id)
    app.selectbox[0].select_index(0).run()
    assert app.caption[0].value == "Maple"
    assert app.query_params["who"] == str(MAPLE.id)


@pytest.mark.parametrize(
    "who", [str(ROWAN.id), str(new_id()), "x", ""], ids=["hidden", "nobody", "no id", "nothing"]
)
def test_who_cannot_be_chosen_is_passed_over(app: AppTest, who: str) -> None:
    app.query_params["who"] = who
    assert app.run().caption[0].value == "Birch"
