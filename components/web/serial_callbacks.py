"""Lets every callback run to its end, one after the other, however quickly the next tap follows.

Streamlit breaks a run off at the next look into the session once a newer one is asked for, also
within a callback. What that callback had yet to keep is lost then: the newer run finds the field
as the broken one left it, and does not call again. And the newer run does not wait: two callbacks
that each add to what is kept would both begin from what was there before.
"""

import threading
from functools import wraps
from typing import Any

from streamlit.runtime.state import SafeSessionState

_with_breaks = SafeSessionState.on_script_will_rerun
_turns = tuple(threading.Lock() for _ in range(256))
"""One is taken by all runs of a session. Two sessions may share one: then one waits a moment."""


@wraps(_with_breaks)
def _without_breaks(session: SafeSessionState, *args: Any, **kwargs: Any) -> None:
    # Streamlit asks once more right after the callbacks, so that a newer run waits for them alone.
    breaks = session._yield_callback  # noqa: SLF001 - there is no public way
    with _turns[id(session._state) // 64 % len(_turns)]:  # noqa: SLF001
        breaks()  # where a newer run was first, it had these taps too
        object.__setattr__(session, "_yield_callback", _go_on)
        try:
            _with_breaks(session, *args, **kwargs)
        finally:
            object.__setattr__(session, "_yield_callback", breaks)


def _go_on() -> None:
    """Look at nothing else."""


def run_callbacks_to_their_end() -> None:
    """Make it so for this process."""
    SafeSessionState.on_script_will_rerun = _without_breaks  # type: ignore[assignment, method-assign]
