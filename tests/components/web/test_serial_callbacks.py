"""A callback runs to its end, and the newer run's callbacks wait for it."""

import threading
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import StopException
from streamlit.runtime.state import SafeSessionState, SessionState

from components.web import serial_callbacks as whole_callbacks


class QuickTapper(SessionState):
    """Somebody whose second tap comes while the callback of the first one runs."""

    def on_script_will_rerun(self, *_args: Any, **_kwargs: Any) -> None:
        self["overtaken"] = True
        _ = session_of(self)["overtaken"]
        self["kept"] = True


def session_of(person: QuickTapper) -> SafeSessionState:
    return person["session"]  # type: ignore[no-any-return]


@pytest.fixture
def person() -> QuickTapper:
    found = QuickTapper()

    def breaks() -> None:
        if "overtaken" in found:
            raise StopException

    found["session"] = SafeSessionState(found, breaks)
    return found


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", None)
    whole_callbacks.run_callbacks_to_their_end()


def test_a_callback_runs_to_its_end(person: QuickTapper) -> None:
    session_of(person).on_script_will_rerun(None)
    assert "kept" in person


def test_what_follows_it_is_broken_off_as_before(person: QuickTapper) -> None:
    session_of(person).on_script_will_rerun(None)
    with pytest.raises(StopException):
        _ = session_of(person)["kept"]


def test_streamlit_alone_would_lose_it(person: QuickTapper) -> None:
    """Should this fail, Streamlit has mended it, and the module can go."""
    with pytest.raises(StopException):
        whole_callbacks._with_breaks(session_of(person), None)
    assert "kept" not in person


class Quick(SessionState):
    """Somebody whose second tap is answered by a run of its own while the first is kept."""

    def on_script_will_rerun(self, *taps: Any, **_kwargs: Any) -> None:
        (tap,) = taps
        there = self["taps"]
        if tap == "first":
            self["begun"].set()
            threading.Event().wait(0.3)  # time enough for the second to pass, were it let
        self["taps"] = [*there, tap]


def test_a_newer_run_s_callbacks_wait_until_those_before_are_through() -> None:
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


def test_one_that_was_overtaken_before_it_began_leaves_the_taps_to_the_newer(
    person: QuickTapper,
) -> None:
    person["overtaken"] = True
    with pytest.raises(StopException):
        session_of(person).on_script_will_rerun(None)
    assert "kept" not in person
