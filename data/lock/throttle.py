"""Wrong passphrases slow down: three for free, then a wait that doubles, up to five minutes.

Whoever guesses slows down everybody who has not been in before, or a guesser would only have to
come from many places. A browser that has unlocked the vault once is counted by itself: whoever
knocks without end keeps the owner out of a new browser, and not out of their own.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from data.errors import NotJustNow, WaitFirst, WrongCode, WrongPassphrase

FREE = 3
LONGEST_WAIT = 300

MOST_BROWSERS = 100
"""Browsers that are known to have unlocked a vault, since the start of the program."""

INSIDE = "inside"
"""Who tries: somebody who has the vault open already."""

_STRANGER = ""


@dataclass
class _Wrong:
    times: int = 0
    until: float = 0.0


_wrong: dict[tuple[Path, str], _Wrong] = {}
_browsers: OrderedDict[tuple[Path, str], None] = OrderedDict()
_guard = threading.Lock()


@contextmanager
def counted_try(
    vault: Path, browser: str | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[None]:
    """Within it one passphrase or code is tried. It counts as wrong until it turned out right.

    ``browser``: the token that `known_browser` gave it, or `INSIDE`. Raises `WaitFirst` when it is
    too early: then nothing may be tried. Nobody else waits while it is tried.
    """
    who = (vault, _who(vault, browser))
    with _guard:
        wrong = _wrong.setdefault(who, _Wrong())
        wait = wrong.until - clock()
        if wait > 0:
            raise WaitFirst(int(wait) + 1)
        _count(wrong, clock())
    try:
        yield
    except (WrongPassphrase, WrongCode):
        with _guard:
            _wait(wrong, clock())  # from now on, not from when it began
        raise
    except NotJustNow:  # it was not looked at
        with _guard:
            wrong.times -= 1
            wrong.until = 0.0
        raise
    with _guard:
        _wrong.pop(who, None)


def known_browser(vault: Path) -> str:
    """Return a token for a browser that unlocked this vault; its tries count by themselves."""
    token = secrets.token_urlsafe(32)
    with _guard:
        _browsers[vault, _hashed(token)] = None
        while len(_browsers) > MOST_BROWSERS:
            gone, _ = _browsers.popitem(last=False)
            _wrong.pop(gone, None)
    return token


def _who(vault: Path, browser: str | None) -> str:
    if browser == INSIDE:
        return INSIDE
    token = _hashed(browser or "")
    with _guard:
        return token if (vault, token) in _browsers else _STRANGER


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _count(wrong: _Wrong, now: float) -> None:
    wrong.times += 1
    _wait(wrong, now)


def _wait(wrong: _Wrong, now: float) -> None:
    if wrong.times >= FREE:
        wrong.until = now + min(2 ** min(wrong.times - FREE + 1, 20), LONGEST_WAIT)
