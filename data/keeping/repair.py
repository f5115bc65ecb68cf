"""A vault that cannot be opened, brought back from a backup. What was there is set aside.

Nothing is deleted here: who knows better how to save it still has all of it.
"""

from pathlib import Path
from typing import Literal

from data.errors import BackupDamaged, BackupGone, KeyMissing, KeyUnreadable
from data.lock.keyfile import key_file, read_key, write_key
from data.vault.backup_files import check, put_in_place
from data.vault.open_vaults import closed_for_change

Mended = Literal["key", "vault"]


def mend(vault: Path, backup: Path, unlocked: bytes | None) -> Mended:
    """Put the key back where only that is missing, else the whole backup; return which.

    ``unlocked``: the key that a lock gave out, if it did. Raises `BackupDamaged` or `BackupGone`,
    and a `VaultError` where a file cannot be written.
    """
    try:
        found = read_key(key_file(backup))
    except (KeyMissing, KeyUnreadable):
        raise BackupGone from None
    key = found if isinstance(found, bytes) else unlocked
    with closed_for_change(vault):
        if vault.exists() and not _has_key(vault) and (key is None or _opens(vault, key)):
            write_key(key_file(vault), key_file(backup).read_bytes())
            return "key"
        put_in_place(backup, vault, key)
        return "vault"


def _has_key(vault: Path) -> bool:
    try:
        read_key(key_file(vault))
    except (KeyMissing, KeyUnreadable):
        return False
    return True


def _opens(vault: Path, key: bytes) -> bool:
    try:
        check(vault, key)
    except BackupDamaged:
        return False
    return True
