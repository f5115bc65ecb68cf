"""The page of a link, sealed such that only its token opens it: HPKE (RFC 9180).

X25519, HKDF-SHA256 and AES-256-GCM. What is kept beside the page, the door and the version, is part
of the seal: a page that was put elsewhere, or an older one put back, opens with nothing.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from data.sharing.token import door_of, private_key_of

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(page: bytes, public_key: bytes, door: str, version: int) -> bytes:
    """Return the page sealed for whoever has the token of ``public_key``."""
    for_them = X25519PublicKey.from_public_bytes(public_key)
    return _SUITE.encrypt(page, for_them, info=_info(door, version))


def unseal(sealed: bytes, token: str, version: int) -> bytes | None:
    """Return the page, None where this token does not open it."""
    try:
        return _SUITE.decrypt(sealed, private_key_of(token), info=_info(door_of(token), version))
    except (InvalidTag, ValueError):
        return None


def _info(door: str, version: int) -> bytes:
    return f"rapport share, page, {door}, {version}".encode()
