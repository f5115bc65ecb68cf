"""Gives the one worker of Argon2id work that never ends, waits in vain, and ends itself."""

import threading

from data.errors import NotJustNow
from data.lock import argon2

begun = threading.Event()


def never_done() -> None:
    """Begin, and never come to an end."""
    begun.set()
    threading.Event().wait()


argon2.LONGEST_WAIT = 0.1
try:
    argon2._line.run(never_done, argon2.Urgency.OWNER)
except NotJustNow:
    print("ends", begun.is_set())
