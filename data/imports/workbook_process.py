"""Reading a spreadsheet in a process of its own, which may take only so much memory and time.

A damaged file can make a reader ask for more memory than there is, which ends its process at once.
That must never be the program that others are writing in.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from data.errors import (
    RapportError,
    TableEmpty,
    TableError,
    TableMustWait,
    TableProtected,
    TableTooLarge,
    TableUnreadable,
)
from data.imports.workbook import LARGEST, MOST_ROWS, Sheet, sheet_of

SECONDS: Final = 30
"""How long one spreadsheet may take."""
MEMORY: Final = 800_000_000
"""Bytes of memory that reading one may take, where the system can hold a process to that.

Two at once then fit beside the program into the 2 GB that compose.yaml gives it.
"""
WAIT: Final = 10
"""Seconds that one waits for others: two hostile files must not shut everybody out for long."""

_ROOT: Final = Path(__file__).parents[2]
_COMMAND: Final = (sys.executable, "-m", "data.imports.workbook_process")
_AT_ONCE: Final = BoundedSemaphore(2)
_ERRORS: Final[dict[str, type[TableError]]] = {
    kind.__name__: kind for kind in (TableUnreadable, TableProtected, TableEmpty)
}


def read_sheet(content: bytes, name: str | None = None) -> Sheet:
    """Return a sheet of a workbook: the one called ``name``, else the first that can be seen.

    Raises `TableUnreadable`, `TableProtected`, `TableTooLarge`, `TableEmpty` or `TableMustWait`.
    """
    # No setting of the program is handed on: addresses and secrets are among them.
    around = {key: value for key, value in os.environ.items() if not key.startswith("RAPPORT_")}
    if not _AT_ONCE.acquire(timeout=WAIT):
        raise TableMustWait
    try:
        done = subprocess.run(  # noqa: S603 - the same Python, nothing of the file in the call
            _COMMAND, input=json.dumps(name).encode() + b"\n" + content,
            capture_output=True, timeout=SECONDS, cwd=_ROOT, env=around, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _too_large() from None
    finally:
        _AT_ONCE.release()
    if done.returncode:
        raise TableUnreadable
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise _ERRORS[found] if found in _ERRORS else _too_large()
    return Sheet(
        tuple(found["names"]),
        found["name"],
        tuple(tuple(line) for line in found["lines"]),
        tuple((line, cell) for line, cell in found["unfinished"]),
    )


def _too_large() -> TableTooLarge:
    return TableTooLarge(LARGEST // 1_000_000, MOST_ROWS)


def main() -> None:
    """Read a sheet's name and a workbook; write the sheet as JSON, or the name of an error."""
    _hold_to_limits()
    try:
        name = json.loads(sys.stdin.buffer.readline())
        found: object = asdict(sheet_of(sys.stdin.buffer.read(), name))
    except MemoryError:
        found = TableTooLarge.__name__
    except RapportError as error:
        found = type(error).__name__
    sys.stdout.write(json.dumps(found))


def _hold_to_limits() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
