"""Fsync of files and folders: return when they lie on the disk."""

import os
import sys
from pathlib import Path


def sync_handle(handle: int) -> None:
    """Return once what was written to an open file lies on the disk."""
    if sys.platform == "darwin":  # pragma: no cover - another system, whose fsync does not wait
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def sync_file(path: Path) -> None:
    """Make what is in a file durable."""
    with path.open("rb+") as file:
        sync_handle(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":  # pragma: no cover - another system
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync_handle(handle)
    finally:
        os.close(handle)
