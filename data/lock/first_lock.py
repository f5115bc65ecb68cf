"""The lock of a vault that is not there yet: its sealed key is made first, and opens it later.

For a Rapport that others could reach: nothing may be kept in it before a passphrase guards it.
"""

import os
import threading
from pathlib import Path

from data.errors import LockDiffers, VaultReadOnly
from data.lock.keyfile import key_file, write_key
from data.lock.wrapped_key import IdleMinutes, seal, sealed_content

_guard = threading.Lock()


def is_new(vault: Path) -> bool:
    """Return whether there is neither a vault nor a key at this place, as far as can be seen."""
    return not any(map(os.path.lexists, (vault, key_file(vault))))


def lock_new_vault(vault: Path, passphrase: str, code: str, idle_minutes: IdleMinutes) -> bytes:
    """Return the key of a vault that is to be made; sealed, it lies beside the place already.

    Raises `PassphraseShort`, `LockDiffers` where somebody was faster, or `VaultReadOnly`.
    """
    key = os.urandom(32)
    with _guard:
        if not is_new(vault):
            raise LockDiffers
        content = sealed_content(seal(key, passphrase, code, idle_minutes))
        try:
            for folder in (vault.parent.parent, vault.parent):  # each for its owner alone
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_key(key_file(vault), content)
        except OSError:
            raise VaultReadOnly(vault.parent) from None
    return key
