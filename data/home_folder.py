"""Home folder of the vaults: whether it takes what is written, and what is said where not."""

import os
from pathlib import Path

from data.errors import VaultReadOnly


def takes_writing(home: Path) -> bool:
    """Return whether files can be made in this folder, or the folder itself where it is not there.

    Looks only: nothing is written.
    """
    there = next((folder for folder in (home, *home.parents) if os.path.lexists(folder)), home)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def refusal(home: Path) -> str:
    """Return the sentence for a folder that cannot be written to, "" where it can."""
    return "" if takes_writing(home) else VaultReadOnly(home).sentence
