"""Command line that makes or raises tables on PostgreSQL, for `data.vault` and `data.sharing`."""

import argparse
import sys
from collections.abc import Callable

from data.errors import RapportError


def run_migrate(
    program: str, text: str | None, migrate: Callable[[str | None], str], words: list[str] | None
) -> int:
    """Run `python -m PROGRAM migrate [--role ROLE]`; return 0, or 1 after a sentence on stderr.

    ``migrate`` takes the role and returns the sentence about what is there now.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=text)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("migrate", help="bring the tables to this version")
    command.add_argument("--role", help="the role that serves people; it is given its rights")
    given = parser.parse_args(words)
    try:
        print(migrate(given.role))
    except RapportError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    return 0
