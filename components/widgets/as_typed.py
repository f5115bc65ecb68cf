"""Text that somebody typed, shown as typed.

Streamlit reads most of its texts as Markdown, which loads images from anywhere and hides signs.
"""

import re

_LINKS = re.compile(r"(?<=[\w:])(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where an address would be made a link of, escaped or not; a sign nobody sees breaks it."""

_JOINER = "\u2060"

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/^=\"'])")


def plain(text: str) -> str:
    """Return text such that Markdown shows it as it was typed, on one paragraph."""
    return _SIGNS.sub(r"\\\1", _LINKS.sub(_JOINER, " ".join(text.split())))
