"""The key of a vault, beside it in a file only its owner may read.

The key is random; a lock will wrap it. It must never be logged or shown.
"""

import os
import re
import secrets
from pathlib import Path

from data.errors import KeyMissing, KeyUnreadable

_HEX = re.compile(rb"[0-9a-f]{64}\n?")


def key_for(vault: Path) -> bytes:
    """Return the 32 bytes that open ``vault``; made and synced to disk first where it is new.

    Raises `KeyMissing` when there is a vault without a key, `KeyUnreadable` when the file
    holds none. A key without a vault is a start that was interrupted: it is used.
    """
    path = vault.with_suffix(".key")
    if not path.exists():
        if vault.exists():
            raise KeyMissing(path)
        _make(path)
    content = path.read_bytes()
    if not _HEX.fullmatch(content):
        raise KeyUnreadable(path)
    return bytes.fromhex(content.decode("ascii"))


def _make(path: Path) -> None:
    # Written under another name and renamed, so that a power cut leaves a whole key or none.
    draft = path.with_suffix(".key.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_hex(32).encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":  # pragma: no cover - another system
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
