"""Owners of files that were prepared for saving, or are being brought in.

Streamlit answers such a file to whoever knows its address. Whose window it belongs to is asked
here, of Streamlit's own books; there is no public way to ask, and tests/browser/test_sign_in.py
sees when these change.
"""

from collections import OrderedDict
from functools import wraps
from typing import Any

from streamlit.runtime import exists, get_instance
from streamlit.runtime.media_file_manager import MediaFileManager

from data.sign_in.person import person_in

MEDIA = "/media/"
UPLOAD = "/_stcore/upload_file/"

_REMEMBERED = 1_000
"""Files whose people are remembered; who asks for an older one presses the button once more."""

_people: OrderedDict[str, set[str]] = OrderedDict()
_prepare = MediaFileManager.execute_deferred


def owners_of(path: str) -> set[str]:
    """Return the owners in whose windows the file at this path belongs."""
    if path.startswith(UPLOAD):
        return _owner_of(path.removeprefix(UPLOAD).partition("/")[0])
    file = _name(path)
    # Made in the page itself, rather than when the button was pressed.
    files = get_instance().media_file_mgr
    with files._lock:  # noqa: SLF001
        by_session = files._files_by_session_and_coord.items()  # noqa: SLF001
        sessions = [session for session, places in by_session if file in places.values()]
    return _people.get(file, set()).union(*map(_owner_of, sessions))


def note_whose_files() -> None:
    """Have it noted, in this process, who asked for a file."""
    MediaFileManager.execute_deferred = _noting_whose  # type: ignore[assignment, method-assign]


@wraps(_prepare)
def _noting_whose(files: MediaFileManager, asked: str) -> str:
    entry = files._deferred_callables.get(asked)  # noqa: SLF001
    url = _prepare(files, asked)
    if entry is not None:
        people = _people.setdefault(_name(url), set())
        people |= _owner_of(entry["session_id"])
        _people.move_to_end(_name(url))
        while len(_people) > _REMEMBERED:
            _people.popitem(last=False)
    return url


def _name(path: str) -> str:
    return path.removeprefix(MEDIA).partition(".")[0]


def _owner_of(session: str) -> set[str]:
    found = get_instance()._session_mgr.get_session_info(session) if exists() else None  # noqa: SLF001
    claims: dict[str, Any] = dict(found.session._user_info) if found else {}  # noqa: SLF001
    who = person_in(claims)
    return {who.owner} if who else set()
