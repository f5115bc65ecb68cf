"""Vault path: where a vault lies, known without opening one."""

import re
from hashlib import sha256
from pathlib import Path

LOCAL = "local"
"""The owner until somebody signs in."""


def vault_path(home: Path, owner: str, *, example: bool = False) -> Path:
    """Return the file of an owner's vault under ``home``."""
    # An owner from a sign-in may hold any character; a hash is a name on every file system.
    plain = re.fullmatch(r"[a-z0-9]{1,32}", owner)
    folder = owner if plain else sha256(owner.encode("utf-8")).hexdigest()[:40]
    return home / folder / ("example.db" if example else "vault.db")


def is_example(path: Path) -> bool:
    """Return whether a vault's file is that of the example."""
    return path.name == "example.db"


def readers_path(home: Path) -> Path:
    """Return the file of what the readers of links need, apart from all vaults."""
    return home / "links.db"
