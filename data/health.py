"""Whether what records are kept with can answer, for whoever watches over the server.

Asked without a person: a check says yes or no, and must never open anybody's records.
"""

import threading
import time
from collections.abc import Callable

Check = Callable[[], bool]

KEPT = 1.0
"""Seconds for which an answer is kept: many who ask at once cost no more than one."""

PATIENCE = 2.0
"""Seconds that one who asks waits for the check of another; a database may hang."""

_checks: list[Check] = []
_guard = threading.Lock()
_answers: list[tuple[float, bool]] = []


def when_asked(check: Check) -> None:
    """Have ``check`` called when it is asked how things are."""
    if check not in _checks:
        _checks.append(check)


def healthy(clock: Callable[[], float] = time.monotonic) -> bool:
    """Return whether every check says yes; no, where there is none yet, or none that ends."""
    if not _guard.acquire(timeout=PATIENCE):
        return False
    try:
        if _answers and clock() - _answers[-1][0] < KEPT:
            return _answers[-1][1]
        found = bool(_checks) and all(check() for check in _checks)
        _answers[:] = [(clock(), found)]
        return found
    finally:
        _guard.release()


def ask_anew() -> None:
    """Forget the last answer."""
    with _guard:
        _answers.clear()
