"""Form of the Markdown files that Rapport saves: the marks and labels that writer and reader share.

What somebody typed stands in them as typed, except that a line which Markdown would take for more
than text is made plain: an image in a note must not be loaded when the file is opened elsewhere.
`unescaped` takes away exactly what `escaped` adds: every text comes back as it was.
"""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

FRONT: Final = "---\nrapport: {kind}\nformat: 1\n---\n\n"
"""How a file of one kind begins: front matter, which programs for notes show as properties."""

NOTE_TEXTS: Final = {
    "worked_on": "Worked on",
    "helped": "What helped",
    "did_not_help": "What did not",
    "agreed": "What to do until next time",
    "take_along": "What to take along",
}
"""Labels of the texts of a note, by field."""
THERAPIST_TEXTS: Final = {"details": "Details", "end_reason": "Why it ended"}
EXPECTATION_TEXTS: Final = {"expects": "What I expected", "fears": "What I was afraid of"}
OWN_PART_TEXTS: Final = {"unsaid": "What I left unsaid", "tried": "What I tried"}

_SIGNS = re.compile(
    r"([\\`*_\[\]<>!|~$&])|^([^\S\n\x0b-\x1f\x85]*+)(#{1,6}|[+\-=>]|\d+[.)])(?=\s|[-=]|$)"
    r"|([\x00-\x08\x0b-\x1f\x7f-\x9f])",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>!|~$&#+\-=>.)])|&#([0-9]{1,3});")


def escaped(text: str) -> str:
    """Return a text such that Markdown takes it for nothing but text."""
    return _SIGNS.sub(_made_plain, text)


def _made_plain(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\{found[1]}"
    if found[4]:  # no file of text holds a control character
        return f"&#{ord(found[4])};"
    sign = found[3]
    return f"{found[2]}{sign[:-1]}\\{sign[-1]}"


def unescaped(text: str) -> str:
    """Return the text that was `escaped`."""
    return _ESCAPED.sub(lambda found: found[1] or chr(int(found[2])), text)


def comment(identity: UUID | None = None, written_at: datetime | None = None) -> str:
    """Return what a reader of the text does not see: which record it is, and when it was written.

    With both a changed file is known again, and what was written first still comes first.
    """
    at = written_at.isoformat().replace("+00:00", "Z") if written_at else ""
    return f" <!-- {' '.join(filter(None, (str(identity or ''), at)))} -->"
