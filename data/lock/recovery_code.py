"""The recovery code: 160 random bits, written so that a person can copy them from paper.

32 letters and digits in eight groups of four; I, L, O and U are not among them, because they are
read as others. Reading forgives what can only have been meant.
"""

import re
import secrets

from data.errors import WrongCode

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})

GROUPS = 8
GROUP_LENGTH = 4
"""Signs of a group."""


def new_code() -> str:
    """Return a new code: "7K2M-…", eight groups."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(GROUP_LENGTH * GROUPS))
    return "-".join(signs[at : at + GROUP_LENGTH] for at in range(0, len(signs), GROUP_LENGTH))


def code_lines(code: str) -> list[str]:
    """Return the code in two lines, as it is shown and printed."""
    groups, half = code.split("-"), GROUPS // 2
    return [" ".join(groups[:half]), " ".join(groups[half:])]


def bits_of(code: str) -> bytes:
    """Return the 20 bytes of a code, however it was typed. Raises `WrongCode`."""
    signs = _typed(code)
    if len(signs) != GROUP_LENGTH * GROUPS or any(sign not in _SIGNS for sign in signs):
        raise WrongCode
    number = 0
    for sign in signs:
        number = number * 32 + _SIGNS.index(sign)
    return number.to_bytes(20, "big")


def is_code(text: str) -> bool:
    """Return whether this has the form of a code, and was hardly meant as anything else."""
    try:
        bits_of(text)
    except WrongCode:
        return False
    return True


def asked_back(code: str) -> tuple[int, int]:
    """Return which two groups, from 1, are to be typed back: the same two for the same code."""
    lots = bits_of(code)
    first = lots[0] % 4 + 1
    return first, lots[1] % 4 + 5


def is_group(code: str, which: int, typed: str) -> bool:
    """Return whether this was typed back right. ``which``: the group, from 1."""
    groups = code.split("-")
    return secrets.compare_digest(_typed(typed).encode(), groups[which - 1].encode())


def _typed(text: str) -> str:
    return re.sub(r"[\s\-–—.]", "", text.upper()).translate(_MEANT)
