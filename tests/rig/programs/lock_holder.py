"""Holds the vault whose file is named until its input ends."""

import sys
from pathlib import Path

from data.vault.process_lock import hold

lock = hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
