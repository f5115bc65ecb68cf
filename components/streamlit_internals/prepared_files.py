"""Files for saving that are made when their button is tapped: each tap is answered.

Streamlit loses some that come while the page is being drawn anew: what the button promised is let
go of, its answer is thrown away with the messages of the run before, or the file is made before
the run has kept what was typed just before the tap.
"""

from functools import wraps
from time import monotonic, sleep
from typing import Final

from streamlit.runtime import get_instance
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager

HELD: Final = 10.0
"""Seconds for which a promise holds that no page has any more."""
_LONGEST_RUN: Final = 5.0
_OVERTAKEN: Final = 0.2
"""Seconds in which what was typed arrives: the browser holds it back a moment, but not the tap."""
_ANSWER: Final = "backend_operation_response"


def answer_each_save() -> None:
    """Have each tap on a button for saving answered, with what was typed before it.

    Until Streamlit answers such a tap also where a run of its window begins or is cut short then.
    """
    _hold_promises()
    _keep_answers()
    _prepare_after_runs()


def _hold_promises() -> None:
    """Hold what buttons promised for a while after no page has it any more.

    A run that is cut short before the button lets go of what the browser still shows, and so does
    the run of any other window meanwhile.
    """
    since: dict[str, float] = {}

    def let_go(files: MediaFileManager) -> None:
        by_window = files._files_by_session_and_coord.values()  # noqa: SLF001
        there = {file for names in by_window for file in names.values()}
        gone = files._deferred_callables.keys() - there  # noqa: SLF001
        now = monotonic()
        for file in since.keys() - gone:
            del since[file]
        for file in gone:
            if now - since.setdefault(file, now) >= HELD:
                files._drop_deferred_id(file)  # noqa: SLF001

    MediaFileManager._remove_orphaned_deferred_callables = let_go  # type: ignore[assignment, method-assign]  # noqa: SLF001


def _keep_answers() -> None:
    """Keep the answers that wait to be sent where a run clears what the one before had to say."""
    clear_queue = ForwardMsgQueue.clear

    @wraps(clear_queue)
    def clear(
        queue: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,  # noqa: FBT001, FBT002 - as Streamlit calls it
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        waiting = [message for message in queue._queue if message.WhichOneof("type") == _ANSWER]  # noqa: SLF001
        clear_queue(queue, retain_lifecycle_msgs, fragment_ids_this_run)
        if retain_lifecycle_msgs:
            rest = [message for message in queue._queue if message.WhichOneof("type") != _ANSWER]  # noqa: SLF001
            queue._queue = [*rest, *waiting]  # noqa: SLF001

    ForwardMsgQueue.clear = clear  # type: ignore[assignment, method-assign]


def _prepare_after_runs() -> None:
    """Make a file after the run of its window that is going on: that keeps what was typed."""
    prepare = MediaFileManager.execute_deferred

    @wraps(prepare)
    def later(files: MediaFileManager, asked: str) -> str:
        promise = files._deferred_callables.get(asked)  # noqa: SLF001
        sleep(_OVERTAKEN)
        until = monotonic() + _LONGEST_RUN
        while promise and _is_drawn(promise["session_id"]) and monotonic() < until:
            sleep(0.02)
        return prepare(files, asked)

    MediaFileManager.execute_deferred = later  # type: ignore[assignment, method-assign]


def _is_drawn(window: str) -> bool:
    """Return whether a window's page is being drawn."""
    found = get_instance()._session_mgr.get_session_info(window)  # noqa: SLF001
    return bool(found and found.session._scriptrunner)  # noqa: SLF001
