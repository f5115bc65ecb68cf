"""Messages: said once, on the page after the action, in the sentence of a failure too."""

import pytest
from streamlit.testing.v1 import AppTest

from components.widgets.messages import failures_are_said
from data.errors import VaultFull


def page() -> None:
    import streamlit as st

    from components.widgets.messages import failure_waits, failures_are_said, say, show_said
    from data.errors import VaultFull

    def fail() -> None:
        with failures_are_said():
            raise VaultFull

    st.caption(f"failed: {failure_waits()}")
    show_said()
    st.button("Save", on_click=say, args=("Saved about *Maple*.",))
    st.button("Fail", on_click=fail)


def said(app: AppTest) -> list[str]:
    return [element.value.replace("\\", "") for element in (*app.success, *app.error)]


def test_what_an_action_came_to_is_said_once_and_as_it_was_typed() -> None:
    app = AppTest.from_function(page).run()
    assert said(app) == []
    app.button[0].click().run()
    assert said(app) == ["Saved about *Maple*."]
    assert "\\*" in app.success[0].value
    assert said(app.run()) == []


def test_a_failure_is_its_sentence_and_the_page_goes_on() -> None:
    app = AppTest.from_function(page).run()
    app.button[1].click().run()
    assert not app.exception
    assert app.error[0].value.replace("\\", "") == VaultFull().sentence
    assert app.caption[0].value == "failed: True"
    assert app.run().caption[0].value == "failed: False"


def test_any_other_failure_is_not_said_to_be_one_of_ours() -> None:
    with pytest.raises(ZeroDivisionError), failures_are_said():
        raise ZeroDivisionError
