"""The passphrase of a link, kept as Argon2id keeps it: each guess costs time and memory."""

import os
import unicodedata
from functools import cache

from data.lock.argon2 import Urgency, encoded, matches
from data.lock.passphrase import acceptable, as_bytes, normalised


def kept_phrase(typed: str) -> str:
    """Return what is kept of a new passphrase, salt and cost included (RFC 9106).

    Raises `PassphraseShort`, `PassphraseLong` or `NotJustNow`.
    """
    return encoded(as_bytes(acceptable(typed)), os.urandom(16))


def is_phrase(typed: str, encoded: str | None, urgency: Urgency = Urgency.READER) -> bool:
    """Return whether this is the passphrase. It takes as long where none is kept.

    Raises `NotJustNow`; then it was not looked at.
    """
    right = [matches(as_bytes(form), encoded or _nobodys(), urgency) for form in _forms(typed)]
    return encoded is not None and any(right)


def _forms(typed: str) -> list[str]:
    # Links of an earlier version were kept in another form; it differs for few passphrases.
    earlier = unicodedata.normalize("NFC", typed.strip())
    return list(dict.fromkeys((normalised(typed), earlier)))


@cache
def _nobodys() -> str:
    return kept_phrase(os.urandom(16).hex())
