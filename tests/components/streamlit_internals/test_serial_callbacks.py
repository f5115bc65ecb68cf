"""A tap is answered and its callback runs to its end, however quickly the next tap follows."""

import threading
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, get_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.testing.v1 import AppTest

from components.streamlit_internals.serial_callbacks import run_callbacks_to_their_end

_run_script = ScriptRunner._run_script


def page() -> None:
    import streamlit as st

    state = st.session_state

    def tapped() -> None:
        state["begun"] = True
        state.get("meanwhile", lambda: None)()
        st.query_params["tapped"] = "yes"
        state["kept"] = state.get("kept", 0) + 1

    st.button("Done", on_click=tapped)
    state["drawn"] = state.get("drawn", 0) + 1


@pytest.fixture(autouse=True)
def as_streamlit_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed for the process is changed back after each test."""
    for owner, name in (
        (SafeSessionState, "on_script_will_rerun"),
        (ScriptRunner, "_maybe_handle_execution_control_request"),
        (ScriptRunner, "_run_script"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))


@pytest.fixture
def window() -> AppTest:
    return AppTest.from_function(page).run()


def something_else() -> RerunData:
    """What a browser asks for next. A tap is not in it: that was said, once."""
    return RerunData(widget_states=WidgetStates())


def tap_and_something_else(window: AppTest, when: str) -> None:
    """Tap, and do something else just before the tap's callback runs, or within it."""
    if when == "before":

        def overtaken(runner: ScriptRunner, data: RerunData) -> None:
            ScriptRunner._run_script = _run_script  # type: ignore[method-assign]
            assert runner.request_rerun(something_else())
            _run_script(runner, data)

        ScriptRunner._run_script = overtaken  # type: ignore[assignment, method-assign]
    else:

        def meanwhile() -> None:
            here = get_script_run_ctx()
            assert here
            assert here.script_requests
            assert here.script_requests.request_rerun(something_else())

        window.session_state["meanwhile"] = meanwhile
    window.button[0].click().run()


@pytest.mark.parametrize("when", ["before", "within"])
def test_a_tap_is_answered_and_its_page_gives_way_to_the_newer_run(
    window: AppTest, when: str
) -> None:
    run_callbacks_to_their_end()
    tap_and_something_else(window, when)
    assert window.session_state["kept"] == 1
    assert window.session_state["drawn"] == 2, "at first, and once for both"


@pytest.mark.parametrize("when", ["before", "within"])
def test_streamlit_alone_would_lose_it(window: AppTest, when: str) -> None:
    """Should this fail, Streamlit has mended it, and the module can go."""
    tap_and_something_else(window, when)
    assert "kept" not in window.session_state
    assert ("begun" in window.session_state) == (when == "within")


class Quick(SessionState):
    """Somebody whose connection was lost: a run of the new one comes while the old one keeps."""

    def on_script_will_rerun(self, *taps: Any, **_kwargs: Any) -> None:
        (tap,) = taps
        there = self["taps"]
        if tap == "first":
            self["begun"].set()
            threading.Event().wait(0.3)  # time enough for the second to pass, were it let
        self["taps"] = [*there, tap]


def test_a_newer_run_s_callbacks_wait_until_those_before_are_through() -> None:
    run_callbacks_to_their_end()
    state = Quick()
    state["taps"], state["begun"] = [], threading.Event()

    def run(tap: str) -> None:
        SafeSessionState(state, lambda: None).on_script_will_rerun(tap)  # type: ignore[arg-type]

    first = threading.Thread(target=run, args=["first"])
    first.start()
    assert state["begun"].wait(10)
    run("second")
    first.join()
    assert state["taps"] == ["first", "second"]
