"""The lock put on, changed and taken off again.

New words come with a new key: whoever has an old copy and its words can open that copy, and nothing
that was written since. Whatever changes, the vault is locked in every browser afterwards. Backups
open with what opens the vault: their key files follow at once, and again at every start, should the
power fail in between.
"""

import os
from pathlib import Path

from data.errors import LockDiffers
from data.lock.keyfile import id_in, key_file, key_for, sealed_key, write_key
from data.lock.throttle import INSIDE, counted_try
from data.lock.wrapped_key import (
    IdleMinutes,
    Sealed,
    id_of,
    open_by_passphrase,
    seal,
    sealed_content,
    with_idle_minutes,
)
from data.vault.backup_files import key_files_of_copies
from data.vault.failures import in_plain_words
from data.vault.open_vaults import closed_for_change, lock_vault
from data.vault.rekey import change_key


def put_lock_on(vault: Path, passphrase: str, code: str, idle_minutes: IdleMinutes) -> None:
    """Lock a vault. Raises what `seal` raises, or `LockDiffers` where there is a lock."""
    if sealed_key(vault) is not None:
        raise LockDiffers
    _lock_anew(vault, key_for(vault), passphrase, code, idle_minutes)


def change_lock(
    vault: Path, key: bytes, passphrase: str, code: str, idle_minutes: IdleMinutes
) -> None:
    """Lock a vault with a new passphrase and a new code; the old ones are dead then.

    ``key`` is what the lock gave out. Raises what `seal` raises, or `LockDiffers` where
    the lock is off or of another key.
    """
    _same_key(vault, key)
    _lock_anew(vault, key, passphrase, code, idle_minutes)


def check_passphrase(vault: Path, passphrase: str) -> bytes:
    """Return the key. Raises `WrongPassphrase`, `WaitFirst`, or `LockDiffers` without a lock."""
    sealed = _sealed(vault)
    with counted_try(vault, INSIDE):
        return open_by_passphrase(sealed, passphrase)


def take_lock_off(vault: Path, passphrase: str) -> None:
    """Put the plain key beside the vault again. Raises `WrongPassphrase` or `WaitFirst`."""
    key = check_passphrase(vault, passphrase)
    _write(vault, key.hex().encode("ascii") + b"\n")


def change_idle_minutes(vault: Path, key: bytes, idle_minutes: IdleMinutes) -> None:
    """Choose after how long the vault locks by itself."""
    _write(vault, sealed_content(with_idle_minutes(_same_key(vault, key), key, idle_minutes)))


def give_backups_the_key_of(vault: Path) -> None:
    """Write the vault's key file, plain or sealed, beside each copy that this key opens."""
    ours, content = id_in(key_file(vault)), key_file(vault).read_bytes()
    for path in key_files_of_copies(vault):
        if ours is not None and id_in(path) == ours and path.read_bytes() != content:
            write_key(path, content)


def _lock_anew(
    vault: Path, old: bytes, passphrase: str, code: str, idle_minutes: IdleMinutes
) -> None:
    # The old key lay in a file, or under words that somebody may know: it opens nothing new.
    new = os.urandom(len(old))
    change = [sealed_content(seal(key, passphrase, code, idle_minutes)) for key in (new, old)]
    with closed_for_change(vault):
        change_key(vault, old, new, *change)
    lock_vault(vault)


def _same_key(vault: Path, key: bytes) -> Sealed:
    sealed = _sealed(vault)
    if sealed.key_id != id_of(key):
        raise LockDiffers
    return sealed


def _sealed(vault: Path) -> Sealed:
    sealed = sealed_key(vault)
    if sealed is None:
        raise LockDiffers
    return sealed


def _write(vault: Path, content: bytes) -> None:
    with in_plain_words(key_file(vault)):
        write_key(key_file(vault), content)
    lock_vault(vault)
    with in_plain_words(key_file(vault)):
        give_backups_the_key_of(vault)
