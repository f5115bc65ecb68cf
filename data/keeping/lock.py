"""The lock put on, changed and taken off again. The vault itself is never written for it.

Whatever changes, the vault is locked in every browser afterwards: what was opened with the old
words is not open with the new ones. Backups open with what opens the vault: their key files follow
at once, and again at every start, should the power fail in between.
"""

from pathlib import Path

from data.errors import KeyUnreadable, LockDiffers, VaultReadOnly
from data.lock.keyfile import key_file, read_key, sealed_key, write_key
from data.lock.opened import lock
from data.lock.sealed import (
    IdleMinutes,
    Sealed,
    id_of,
    open_by_passphrase,
    seal,
)
from data.lock.tries import one_try
from data.vault.copying import backup_folder


def put_lock_on(vault: Path, passphrase: str, code: str, idle_minutes: IdleMinutes) -> None:
    """Seal the key of a vault. Raises `PassphraseShort`, or `LockDiffers` where there is a lock."""
    key = read_key(key_file(vault))
    if isinstance(key, Sealed):
        raise LockDiffers
    _put(vault, seal(key, passphrase, code, idle_minutes))


def change_lock(
    vault: Path, key: bytes, passphrase: str, code: str, idle_minutes: IdleMinutes
) -> None:
    """Seal the key anew by a new passphrase and a new code; the old ones are dead then.

    ``key`` is what the lock gave out. Raises `PassphraseShort`, or `LockDiffers` where the lock is
    off or of another key.
    """
    _same_key(vault, key)
    _put(vault, seal(key, passphrase, code, idle_minutes))


def check_passphrase(vault: Path, passphrase: str) -> bytes:
    """Return the key. Raises `WrongPassphrase`, `WaitFirst`, or `LockDiffers` without a lock."""
    sealed = _sealed(vault)
    with one_try(vault):
        return open_by_passphrase(sealed, passphrase)


def take_lock_off(vault: Path, passphrase: str) -> None:
    """Put the plain key beside the vault again. Raises `WrongPassphrase` or `WaitFirst`."""
    key = check_passphrase(vault, passphrase)
    _write(vault, key.hex().encode("ascii") + b"\n")


def change_idle_minutes(vault: Path, key: bytes, idle_minutes: IdleMinutes) -> None:
    """Choose after how long the vault locks by itself."""
    _put(vault, _same_key(vault, key).model_copy(update={"idle_minutes": idle_minutes}))


def give_backups_the_key_of(vault: Path) -> None:
    """Write the vault's key file, plain or sealed, beside each backup that this key opens."""
    found = read_key(key_file(vault))
    ours = found.key_id if isinstance(found, Sealed) else id_of(found)
    content = key_file(vault).read_bytes()
    for path in sorted(backup_folder(vault).glob("*.key")):
        try:
            theirs = read_key(path)
        except KeyUnreadable:  # of no use to anybody, and no reason to stop
            continue
        same = theirs.key_id if isinstance(theirs, Sealed) else id_of(theirs)
        if same == ours and path.read_bytes() != content:
            write_key(path, content)


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


def _put(vault: Path, sealed: Sealed) -> None:
    _write(vault, sealed.model_dump_json(indent=1).encode("utf-8") + b"\n")


def _write(vault: Path, content: bytes) -> None:
    try:
        write_key(key_file(vault), content)
        give_backups_the_key_of(vault)
    except OSError:
        raise VaultReadOnly(key_file(vault)) from None
    finally:
        lock(vault)
