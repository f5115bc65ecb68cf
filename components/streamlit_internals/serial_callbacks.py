"""Lets every callback run to its end, one after the other, however quickly the next tap follows.

Streamlit breaks a run off at its next look into the session once a newer one is asked for, also
before and within a callback. A tap on a button is sent once only: broken off before its callback,
it is lost. Within one, what that callback had yet to keep is lost: the newer run finds the field
as the broken one left it, and does not call again. And two callbacks that each add to what is kept
would both begin from what was there before.

It needs the setting ``runner.fastReruns`` to be off: then a newer run waits in the same thread and
takes over the taps of those that waited before it. On, it would begin beside a run that was told
to stop before it looked at its taps.
"""

import threading
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state import SafeSessionState

_call_back = SafeSessionState.on_script_will_rerun
_break_off = ScriptRunner._maybe_handle_execution_control_request  # noqa: SLF001 - no public way
_now = threading.local()
_turns = tuple(threading.Lock() for _ in range(256))
"""One is taken by all runs of a session: where a connection was lost, the run of the old one may go
on beside that of the new one. Two sessions may share a lock: then one waits a moment."""


@wraps(_call_back)
def _call_back_in_turn(session: SafeSessionState, *args: Any, **kwargs: Any) -> None:
    # Streamlit asks once more right after the callbacks, so that a newer run waits for them alone.
    with _turns[id(session._state) // 64 % len(_turns)]:  # noqa: SLF001
        _now.calls_back = True
        try:
            _call_back(session, *args, **kwargs)
        finally:
            _now.calls_back = False


@wraps(_break_off)
def _break_off_outside_callbacks(runner: ScriptRunner) -> None:
    if not getattr(_now, "calls_back", False):
        _break_off(runner)


def run_callbacks_to_their_end() -> None:
    """Make it so for this process, before its first session.

    Until Streamlit has a setting that lets callbacks run to their end.
    """
    SafeSessionState.on_script_will_rerun = _call_back_in_turn  # type: ignore[assignment, method-assign]
    ScriptRunner._maybe_handle_execution_control_request = (  # type: ignore[method-assign]  # noqa: SLF001
        _break_off_outside_callbacks  # type: ignore[assignment]
    )
