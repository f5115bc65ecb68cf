"""`python -m data.fit ARCHIVE.json [--json]`: the report of an archive, without the app."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from data.errors import RapportError
from data.fit.report import report
from data.fit.report_output import as_json, as_table
from data.model.archive import read_archive_file


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after a sentence on stderr."""
    parser = argparse.ArgumentParser(prog="python -m data.fit", description=__doc__)
    parser.add_argument("archive", type=Path, help="an archive that Rapport exported")
    parser.add_argument("--json", action="store_true", help="one JSON object for programs")
    parser.add_argument("--ended", action="store_true", help="include those you ended with")
    given = parser.parse_args(arguments)
    try:
        records = read_archive_file(given.archive, date.today())
        whole_report = report(records, include_ended=given.ended)
    except RapportError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    _print(as_json(whole_report) if given.json else as_table(whole_report))
    return 0


def _print(text: str) -> None:
    # A terminal that cannot show a name shows a sign in its place.
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding), flush=True)
    except BrokenPipeError:
        # Whoever reads, such as head, has enough. What is left would be flushed, and fail, at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":  # pragma: no cover - the tests call main
    sys.exit(main())
