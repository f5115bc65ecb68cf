"""Wait until a started Rapport answers: `python -m tests.rig.smoke`, with nothing installed.

`first-lock` behind it: what answers has to be the page that asks for a passphrase.
"""

import os
import sys
import time
from urllib.request import urlopen

URL = f"http://localhost:{os.environ.get('RAPPORT_PORT', '8501')}"
PATIENCE = 300
"""Seconds for installing and starting."""


def main() -> int:
    """Return 0 once it is healthy and its first page opens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"{URL}/healthz") as healthy, urlopen(f"{URL}/unlock") as first:
                wanted = b"Choose a passphrase" if "first-lock" in sys.argv else b"<title>"
                if healthy.read() == b"ok\n" and wanted in first.read():
                    print(f"{URL} answers.")
                    return 0
        except OSError:
            time.sleep(1)
    print(f"{URL} does not answer.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
