"""Windows that are open, in Streamlit's own books: who is in them, and which files are theirs.

Until Streamlit gives files for saving to their own session alone, and says who is in a session.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from streamlit.runtime import exists, get_instance
from streamlit.runtime.media_file_manager import MediaFileManager

_prepare = MediaFileManager.execute_deferred


def claims_of(window: str) -> dict[str, Any]:
    """Return what the provider said of whoever is in a window; empty where nobody signed in.

    Until Streamlit has a way to ask who is in a session, outside of it.
    """
    found = get_instance()._session_mgr.get_session_info(window) if exists() else None  # noqa: SLF001
    return dict(found.session._user_info) if found else {}  # noqa: SLF001


def windows_with(file: str) -> list[str]:
    """Return the windows in whose pages a file for saving stands.

    Until Streamlit answers such a file to its own session alone.
    """
    files = get_instance().media_file_mgr
    with files._lock:  # noqa: SLF001
        by_window = files._files_by_session_and_coord.items()  # noqa: SLF001
        return [window for window, names in by_window if file in names.values()]


def note_prepared_files(note: Callable[[str, str], None]) -> None:
    """Have ``note`` called, in this process, with the address and window of each file prepared.

    Until Streamlit answers such a file to its own session alone.
    """

    @wraps(_prepare)
    def noting(files: MediaFileManager, asked: str) -> str:
        entry = files._deferred_callables.get(asked)  # noqa: SLF001
        url = _prepare(files, asked)
        if entry is not None:
            note(url, entry["session_id"])
        return url

    MediaFileManager.execute_deferred = noting  # type: ignore[assignment, method-assign]


def uploaded_bytes(window: str) -> int:
    """Return how many bytes of files a window brought in and holds.

    Until Streamlit has a limit for all files of a session.
    """
    if not exists():
        return 0
    files = get_instance()._uploaded_file_mgr.file_storage.get(window, {})  # type: ignore[attr-defined]  # noqa: SLF001 - of the manager in memory, the only one there is
    return sum(len(file.data) for file in files.values())
