"""The key of a vault, beside it in a file only its owner may read: plain, or sealed by the lock.

The key is random. It must never be logged or shown.
"""

import contextlib
import errno
import hmac
import os
import re
import secrets
from pathlib import Path

from pydantic import ValidationError

from data.errors import KeyMissing, KeyOutOfReach, KeyUnreadable, VaultLocked
from data.fsync import sync_folder, sync_handle
from data.lock.wrapped_key import Sealed, id_of

_HEX = re.compile(rb"[0-9a-f]{64}\n?")
_LARGEST = 10_000

_PASSING = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO, errno.EINTR, errno.EAGAIN}
"""Why a file that is well cannot be opened just now."""


def key_file(vault: Path) -> Path:
    """Return the file of the key that lies beside a vault."""
    return vault.with_suffix(".key")


def ahead_of(file: Path) -> Path:
    """Return the file that is to take the place of ``file``, under another key of its own."""
    return file.with_suffix(".next.db")


def key_file_in_force(vault: Path) -> Path:
    """Return the key file that belongs to the vault as it lies there.

    A change of key puts two files in place, one after the other, and the power may fail between
    them: then the vault is the new one already, and so is its key.
    """
    ahead = ahead_of(vault)
    broken_off = key_file(ahead).exists() and not ahead.exists()
    return key_file(ahead if broken_off else vault)


def key_for(vault: Path, unlocked: bytes | None = None) -> bytes:
    """Return the 32 bytes that open ``vault``; made and synced to disk first where it is new.

    ``unlocked`` is the key that a lock gave out. Raises `VaultLocked` without it where there is a
    lock, `KeyMissing` when there is a vault without a key, `KeyUnreadable` when the file holds
    none. A key without a vault is a start that was interrupted: it is used.
    """
    path = key_file_in_force(vault)
    if not path.exists():
        if vault.exists():
            raise KeyMissing(path)
        write_key(path, secrets.token_hex(32).encode("ascii") + b"\n")
    found = read_key(path)
    if isinstance(found, bytes):
        return found
    if unlocked is None or not hmac.compare_digest(id_of(unlocked), found.key_id):
        raise VaultLocked
    return unlocked


def read_key(path: Path) -> bytes | Sealed:
    """Return the key in a key file, or the sealed one.

    Raises `KeyMissing`, `KeyUnreadable`, or `KeyOutOfReach` where it cannot be opened just now.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except FileNotFoundError:
        raise KeyMissing(path) from None
    except OSError as error:
        raise (KeyOutOfReach if error.errno in _PASSING else KeyUnreadable)(path) from None
    if _HEX.fullmatch(content):
        return bytes.fromhex(content.decode("ascii"))
    try:
        return Sealed.model_validate_json(content)
    except ValidationError:
        raise KeyUnreadable(path) from None


def id_in(path: Path) -> str | None:
    """Return what tells the key in a key file from others, None where nothing can be read."""
    try:
        found = read_key(path)
    except (KeyMissing, KeyUnreadable):
        return None
    return found.key_id if isinstance(found, Sealed) else id_of(found)


def sealed_key(vault: Path) -> Sealed | None:
    """Return the sealed key of a locked vault, None where there is no lock, or no vault yet.

    Raises `KeyMissing`, `KeyUnreadable` or `KeyOutOfReach`: then it cannot be told.
    """
    found = key_beside(vault)
    return found if isinstance(found, Sealed) else None


def key_beside(vault: Path) -> bytes | Sealed | None:
    """Return the key of a vault as it lies beside it, None where there is no vault yet.

    Raises what `sealed_key` raises.
    """
    for path in (key_file_in_force(vault), key_file(vault)):  # the first may be moved just now
        with contextlib.suppress(KeyMissing):
            return read_key(path)
    if vault.exists():
        raise KeyMissing(key_file(vault))
    return None


def write_key(path: Path, content: bytes) -> None:
    """Put a key file in place, synced, and write over the one that was there before.

    Written under another name and renamed, so that a power cut leaves a whole key or the old one.
    """
    draft = draft_of(path)
    scrub(draft)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            sync_handle(file.fileno())
        move_key(draft, path)
    except OSError:  # no room: half a key must not stay, a plain one least of all
        with contextlib.suppress(OSError):
            scrub(draft)
        raise


def draft_of(path: Path) -> Path:
    """Return where a key file is written before it is put in place."""
    return path.with_suffix(".key.new")


def move_key(written: Path, path: Path) -> None:
    """Put a whole key file in the place of another, and write over the one that was there."""
    old = None
    with contextlib.suppress(FileNotFoundError):
        old = os.open(path, os.O_WRONLY)
    try:
        written.replace(path)
        sync_folder(path.parent)
        if old is not None:
            _overwrite(old)
    finally:
        if old is not None:
            os.close(old)


def scrub(path: Path) -> None:
    """Write over a file that held a key, and delete it. Nothing happens where there is none."""
    with contextlib.suppress(FileNotFoundError):
        handle = os.open(path, os.O_WRONLY)
        try:
            _overwrite(handle)
        finally:
            os.close(handle)
        path.unlink()


def _overwrite(handle: int) -> None:
    # As far as a program can: a disk may keep the old blocks elsewhere (SECURITY.md says so).
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, os.urandom(size))
    sync_handle(handle)
