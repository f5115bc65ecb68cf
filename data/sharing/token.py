"""The token of a link: random, known to whoever has the link, kept nowhere.

Two things are made of it. Its hash, the door, is where the page is looked up; a key pair opens the
page, of which only the public half is kept. Whoever steals what is kept opens nothing.
"""

import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LONGEST = 200
"""Characters of what is taken for a token; ours have 43."""


def new_token() -> str:
    """Return a new token: 32 random bytes, as 43 characters that an address can hold."""
    return secrets.token_urlsafe(32)


def door_of(token: str) -> str:
    """Return the hash under which the page of a token is looked up: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def private_key_of(token: str) -> X25519PrivateKey:
    """Return the key that opens what is sealed for a token; any text gives one."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"rapport share, key pair, version 1")
    return X25519PrivateKey.from_private_bytes(derived.derive(token.encode()))


def public_key_of(token: str) -> bytes:
    """Return the 32 bytes of the public half, with which pages are sealed for a token."""
    return private_key_of(token).public_key().public_bytes_raw()
