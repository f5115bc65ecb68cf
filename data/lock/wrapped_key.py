"""The key of a vault wrapped twice: by a passphrase, and by a recovery code.

The passphrase goes through Argon2id, so that each guess costs time and memory; the code is random
and long enough to need no such help. Both then open an AES-256-GCM box around the same key. What
stands beside a box is part of its seal: a file somebody tampered with opens with nothing. There is
never a hint.
"""

import os
import unicodedata
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from data.errors import PassphraseShort, WrongCode, WrongPassphrase
from data.lock.argon2_turn import argon2_turn
from data.lock.recovery_code import bits_of
from data.model.record import Record

SHORTEST, LONGEST = 8, 1000
"""Characters of a passphrase."""

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

    memory_kib: Annotated[int, Field(ge=8192, le=1_048_576)] = 65_536
    passes: Annotated[int, Field(ge=1, le=20)] = 3
    lanes: Annotated[int, Field(ge=1, le=16)] = 4


class Sealed(Record):
    """Contents of the key file of a locked vault. ``key_id`` tells keys apart, and no more."""

    format: Literal["rapport key"] = "rapport key"
    version: Literal[1] = 1
    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    idle_minutes: IdleMinutes = 15
    by_passphrase: PassphraseBox
    by_code: Box


def seal(key: bytes, passphrase: str, code: str, idle_minutes: IdleMinutes) -> Sealed:
    """Return ``key`` sealed by both. Raises `PassphraseShort` or `WrongCode`."""
    return Sealed(
        key_id=id_of(key),
        idle_minutes=idle_minutes,
        by_passphrase=_by_passphrase(key, passphrase),
        by_code=_by_code(key, code),
    )


def sealed_content(sealed: Sealed) -> bytes:
    """Return what stands in the key file of a locked vault."""
    return sealed.model_dump_json(indent=1).encode("utf-8") + b"\n"


def open_by_passphrase(sealed: Sealed, passphrase: str) -> bytes:
    """Return the key. Raises `WrongPassphrase`, also where the file was tampered with."""
    box = sealed.by_passphrase
    try:
        return _open(sealed, box, _stretched(passphrase, box), _about(box))
    except InvalidTag:
        raise WrongPassphrase from None


def open_by_code(sealed: Sealed, code: str) -> bytes:
    """Return the key. Raises `WrongCode`, also where the file was tampered with."""
    box = sealed.by_code
    try:
        return _open(sealed, box, _expanded(code, box.salt), _about(box))
    except InvalidTag:
        raise WrongCode from None


def id_of(key: bytes) -> str:
    """Return what tells this key from another one; the key cannot be found from it."""
    return sha256(b"rapport key id" + key).hexdigest()[:32]


def _by_passphrase(key: bytes, passphrase: str) -> PassphraseBox:
    if not SHORTEST <= len(passphrase.strip()) <= LONGEST:
        raise PassphraseShort(SHORTEST)
    empty = PassphraseBox(salt=_random(16), nonce=_random(12), sealed="")
    return empty.model_copy(
        update={"sealed": _close(key, empty, _stretched(passphrase, empty), _about(empty))}
    )


def _by_code(key: bytes, code: str) -> Box:
    empty = Box(salt=_random(16), nonce=_random(12), sealed="")
    return empty.model_copy(
        update={"sealed": _close(key, empty, _expanded(code, empty.salt), _about(empty))}
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
    return key


def _about(box: Box) -> bytes:
    if isinstance(box, PassphraseBox):
        return f"passphrase {box.memory_kib} {box.passes} {box.lanes} ".encode()
    return b"recovery code "


def _stretched(passphrase: str, box: PassphraseBox) -> bytes:
    # The same words typed on two keyboards may come in two forms.
    words = unicodedata.normalize("NFKC", passphrase[:LONGEST]).strip()
    salt = b64decode(box.salt)
    if len(salt) < 8:  # tampered with: Argon2 would refuse
        raise InvalidTag
    stretch = Argon2id(
        salt=salt,
        length=32,
        iterations=box.passes,
        lanes=box.lanes,
        memory_cost=box.memory_kib,
    )
    with argon2_turn:
        return stretch.derive(words.encode("utf-8", "surrogatepass"))


def _expanded(code: str, salt: str) -> bytes:
    expand = HKDF(SHA256(), 32, b64decode(salt), b"rapport recovery code")
    return expand.derive(bits_of(code))


def _random(count: int) -> str:
    return b64encode(os.urandom(count)).decode()
