"""Known weaknesses of what is locked: `python -m tests.rig.audit`, part of `make lint`.

Looks into the stored list beside it, which needs no network; `--renew` asks PyPI's through
pip-audit, as a workflow does each week, and puts what it finds into that list. A list that was
never made says nothing, and that is said.
"""

import argparse
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet

from tests.rig.server import ROOT

STORED = Path(__file__).with_name("advisories.json")
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")


def locked(lock: Path) -> dict[str, str]:
    """Return the versions in a lock, by name."""
    return dict(re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", lock.read_text("utf-8")))


def found(versions: dict[str, str], stored: dict[str, Any]) -> list[str]:
    """Return a line for each weakness in the stored list that one of these versions has."""
    return [
        f"{entry['package']} {versions[entry['package']]}: {entry['id']}"
        for entry in stored["advisories"]
        if entry["package"] in versions
        and SpecifierSet(entry["affected"]).contains(versions[entry["package"]], prereleases=True)
    ]


def renew() -> None:
    """Ask PyPI's list, and add what it says of the locked versions. Raises where it is away."""
    stored = json.loads(STORED.read_text("utf-8"))
    for lock in LOCKS:
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
        asked = subprocess.run(
            [*command, "--format", "json", "--requirement", str(lock)],
            capture_output=True,
            text=True,
            check=False,
        )
        answer = json.loads(asked.stdout)["dependencies"]
        if skipped := [entry["name"] for entry in answer if "skip_reason" in entry]:
            raise ConnectionError(f"not on the list that was reached: {', '.join(skipped)}")
        for entry in answer:
            for weakness in entry["vulns"]:
                stored["advisories"].append(
                    {
                        "package": entry["name"].lower(),
                        "affected": f"=={entry['version']}",
                        "id": weakness["id"],
                    }
                )
    stored["as_of"] = datetime.now(UTC).date().isoformat()
    STORED.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")


def main() -> int:
    """Print what was found; return 1 where there is something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--renew", action="store_true")
    if parser.parse_args().renew:
        renew()
    stored = json.loads(STORED.read_text("utf-8"))
    if stored["as_of"] is None:
        print("Known weaknesses were never looked up: python -m tests.rig.audit --renew")
    lines = [line for lock in LOCKS for line in found(locked(lock), stored)]
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
