"""One process per vault file: the others are told who holds it."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import VaultHeld


def hold(vault: Path) -> FileLock:
    """Return the lock that keeps other processes out until it is released or this one ends.

    Raises `VaultHeld` with the number of the process that holds it.
    """
    lock = FileLock(vault.with_suffix(".lock"), timeout=0, thread_local=False)
    holder = vault.with_suffix(".holder")
    try:
        lock.acquire()
    except Timeout:
        raise VaultHeld(_who(holder)) from None
    holder.write_text(f"{os.getpid()}\n", "ascii")
    return lock


def _who(holder: Path) -> str:
    try:
        number = int(holder.read_text("ascii"))
    except (OSError, ValueError):
        return "another process"
    return f"process {number}"
