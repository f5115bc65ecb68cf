"""The rule for every passphrase: of the lock, of backups, of links. Brought into one form, counted.

The same words come in several forms, by the keyboard they were typed on. All are brought into one
before anything else is done with them, and what is counted are the characters of that form.
"""

import unicodedata

from data.errors import PassphraseLong, PassphraseShort

SHORTEST, LONGEST = 8, 1000
"""Characters of a passphrase, in its one form."""


def normalised(typed: str) -> str:
    """Return a passphrase in its one form (NFKC), without the blanks around it."""
    return unicodedata.normalize("NFKC", typed).strip()


def acceptable(typed: str) -> str:
    """Return a new passphrase in its one form. Raises `PassphraseShort` or `PassphraseLong`."""
    passphrase = normalised(typed)
    if len(passphrase) < SHORTEST:
        raise PassphraseShort(SHORTEST)
    if len(passphrase) > LONGEST:
        raise PassphraseLong(LONGEST)
    return passphrase


def as_bytes(passphrase: str) -> bytes:
    """Return what goes through Argon2id; a half of a character, which some keyboards send, too."""
    return passphrase.encode("utf-8", "surrogatepass")
