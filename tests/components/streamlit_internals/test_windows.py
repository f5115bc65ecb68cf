"""Files for saving in Streamlit's own books: what a button promised holds for a moment."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components.streamlit_internals import windows


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    name = "_remove_orphaned_deferred_callables"
    monkeypatch.setattr(MediaFileManager, name, getattr(MediaFileManager, name))
    return MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.mark.parametrize("seconds", [0, 10])
def test_a_run_that_is_cut_short_before_the_button_lets_go_of_it_in_a_while(
    files: MediaFileManager, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser still shows the button, and asks for its file by the name it had."""
    windows.hold_what_buttons_promise(10)
    monkeypatch.setattr(windows, "monotonic", lambda: 100.0)
    asked = files.add_deferred(lambda: b"mine", "text/plain", "1.2", "mine.txt")
    files.clear_session_refs()
    files.remove_orphaned_files()
    assert files.execute_deferred(asked).endswith(".txt")
    monkeypatch.setattr(windows, "monotonic", lambda: 100.0 + seconds)
    files.remove_orphaned_files()
    if seconds < 10:
        assert files.execute_deferred(asked)
    else:
        with pytest.raises(MediaFileStorageError, match="not found"):
            files.execute_deferred(asked)


def test_one_that_was_drawn_anew_holds_as_long_as_a_page_has_it(files: MediaFileManager) -> None:
    windows.hold_what_buttons_promise(0)
    before = files.add_deferred(lambda: b"old", "text/plain", "1.2")
    files.clear_session_refs()
    asked = files.add_deferred(lambda: b"new", "text/plain", "1.2")
    files.remove_orphaned_files()
    assert files.execute_deferred(asked)
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred(before)
