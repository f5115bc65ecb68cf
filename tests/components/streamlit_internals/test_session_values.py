"""Values of a session are the same read one by one, and a drawn field copies none of the others."""

from collections.abc import Iterator
from contextlib import ExitStack
from unittest.mock import PropertyMock, patch

import pytest
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1 import AppTest

from components.streamlit_internals.session_values import read_values_singly


@pytest.fixture(autouse=True)
def singly() -> Iterator[None]:
    with ExitStack() as put_back:
        for name in ("filtered_state", "__getitem__", "__contains__"):
            there = getattr(SafeSessionState, name)
            put_back.enter_context(patch.object(SafeSessionState, name, there))
        read_values_singly()
        yield


def page() -> None:
    import streamlit as st

    st.session_state.setdefault("other", "there")
    st.session_state.setdefault("size", None)
    st.slider("Pace", 0, 10, key="pace", value=3)
    st.selectbox("Size", ["small", "large"], key="size")
    st.text_input("Name", key="name", value="Maple")
    st.number_input("How many", key="many", value=2)


def test_a_field_copies_no_other_value() -> None:
    with patch.object(SessionState, "filtered_state", PropertyMock(side_effect=AssertionError)):
        app = AppTest.from_function(page).run()
        assert not app.exception
        app.slider(key="pace").set_value(7)
        app.text_input(key="name").set_value("Rowan").run()
    assert not app.exception
    assert (app.slider(key="pace").value, app.text_input(key="name").value) == (7, "Rowan")
    assert app.selectbox(key="size").value is None


def test_all_values_are_those_that_streamlit_gives() -> None:
    app = AppTest.from_function(page).run()
    assert dict(app.session_state.items()) == {
        "other": "there", "size": None, "pace": 3, "name": "Maple", "many": 2
    }  # fmt: skip
    assert len([*app.session_state.keys()]) == 5
    assert "pace" in app.session_state
    assert "nothing" not in app.session_state


def test_a_run_is_broken_off_where_it_writes_a_value_and_not_where_it_reads_one() -> None:
    class BrokenOffError(Exception):
        pass

    def break_off() -> None:
        raise BrokenOffError

    values = SessionState()
    values["size"] = "small"
    session = SafeSessionState(values, break_off)
    assert session["size"] == "small"
    assert "size" in session
    assert "pace" not in session
    with pytest.raises(KeyError):
        session["pace"]
    with pytest.raises(BrokenOffError):
        session["size"] = "large"
    assert session["size"] == "small"
