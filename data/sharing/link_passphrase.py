"""The passphrase of a link, kept as Argon2id keeps it: each guess costs time and memory."""

import os
import unicodedata
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.lock.argon2_turn import argon2_turn

SHORTEST, LONGEST = 8, 1000
"""Characters."""


def kept_phrase(given: str) -> str:
    """Return what is kept of a passphrase, salt and cost included (RFC 9106)."""
    made = Argon2id(salt=os.urandom(16), length=32, iterations=3, lanes=4, memory_cost=65_536)
    with argon2_turn:
        return made.derive_phc_encoded(_bytes(given))


def is_phrase(given: str, kept: str | None) -> bool:
    """Return whether this is the passphrase. It takes as long where none is kept."""
    kept_or_nobodys = kept or _nobodys()
    try:
        with argon2_turn:
            Argon2id.verify_phc_encoded(_bytes(given), kept_or_nobodys)
    except InvalidKey:
        return False
    return kept is not None


@cache
def _nobodys() -> str:
    return kept_phrase(os.urandom(16).hex())


def _bytes(given: str) -> bytes:
    # The same letters can be typed as other code points on another keyboard.
    return unicodedata.normalize("NFC", given.strip()).encode()
