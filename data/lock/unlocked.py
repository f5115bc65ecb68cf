"""Unlocked vaults by browser. The key lives here, in memory, and nowhere else.

A browser is known by a random token in its cookie. Whoever has no token has no key: a vault that
is open in one browser is locked in the next. Closing the file of a vault that nobody has unlocked
any more is for whoever opened it: `lock_idle` says which.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.errors import VaultDamaged
from data.lock.keyfile import key_beside
from data.lock.wrapped_key import Sealed, id_of


@dataclass
class _Browser:
    vault: Path
    key: bytes
    idle: float
    last_use: tuple[float, float]
    by_code: bool

    def is_idle(self, now: tuple[float, float]) -> bool:
        return max(now[0] - self.last_use[0], now[1] - self.last_use[1]) > self.idle


_browsers: dict[str, _Browser] = {}
_locks: dict[Path, str] = {}
"""The vaults that were unlocked since the start, and the id of the key that did it."""

_guard = threading.Lock()


def _clocks() -> tuple[float, float]:
    """Return both clocks: one stands still while the computer sleeps, the other can be set."""
    return time.time(), time.monotonic()


def let_in(vault: Path, key: bytes, idle_minutes: int, *, by_code: bool = False) -> str:
    """Return a token under which this vault is unlocked from now on.

    ``by_code``: the recovery code opened it, so that a new passphrase is to be chosen.
    """
    token = secrets.token_urlsafe(32)
    with _guard:
        _browsers[token] = _Browser(vault, key, idle_minutes * 60, _clocks(), by_code)
        _locks[vault] = id_of(key)
    return token


def lock_of(vault: Path) -> Sealed | None:
    """Return the sealed key of a vault, None where it has no lock. The one way to ask whether.

    Raises a `VaultError` where that cannot be told; then it has to be treated as locked. One that
    was unlocked here had a lock: a plain key beside it counts only if it is the same key.
    """
    found = key_beside(vault)
    if isinstance(found, Sealed):
        return found
    with _guard:
        expected = _locks.get(vault)
    if expected is not None and (found is None or id_of(found) != expected):
        raise VaultDamaged(vault)
    return None


def forget_lock(vault: Path) -> None:
    """Know of no lock of a vault: its files are being replaced, and what was in them is closed."""
    with _guard:
        _locks.pop(vault, None)


def key_in(token: str | None, vault: Path, *, used: bool = True) -> bytes | None:
    """Return the key for the browser with this token, None where the vault is locked for it.

    ``used``: somebody is doing something; looking on does not keep a vault open.
    """
    with _guard:
        browser = _browsers.get(token or "")
        if browser is None or browser.vault != vault or browser.is_idle(_clocks()):
            return None
        if used:
            browser.last_use = _clocks()
        return browser.key


def came_by_code(token: str | None) -> bool:
    """Return whether the browser with this token came in by the recovery code."""
    with _guard:
        browser = _browsers.get(token or "")
        return browser is not None and browser.by_code


def lock(vault: Path) -> None:
    """Lock a vault in every browser. Its file stays open: see `data.vault.open_vaults`."""
    _drop(lambda browser: browser.vault == vault)


def lock_idle() -> set[Path]:
    """Lock vaults where nothing was done for too long; return those nobody has unlocked now."""
    now = _clocks()
    return _drop(lambda browser: browser.is_idle(now))


def _drop(these: Callable[[_Browser], bool]) -> set[Path]:
    """Forget browsers; return the vaults that nobody has unlocked any more."""
    with _guard:
        gone = {token: browser for token, browser in _browsers.items() if these(browser)}
        for token in gone:
            del _browsers[token]
        left = {browser.vault for browser in _browsers.values()}
        return {browser.vault for browser in gone.values()} - left
