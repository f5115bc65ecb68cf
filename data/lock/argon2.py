"""Argon2id, for every passphrase of the program: one derivation at a time, in a thread of its own.

OpenSSL works on the lanes of a derivation in threads that it has once for the whole process. Two
derivations with more than one lane at the same time wait for each other for ever, and no thread
that waits there can be ended. So nothing else in the program may call Argon2id. What is made anew
has one lane; what was sealed with four is read here, alone.

Whoever asks waits without holding anything, for `LONGEST_WAIT` at most, and in a line that is
short: then it is said that it is not possible just now. The owner goes before readers, and readers
before whoever only guesses at links.
"""

import re
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from typing import TypeVar

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.errors import NotJustNow

T = TypeVar("T")

LONGEST_WAIT = 8.0
"""Seconds. Shorter than what a service is given to end in."""

LONGEST_LINE = 8
"""How many of each urgency may wait; a derivation takes about a tenth of a second."""

MEMORY_KIB, PASSES, LANES = 65_536, 3, 1
"""What one guess costs (RFC 9106), for what is made anew."""

MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 131_072, 6, 4
"""What is derived at most, whatever a file asks for: half a second."""

_PHC = re.compile(r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$[!-~]{1,200}")


class Urgency(IntEnum):
    """Order in which those who wait are served."""

    OWNER = 0
    READER = 1
    STRANGER = 2


class _Queue:
    """Line of those who wait, by urgency, and the one thread that works."""

    def __init__(self) -> None:
        self._waiting: dict[Urgency, deque[tuple[Future[object], Callable[[], object]]]] = {
            urgency: deque() for urgency in Urgency
        }
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None

    def run(self, work: Callable[[], T], urgency: Urgency) -> T:
        """Return what ``work`` returns in the worker's thread. Raises `NotJustNow`."""
        result: Future[T] = Future()
        with self._changed:
            waiting = self._waiting[urgency]
            if len(waiting) >= LONGEST_LINE:
                raise NotJustNow
            waiting.append((result, work))  # type: ignore[arg-type]  # a future of anything
            if self._worker is None:
                # A daemon: the program ends also while it works.
                self._worker = threading.Thread(target=self._work, name="argon2", daemon=True)
                self._worker.start()
            self._changed.notify()
        try:
            return result.result(LONGEST_WAIT)
        except TimeoutError:
            result.cancel()
            raise NotJustNow from None

    def _work(self) -> None:
        while True:
            result, work = self._next()
            if result.set_running_or_notify_cancel():
                try:
                    result.set_result(work())
                except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                    result.set_exception(error)
            del result, work  # neither words nor keys stay here until the next one comes

    def _next(self) -> tuple[Future[object], Callable[[], object]]:
        with self._changed:
            while True:
                for urgency in Urgency:
                    while self._waiting[urgency]:
                        result, work = self._waiting[urgency].popleft()
                        if not result.cancelled():
                            return result, work
                self._changed.wait()


_line = _Queue()


def stretched(
    passphrase: bytes,
    salt: bytes,
    *,
    memory_kib: int,
    passes: int,
    lanes: int,
    urgency: Urgency = Urgency.OWNER,
) -> bytes:
    """Return the 32 bytes that a passphrase comes to.

    Raises `NotJustNow`, and `ValueError` where it would cost more than any seal of ours.
    """
    if not _is_bearable(memory_kib, passes, lanes):
        raise ValueError

    def derive() -> bytes:
        return _function(salt, memory_kib, passes, lanes).derive(passphrase)

    return _line.run(derive, urgency)


def encoded(passphrase: bytes, salt: bytes, urgency: Urgency = Urgency.OWNER) -> str:
    """Return what is kept to know a passphrase again, salt and cost included (PHC string format).

    Raises `NotJustNow`.
    """

    def derive() -> str:
        return _function(salt, MEMORY_KIB, PASSES, LANES).derive_phc_encoded(passphrase)

    return _line.run(derive, urgency)


def matches(passphrase: bytes, encoded: str, urgency: Urgency = Urgency.OWNER) -> bool:
    """Return whether this is the passphrase of which ``encoded`` was made. Raises `NotJustNow`."""
    cost = _PHC.fullmatch(encoded)
    if cost is None or not _is_bearable(*map(int, cost.groups())):
        return False

    def verify() -> bool:
        try:
            Argon2id.verify_phc_encoded(passphrase, encoded)
        except (InvalidKey, ValueError):
            return False
        return True

    return _line.run(verify, urgency)


def _function(salt: bytes, memory_kib: int, passes: int, lanes: int) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib)


def _is_bearable(memory_kib: int, passes: int, lanes: int) -> bool:
    return (
        8 * lanes <= memory_kib <= MOST_MEMORY_KIB
        and 1 <= passes <= MOST_PASSES
        and 1 <= lanes <= MOST_LANES
    )
