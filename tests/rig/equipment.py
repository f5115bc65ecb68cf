"""What the tests need beside Python: a browser and PostgreSQL.

`python -m tests.rig.equipment` looks for both. As root on Debian it installs what is missing
and says so; elsewhere it says in one sentence what is missing and how to get it, and fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> Path | None:
    """Return the system's Chromium, or else the one that Playwright downloaded."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    from playwright.sync_api import sync_playwright  # slow to load, and seldom needed

    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    return downloaded if downloaded.exists() else None


def postgres() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest that is there."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((found.parent for found in folders), key=lambda path: path.parts[4], default=None)


def _install(package: str) -> None:
    print(f"Installing Debian's package {package}, which the tests need.", flush=True)
    unattended = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", package]):
        command = ["apt-get", "-qq", *step]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=unattended)


def _provide(what: str, look: Callable[[], Path | None], package: str, otherwise: str) -> bool:
    if look() is None and shutil.which("apt-get") and os.geteuid() == 0:
        _install(package)
    if look() is None:
        print(f"The tests need {what}, which was not found. {otherwise}", file=sys.stderr)
        return False
    return True


def main() -> int:
    """Provide what is missing; return 0 when everything is there."""
    there = [
        _provide(
            "a Chromium browser",
            browser,
            "chromium",
            "Install one, or run “.venv/bin/playwright install chromium”.",
        ),
        _provide(
            "PostgreSQL's server programs",
            postgres,
            "postgresql",
            "Install the package postgresql of your system; no server need run.",
        ),
    ]
    return 0 if all(there) else 1


if __name__ == "__main__":
    sys.exit(main())
