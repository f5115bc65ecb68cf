"""Whether what records are kept with can answer, for whoever watches over the server.

Asked without a person: a check says yes or no, and must never open anybody's records.
"""

import threading
import time
from collections.abc import Callable

Check = Callable[[], bool]

KEPT = 1.0
"""Seconds for which an answer is kept: many who ask at once cost no more than one."""

_checks: list[Check] = []
_guard = threading.Lock()
_answers: list[tuple[float, bool]] = []


def when_asked(check: Check) -> None:
    """Have ``check`` called when it is asked how things are."""
    if check not in _checks:
        _checks.append(check)


def healthy(clock: Callable[[], float] = time.monotonic) -> bool:
    """Return whether every check says yes; no, where there is none yet."""
    with _guard:
        if _answers and clock() - _answers[-1][0] < KEPT:
            return _answers[-1][1]
        found = bool(_checks) and all(check() for check in _checks)
        _answers[:] = [(clock(), found)]
        return found


def ask_anew() -> None:
    """Forget the last answer."""
    with _guard:
        _answers.clear()
