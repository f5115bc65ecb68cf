"""Allow list: nobody may come in until they are on it.

The list is `RAPPORT_ALLOWED` and the file `allowed.txt` in `RAPPORT_HOME`, read anew each time: who
is taken out of the file is out at their next step.
"""

from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from data.errors import ListUnreadable, TextUnreadable
from data.sign_in.person import Person
from data.text_encoding import decode_text

GROUP = "group:"

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def list_file(home: Path) -> Path:
    """Return the file of the list: an address or a `group: name` on each line, # for remarks."""
    return home / "allowed.txt"


def may_come_in(person: Person, allowed: str, home: Path) -> bool:
    """Return whether somebody is on the list, by a checked address or by a group.

    ``allowed``: addresses and groups, with commas between them.
    """
    entries = _entries(allowed, home)
    addresses = {
        _folded(entry) for entry in entries if "@" in entry and not entry.startswith(GROUP)
    }
    by_address = person.email_verified and _folded(person.email) in addresses
    return by_address or not _groups(entries).isdisjoint(person.groups)


def named_groups(allowed: str, home: Path) -> set[str]:
    """Return the groups that the list names: no other is of use here."""
    return _groups(_entries(allowed, home))


def why_not(person: Person, home: Path) -> str:
    """Return why somebody is not let in, for the log: without who, and without what they are."""
    try:
        _lines(list_file(home))
    except ListUnreadable as error:
        return error.sentence
    if person.email and not person.email_verified:
        said = "is missing or false in the token, so the address in it counts for nothing"
        return f"The claim email_verified {said}."
    if not person.email and not person.groups:
        return "The claims email and groups are both missing in the token."
    return "Neither the address nor a group in the token is on the list."


def _entries(allowed: str, home: Path) -> set[str]:
    try:
        lines = _lines(list_file(home))
    except ListUnreadable:  # lets nobody in; the log says so
        lines = []
    return {line.strip() for line in (*allowed.split(","), *lines)}


def _groups(entries: set[str]) -> set[str]:
    return {entry.removeprefix(GROUP).strip() for entry in entries if entry.startswith(GROUP)} - {
        ""
    }


def _folded(address: str) -> str:
    """Return an address with A to Z made small, and nothing else: other letters name others.

    Unicode's own folding makes one of “straße” and “strasse”, which two people can own.
    """
    return address.translate(_SMALL)


def _lines(file: Path) -> list[str]:
    """Return the lines without remarks. Raises `ListUnreadable`."""
    try:
        decoded = decode_text(file.read_bytes())
    except FileNotFoundError:
        return []
    except OSError:
        raise ListUnreadable(file, "it cannot be read") from None
    except TextUnreadable:
        raise ListUnreadable(file, "its letters cannot be told") from None
    lines = [line.partition("#")[0] for line in decoded.text.splitlines()]
    if decoded.guessed:  # an address whose letters are a guess may be somebody else's
        return [line for line in lines if line.isascii()]
    return lines
