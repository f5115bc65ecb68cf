"""Files for saving: each tap is answered, also while its page is being drawn anew."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components.streamlit_internals import prepared_files


class SleptClock:
    """A clock that goes on by what is slept, and calls what happens meanwhile."""

    now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SleptClock:
    found = SleptClock()
    monkeypatch.setattr(prepared_files, "monotonic", lambda: found.now)
    monkeypatch.setattr(prepared_files, "sleep", found.sleep)
    return found


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    for kind, name in (
        (MediaFileManager, "_remove_orphaned_deferred_callables"),
        (MediaFileManager, "execute_deferred"),
        (ForwardMsgQueue, "clear"),
    ):
        monkeypatch.setattr(kind, name, getattr(kind, name))
    session = SimpleNamespace(_scriptrunner=None)
    book = SimpleNamespace(get_session_info=lambda _window: SimpleNamespace(session=session))
    runtime = SimpleNamespace(_session_mgr=book, session=session)
    monkeypatch.setattr(prepared_files, "get_instance", lambda: runtime)
    prepared_files.answer_each_save()
    return MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.mark.parametrize("seconds", [0, prepared_files.HELD])
def test_a_run_that_is_cut_short_before_the_button_lets_go_of_it_in_a_while(
    files: MediaFileManager, clock: SleptClock, seconds: float
) -> None:
    """The browser still shows the button, and asks for its file by the name it had."""
    asked = files.add_deferred(lambda: b"mine", "text/plain", "1.2", "mine.txt")
    files.clear_session_refs()
    files.remove_orphaned_files()
    assert files.execute_deferred(asked).endswith(".txt")
    clock.now += seconds
    files.remove_orphaned_files()
    if seconds:
        with pytest.raises(MediaFileStorageError, match="not found"):
            files.execute_deferred(asked)
    else:
        assert files.execute_deferred(asked)


def test_one_that_a_page_has_holds_and_what_it_took_the_place_of_goes(
    files: MediaFileManager, clock: SleptClock
) -> None:
    before = files.add_deferred(lambda: b"old", "text/plain", "1.2")
    files.clear_session_refs()
    asked = files.add_deferred(lambda: b"new", "text/plain", "1.2")
    for _ in range(2):
        files.remove_orphaned_files()
        clock.now += prepared_files.HELD
    assert files.execute_deferred(asked)
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred(before)


def test_a_file_is_made_after_the_run_that_keeps_what_was_typed(
    files: MediaFileManager, clock: SleptClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = prepared_files.get_instance().session  # type: ignore[attr-defined] # the one in place of it
    made: list[float] = []

    def make() -> bytes:
        made.append(clock.now)
        return b"mine"

    def wait(seconds: float) -> None:
        clock.sleep(seconds)
        if clock.now > 101:
            session._scriptrunner = None

    asked = files.add_deferred(make, "text/plain", "1.2")
    session._scriptrunner = "a run"
    monkeypatch.setattr(prepared_files, "sleep", wait)
    files.execute_deferred(asked)
    assert made[0] > 101
    session._scriptrunner = "a run that hangs"
    monkeypatch.setattr(prepared_files, "sleep", clock.sleep)
    files.execute_deferred(asked)
    assert made[1] == pytest.approx(made[0] + 5.2, abs=0.1)


@pytest.mark.usefixtures("files")
def test_an_answer_that_waits_is_sent_though_another_run_begins() -> None:
    queue = ForwardMsgQueue()
    answer, line = ForwardMsg(), ForwardMsg()
    answer.backend_operation_response.request_id = "1"
    line.delta.new_element.text.body = "of the run before"
    for message in (line, answer):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["a"])
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.flush() == [answer]
    assert queue.is_empty()
