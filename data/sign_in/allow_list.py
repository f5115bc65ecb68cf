"""Allow list: nobody may come in until they are on it.

The list is `RAPPORT_ALLOWED` and the file `allowed.txt` in `RAPPORT_HOME`, read anew each time: who
is taken out of the file is out at their next step.
"""

import logging
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from data.errors import TextUnreadable
from data.sign_in.person import Person
from data.text_encoding import decode_text

_LOG = logging.getLogger(__name__)

GROUP = "group:"

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def list_file(home: Path) -> Path:
    """Return the file of the list: an address or a `group: name` on each line, # for remarks."""
    return home / "allowed.txt"


def may_come_in(person: Person, allowed: str, home: Path) -> bool:
    """Return whether somebody is on the list, by a checked address or by a group.

    ``allowed``: addresses and groups, with commas between them.
    """
    entries = {line.strip() for line in (*allowed.split(","), *_lines(list_file(home)))}
    addresses = {
        _folded(entry) for entry in entries if "@" in entry and not entry.startswith(GROUP)
    }
    groups = {entry.removeprefix(GROUP).strip() for entry in entries if entry.startswith(GROUP)} - {
        ""
    }
    by_address = person.email_verified and _folded(person.email) in addresses
    return by_address or not groups.isdisjoint(person.groups)


def _folded(address: str) -> str:
    """Return an address with A to Z made small, and nothing else: other letters name others.

    Unicode's own folding makes one of “straße” and “strasse”, which two people can own.
    """
    return address.translate(_SMALL)


def _lines(file: Path) -> list[str]:
    """Return the lines of the list without remarks; a list that cannot be read lets nobody in."""
    try:
        decoded = decode_text(file.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, TextUnreadable):
        decoded = None
    if decoded is None or decoded.guessed:  # guessed letters may make somebody else's address
        _LOG.warning("The list %s cannot be read: save it as UTF-8. It lets nobody in.", file.name)
        return []
    return [line.partition("#")[0] for line in decoded.text.splitlines()]
