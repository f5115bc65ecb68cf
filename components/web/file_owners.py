"""Owners of files that were prepared for saving, or are being brought in.

Streamlit answers such a file to whoever knows its address; whose window it belongs to is asked
here. tests/browser/test_sign_in.py sees where that no longer holds.
"""

from collections import OrderedDict

from components.streamlit_internals.windows import claims_of, note_prepared_files, windows_with
from data.sign_in.person import person_in

MEDIA = "/media/"
UPLOAD = "/_stcore/upload_file/"

_REMEMBERED = 1_000
"""Files whose people are remembered; who asks for an older one presses the button once more."""

_people: OrderedDict[str, set[str]] = OrderedDict()


def owners_of(path: str) -> set[str]:
    """Return the owners in whose windows the file at this path belongs."""
    if path.startswith(UPLOAD):
        return _owner_of(path.removeprefix(UPLOAD).partition("/")[0])
    file = _name(path)
    # Made in the page itself, rather than when the button was pressed.
    return _people.get(file, set()).union(*map(_owner_of, windows_with(file)))


def note_whose_files() -> None:
    """Have it noted, in this process, who asked for a file."""
    note_prepared_files(_note)


def _note(url: str, window: str) -> None:
    people = _people.setdefault(_name(url), set())
    people |= _owner_of(window)
    _people.move_to_end(_name(url))
    while len(_people) > _REMEMBERED:
        _people.popitem(last=False)


def _name(path: str) -> str:
    return path.removeprefix(MEDIA).partition(".")[0]


def _owner_of(window: str) -> set[str]:
    who = person_in(claims_of(window))
    return {who.owner} if who else set()
