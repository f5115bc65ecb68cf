"""A release: `make release VERSION=0.1.0` checks, dates, keeps a vault and an archive, and tags.

Nothing is sent anywhere: the commit and the tag are this machine's until somebody pushes them.
"""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.rig.server import ROOT

CHANGES, PROJECT = "CHANGELOG.md", "pyproject.toml"


class NotReadyError(Exception):
    """What has to be done first."""


def dated(changes: str, version: str, day: date) -> str:
    """Return the changes with the day in this version's heading. Raises `NotReadyError`."""
    heading = re.search(r"(?m)^## (\S+) \((.*)\)$", changes)
    if heading is None or heading[1] != version:
        raise NotReadyError(f"{CHANGES} does not begin with {version}.")
    if heading[2] != "not released yet":
        raise NotReadyError(f"{version} was released before ({heading[2]}).")
    if not re.match(r"\n+- ", changes[heading.end() :]):
        raise NotReadyError(f"{CHANGES} says nothing of {version}.")
    return changes.replace(heading[0], f"## {version} ({day.isoformat()})", 1)


def numbered(project: str, version: str) -> str:
    """Return pyproject.toml with this version, which stands there and nowhere else."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        raise NotReadyError("A version is three numbers, such as 0.1.0.")
    return re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', project, count=1)


def release(root: Path, version: str, day: date) -> None:
    """Do all of it in a clean checkout; where anything is not ready nothing is changed."""
    if _git(root, "status", "--porcelain"):
        raise NotReadyError("There is something that is not committed.")
    if _git(root, "tag", "--list", f"v{version}"):
        raise NotReadyError(f"The tag v{version} is there already.")
    project = numbered((root / PROJECT).read_text("utf-8"), version)
    changes = dated((root / CHANGES).read_text("utf-8"), version, day)
    (root / PROJECT).write_text(project, "utf-8")
    (root / CHANGES).write_text(changes, "utf-8")
    subprocess.run([sys.executable, "-m", "tests.released", version], cwd=root, check=True)
    _git(root, "add", CHANGES, PROJECT, f"tests/released/{version}")
    _git(root, "commit", "--quiet", "--message", f"Release {version}")
    _git(root, "tag", "--annotate", f"v{version}", "--message", f"Rapport {version}")


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main() -> int:
    """Release the version that is named; say what has to be done first, or what comes next."""
    version = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        release(ROOT, version, date.today())
    except NotReadyError as error:
        print(f"Nothing was released. {error}", file=sys.stderr)
        return 1
    print(f"Released {version}. Next: git push --follow-tags, and a new heading in {CHANGES}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
