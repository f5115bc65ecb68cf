"""Programs that tests run in processes of their own."""

import sys
from pathlib import Path


def program(name: str, *given: object) -> list[str]:
    """Return the command that runs one of them, from the top folder."""
    return [sys.executable, "-m", f"{__name__}.{name}", *map(str, given)]


def program_text(name: str) -> str:
    """Return the text of one of them, for a program elsewhere that has no tests beside it."""
    return Path(__file__).with_name(f"{name}.py").read_text("utf-8")
