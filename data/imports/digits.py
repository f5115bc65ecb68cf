"""Digits of other scripts as the ten of ASCII, sign for sign: ７, ٧ and ७ are 7."""

from typing import Final

_ZEROS: Final = "٠۰०০๐\uff10"
_SIGNS: Final = dict(
    zip("\uff0f\uff0e\uff0d\u2010\u2011\u2212\uff1a\uff05٪٫", "/.----:%%.", strict=True)
)
"""The signs between them, in full width, of Arabic, or as programs for texts set a hyphen."""
_PLAIN: Final = str.maketrans(
    {chr(ord(zero) + digit): str(digit) for zero in _ZEROS for digit in range(10)} | _SIGNS
)


def plain_digits(text: str) -> str:
    """Return a text of the same length with the digits, and the signs between them, of ASCII."""
    return text if text.isascii() else text.translate(_PLAIN)
