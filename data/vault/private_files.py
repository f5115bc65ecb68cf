"""Modes of a vault's files: for their owner alone, also after they were copied about."""

import logging
import os
import stat
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_log = logging.getLogger("rapport")


def make_private(vault: Path) -> None:
    """Take from all others the rights to the folder of a vault and to what lies in it.

    Says so in the log where folder or keys were open. Raises `OSError` where it cannot be done. On
    Windows rights are inherited from the person's own folder, and nothing is done.
    """
    if os.name == "nt":
        return
    folder = vault.parent
    if [path for path in (folder, *folder.rglob("*.key")) if _narrowed(path)]:
        _log.warning(
            "Others on this machine could read the folder of a vault, or a key in it. "
            "They cannot any more: its modes were put right."
        )
    for path in folder.rglob("*"):
        _narrowed(path)


def _narrowed(path: Path) -> bool:
    """Take away the rights of all but the owner; return whether there were any."""
    if path.is_symlink():  # what it leads to may be somebody else's
        return False
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        path.chmod(mode & ~_OTHERS)
    return bool(mode & _OTHERS)
