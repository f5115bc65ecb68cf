"""Allow list: nobody may come in until they are on it.

The list is `RAPPORT_ALLOWED` and the file `allowed.txt` in `RAPPORT_HOME`, read anew each time: who
is taken out of the file is out at their next step.
"""

from pathlib import Path

from data.sign_in.person import Person

GROUP = "group:"


def list_file(home: Path) -> Path:
    """Return the file of the list: an address or a `group: name` on each line, # for remarks."""
    return home / "allowed.txt"


def may_come_in(person: Person, allowed: str, home: Path) -> bool:
    """Return whether somebody is on the list, by a checked address or by a group.

    ``allowed``: addresses and groups, with commas between them.
    """
    entries = {line.strip() for line in (*allowed.split(","), *_lines(list_file(home)))}
    addresses = {
        entry.casefold() for entry in entries if "@" in entry and not entry.startswith(GROUP)
    }
    groups = {entry.removeprefix(GROUP).strip() for entry in entries if entry.startswith(GROUP)} - {
        ""
    }
    by_address = person.email_verified and person.email.casefold() in addresses
    return by_address or not groups.isdisjoint(person.groups)


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):  # a list that cannot be read lets nobody in
        return []
    return [line.partition("#")[0] for line in text.splitlines()]
