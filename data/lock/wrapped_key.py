"""The key of a vault wrapped twice: by a passphrase, and by a recovery code.

The passphrase goes through Argon2id, so that each guess costs time and memory; the code is random
and long enough to need no such help. Both then open an AES-256-GCM box around the same key. All
that stands beside the boxes is under a seal by the key itself, so that the idle minutes can be
changed by whoever has unlocked the vault: a file somebody tampered with opens with nothing. There
is never a hint.
"""

import hmac
import os
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from data.errors import WrongCode, WrongPassphrase
from data.lock.argon2 import (
    LANES,
    MEMORY_KIB,
    MOST_LANES,
    MOST_MEMORY_KIB,
    MOST_PASSES,
    PASSES,
    stretched,
)
from data.lock.passphrase import acceptable, as_bytes, normalised
from data.lock.recovery_code import bits_of
from data.model.record import Record

IdleMinutes = Literal[5, 15, 30, 60]


def _base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except ValueError:
        raise PydanticCustomError("base64", "it is damaged") from None
    return text


_Bytes = Annotated[str, Field(max_length=200), AfterValidator(_base64)]


class Box(Record):
    """The key, sealed. ``salt`` makes each box another one, also for the same words."""

    salt: _Bytes
    nonce: _Bytes
    sealed: _Bytes


class PassphraseBox(Box):
    """Sealed by a passphrase; the cost of one guess travels with it (RFC 9106)."""

    memory_kib: Annotated[int, Field(ge=8192, le=MOST_MEMORY_KIB)]
    passes: Annotated[int, Field(ge=1, le=MOST_PASSES)]
    lanes: Annotated[int, Field(ge=1, le=MOST_LANES)]


class Sealed(Record):
    """Contents of the key file of a locked vault. ``key_id`` tells keys apart, and no more.

    ``seal`` is over all the rest, by the key. A file of version 1 has none: of what stands beside
    its boxes the idle minutes could be changed unseen, until the lock is changed.
    """

    format: Literal["rapport key"] = "rapport key"
    version: Literal[1, 2] = 2
    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    idle_minutes: IdleMinutes = 15
    by_passphrase: PassphraseBox
    by_code: Box
    seal: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


def seal(key: bytes, passphrase: str, code: str, idle_minutes: IdleMinutes) -> Sealed:
    """Return ``key`` sealed by both.

    Raises `PassphraseShort`, `PassphraseLong`, `WrongCode` or `NotJustNow`.
    """
    unsealed = Sealed(
        key_id=id_of(key),
        idle_minutes=idle_minutes,
        by_passphrase=_by_passphrase(key, passphrase),
        by_code=_by_code(key, code),
    )
    return _under_seal(unsealed, key)


def with_idle_minutes(sealed: Sealed, key: bytes, idle_minutes: IdleMinutes) -> Sealed:
    """Return the same lock with other idle minutes. ``key`` is what it gave out."""
    changed = sealed.model_copy(update={"idle_minutes": idle_minutes})
    return _under_seal(changed, key) if sealed.version > 1 else changed


def sealed_content(sealed: Sealed) -> bytes:
    """Return what stands in the key file of a locked vault."""
    return sealed.model_dump_json(indent=1).encode("utf-8") + b"\n"


def open_by_passphrase(sealed: Sealed, passphrase: str) -> bytes:
    """Return the key. Raises `WrongPassphrase`, also where the file was tampered with.

    Raises `NotJustNow` where it was not looked at.
    """
    box = sealed.by_passphrase
    try:
        return _open(sealed, box, _stretched(passphrase, box), _about(box, sealed.version))
    except InvalidTag:
        raise WrongPassphrase from None


def open_by_code(sealed: Sealed, code: str) -> bytes:
    """Return the key. Raises `WrongCode`, also where the file was tampered with."""
    box = sealed.by_code
    try:
        return _open(sealed, box, _expanded(code, box.salt), _about(box, sealed.version))
    except InvalidTag:
        raise WrongCode from None


def id_of(key: bytes) -> str:
    """Return what tells this key from another one; the key cannot be found from it."""
    return sha256(b"rapport key id" + key).hexdigest()[:32]


def _by_passphrase(key: bytes, passphrase: str) -> PassphraseBox:
    acceptable(passphrase)
    cost = {"memory_kib": MEMORY_KIB, "passes": PASSES, "lanes": LANES}
    empty = PassphraseBox(salt=_random(16), nonce=_random(12), sealed="", **cost)
    return empty.model_copy(
        update={"sealed": _close(key, empty, _stretched(passphrase, empty), _about(empty, 2))}
    )


def _by_code(key: bytes, code: str) -> Box:
    empty = Box(salt=_random(16), nonce=_random(12), sealed="")
    return empty.model_copy(
        update={"sealed": _close(key, empty, _expanded(code, empty.salt), _about(empty, 2))}
    )


def _close(key: bytes, box: Box, with_: bytes, about: bytes) -> str:
    about += id_of(key).encode()
    return b64encode(AESGCM(with_).encrypt(b64decode(box.nonce), key, about)).decode()


def _open(sealed: Sealed, box: Box, with_: bytes, about: bytes) -> bytes:
    about += sealed.key_id.encode()
    try:
        key = AESGCM(with_).decrypt(b64decode(box.nonce), b64decode(box.sealed), about)
    except ValueError:  # a nonce of another length
        raise InvalidTag from None
    if len(key) != 32:
        raise InvalidTag
    if sealed.version > 1 and not hmac.compare_digest(_under_seal(sealed, key).seal, sealed.seal):
        raise InvalidTag
    return key


def _under_seal(sealed: Sealed, key: bytes) -> Sealed:
    mac_key = HKDF(SHA256(), 32, None, b"rapport key file, seal").derive(key)
    content = sealed.model_copy(update={"seal": ""}).model_dump_json().encode()
    return sealed.model_copy(update={"seal": hmac.new(mac_key, content, sha256).hexdigest()})


def _about(box: Box, version: int) -> bytes:
    # The version too: else the seal could be taken off by calling the file an older one.
    later = f"version {version} ".encode() if version > 1 else b""
    if isinstance(box, PassphraseBox):
        return later + f"passphrase {box.memory_kib} {box.passes} {box.lanes} ".encode()
    return later + b"recovery code "


def _stretched(passphrase: str, box: PassphraseBox) -> bytes:
    salt = b64decode(box.salt)
    if len(salt) < 8:  # tampered with: Argon2 would refuse
        raise InvalidTag
    words = as_bytes(normalised(passphrase))
    return stretched(words, salt, memory_kib=box.memory_kib, passes=box.passes, lanes=box.lanes)


def _expanded(code: str, salt: str) -> bytes:
    expand = HKDF(SHA256(), 32, b64decode(salt), b"rapport recovery code")
    return expand.derive(bits_of(code))


def _random(count: int) -> str:
    return b64encode(os.urandom(count)).decode()
