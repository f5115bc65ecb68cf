"""The command `rapport`, as an installed package has it: starts the program, or one of its tools.

The package holds the program as one folder, so that nothing named `pages`, `components` or `data`
lies loose among other packages; that folder is put first on the path here.
"""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).absolute().parent

TOOLS = {"fit": ("data.fit", []), "migrate": ("data.vault", ["migrate"])}
"""By their word: the module that is run, and what it is told first."""

USAGE = """Usage: rapport                  start it, and say where to open it
       rapport fit ARCHIVE      print the figures of an archive (--json for programs)
       rapport migrate          bring the tables in PostgreSQL to this version (--role NAME)
What you can set: docs/settings.md, such as RAPPORT_PORT=9000."""


def main() -> int:
    """Run what was asked for; return 2 where nothing here has that name."""
    word, *more = sys.argv[1:] or [""]
    sys.path.insert(0, str(HERE))
    if word in TOOLS:
        module, first = TOOLS[word]
        sys.argv = [f"rapport {word}", *first, *more]
        runpy.run_module(module, run_name="__main__")
    elif word:
        print(USAGE, file=sys.stdout if word in {"-h", "--help"} else sys.stderr)
        return 0 if word in {"-h", "--help"} else 2
    else:
        sys.argv = [str(HERE / "app.py")]
        runpy.run_path(sys.argv[0], run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main())
