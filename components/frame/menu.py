"""List of pages: title, address, the menu it lights, the way back, a line of help.

`navigation` makes Streamlit's pages of it, the frame its menu, and *More* its groups.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class MenuEntry:
    """One page. ``menu``: the address that is lit in the menu, "" for none; ``back``: its parent.

    ``group`` and ``help``: below which heading *More* names it, and with what line.
    """

    file: str
    title: str
    address: str
    menu: str = ""
    back: str = ""
    group: str = ""
    help: str = ""


HOME: Final = "home"
WRITE: Final = "write"
SAFETY: Final = "safety"
MENU: Final = (HOME, "notes", "fit", "more")
"""Addresses of the pages that are always in the menu."""

NEEDED: Final = "What you need, and who there is"
SESSIONS: Final = "Before and after a session"
LOOKING_BACK: Final = "Looking back"
NOTES_IN: Final = "Notes from elsewhere"
YOURS: Final = "Yours, and what others may see"

ENTRIES: Final = (
    MenuEntry("home.py", "Home", HOME, HOME),
    MenuEntry("notes.py", "Notes", "notes", "notes"),
    MenuEntry("write.py", "Write a note", WRITE, "notes", "notes"),
    MenuEntry("fit.py", "Fit", "fit", "fit"),
    MenuEntry("more.py", "More", "more", "more"),
    MenuEntry(
        *("needs.py", "My needs", "needs", "fit", "fit"),
        *(NEEDED, "What is right for you, and without what you would leave"),
    ),
    MenuEntry(
        *("therapists.py", "Therapists", "therapists", "fit", "fit"),
        *(NEEDED, "Everybody you tried or think about; add somebody, or end"),
    ),
    MenuEntry(
        *("search.py", "Where the search stands", "search", "more", "more"),
        *(NEEDED, "Whom you asked, what came back, who is next; a list to print"),
    ),
    MenuEntry("therapist.py", "Therapist", "therapist", "fit", "therapists"),
    MenuEntry(
        *("speak_up.py", "What to say", "speak-up", "more", "more"),
        *(SESSIONS, "Words for what is worth saying to somebody, and what became of it"),
    ),
    MenuEntry(
        *("first_call.py", "A first call", "first-call", "more", "more"),
        *(SESSIONS, "Questions to ask, from what you need, and room for the answers"),
    ),
    MenuEntry(
        *("to_print.py", "A page to print", "to-print", "more", "more"),
        *(SESSIONS, "One page for the next session, or for the next therapist"),
    ),
    MenuEntry(
        *("over_time.py", "Over time", "over-time", "fit", "fit"),
        *(LOOKING_BACK, "How each thing went from note to note"),
    ),
    MenuEntry(
        *("goals.py", "Own goals", "goals", "more", "more"),
        *(LOOKING_BACK, "What you would like to see change in your own life, rated in notes"),
    ),
    MenuEntry(
        *("stay_or_go.py", "Stay or go", "stay-or-go", "more", "more"),
        *(LOOKING_BACK, "When to look again, what would make you stay, what has helped"),
    ),
    MenuEntry(
        *("how_fit_works.py", "How fit is worked out", "worked-out", "fit", "fit"),
        *(LOOKING_BACK, "What the figures mean and where they come from"),
    ),
    MenuEntry(
        *("paste.py", "Paste several notes", "paste", "notes", "notes"),
        *(NOTES_IN, "Several at once, from wherever you kept them"),
    ),
    MenuEntry(
        *("bring.py", "Bring what you have", "bring", "more", "more"),
        *(NOTES_IN, "A table or text files of your own"),
    ),
    MenuEntry(
        *("my_data.py", "My data", "my-data", "more", "more"),
        *(YOURS, "Lock, backups, take it with you, delete"),
    ),
    MenuEntry(
        *("share.py", "Share", "share", "more", "more"),
        *(YOURS, "Show somebody what you choose, read-only, until you end it"),
    ),
    MenuEntry(
        *("safety.py", "Safety", SAFETY, "", ""),
        *(YOURS, "Where to turn, what is never part of therapy, where to complain"),
    ),
)
"""Every page there is."""

_BY_ADDRESS: Final = {entry.address: entry for entry in ENTRIES}


def entry_of(address: str) -> MenuEntry | None:
    """Return the page at an address, None where there is none. Home is also at ""."""
    return _BY_ADDRESS.get(address or HOME)


def groups() -> dict[str, list[MenuEntry]]:
    """Return the pages that *More* names, below their headings, in order."""
    found: dict[str, list[MenuEntry]] = {}
    for entry in ENTRIES:
        if entry.group:
            found.setdefault(entry.group, []).append(entry)
    return found
