"""Wrong passphrases slow down: three for free, then a wait that doubles, up to five minutes."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.errors import WaitFirst, WrongCode, WrongPassphrase

FREE = 3
LONGEST_WAIT = 300


@dataclass
class _Wrong:
    times: int = 0
    until: float = 0.0


_wrong: dict[Path, _Wrong] = {}
_guard = threading.Lock()


@contextmanager
def one_try(vault: Path, clock: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """Within it one passphrase or code is tried; one after the other, whoever tries.

    Raises `WaitFirst` when it is too early: then nothing may be tried.
    """
    with _guard:
        wrong = _wrong.setdefault(vault, _Wrong())
        wait = wrong.until - clock()
        if wait > 0:
            raise WaitFirst(int(wait) + 1)
        try:
            yield
        except (WrongPassphrase, WrongCode):
            wrong.times += 1
            if wrong.times >= FREE:
                wrong.until = clock() + min(2.0 ** (wrong.times - FREE + 1), LONGEST_WAIT)
            raise
        del _wrong[vault]


def forget_tries() -> None:
    """Begin again, as after a restart."""
    _wrong.clear()
