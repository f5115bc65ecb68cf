"""Limits of the process: its memory goes into no file and is given back, many files are open."""

import ctypes
import sys
from contextlib import suppress

HANDLES = 65_536
"""Open files and connections that are asked for; systems begin with as few as 256."""

_SET_DUMPABLE = 4
"""`PR_SET_DUMPABLE` of Linux."""


def set_process_limits() -> None:
    """Have no memory of this process written out when it crashes, nor read by its neighbours.

    What the system does not allow is left as it is.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = HANDLES if hard == resource.RLIM_INFINITY else min(HANDLES, hard)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def give_memory_back() -> None:
    """Give the system what was freed after long work, where the C library would keep it."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # only glibc has it
            ctypes.CDLL(None).malloc_trim(0)
