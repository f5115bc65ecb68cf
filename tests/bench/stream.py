"""A page as a browser has it open, without a browser: what it is told, and how long that takes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.sync.client import ClientConnection

from tests.rig.server import Server, open_stream

BROWSER: Final = {"timezone": "Europe/Vienna", "theme": "light"}
"""What a browser says of itself with every run."""

_IDS: Final = re.compile(rb"[0-9a-f]{16}")
"""What Streamlit names elements by, with the path of the script in it, and our fields a window."""

_DRAWN_WHOLE: Final = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}

DrawnElements = dict[str, tuple[str, bytes]]
"""What stands where: its kind and its content."""


class DidNotFinishError(Exception):
    """A page ended otherwise than by being drawn."""


class StreamWindow:
    """One session. ``messages`` holds what the last run sent.

    As a browser does, it sends back the address that the page wrote last.
    """

    def __init__(self, stream: ClientConnection) -> None:
        self.messages: list[ForwardMsg] = []
        self._stream = stream
        self._ask = BackMsg()

    def open(self, page: str, address: Mapping[str, str]) -> float:
        """Go to the page at this path, with these parameters; return the seconds it took."""
        asked = self._ask.rerun_script
        asked.page_name, asked.page_script_hash = page, ""
        asked.query_string = urlencode(address)
        asked.context_info.timezone = BROWSER["timezone"]
        asked.context_info.color_scheme = BROWSER["theme"]
        return self.run()

    @property
    def answers(self) -> WidgetStates:
        """What is sent for the fields of the page with every run; may be changed."""
        return self._ask.rerun_script.widget_states

    def parts(self) -> list[str]:
        """Return the parts of the page that may run by themselves, from above."""
        drawn = [
            entry.delta.fragment_id
            for entry in self.messages
            if entry.WhichOneof("type") == "delta"
        ]
        return list(dict.fromkeys(part for part in drawn if part))

    def run_part(self, part: str) -> float:
        """Let one part run again, as after a tap in it; return the seconds it took."""
        self._ask.rerun_script.fragment_id = part
        whole = self.messages
        try:
            return self.run()
        finally:
            self._ask.rerun_script.fragment_id = ""
            self.messages = whole

    def run(self) -> float:
        """Let the page run again; return the seconds from asking until all of it was told."""
        asked, sentences = self._ask.SerializeToString(), []
        before = perf_counter()
        self._stream.send(asked)
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._stream.recv(timeout=60, decode=False))
            sentences.append(message)
            if message.WhichOneof("type") != "script_finished":
                continue
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
            sentences = []  # the page runs once more by itself
        seconds = perf_counter() - before
        lost = any(entry.WhichOneof("type") == "page_not_found" for entry in sentences)
        if lost or message.script_finished not in _DRAWN_WHOLE:
            raise DidNotFinishError(f"{self._ask.rerun_script.page_name}: {message}")
        for entry in sentences:
            if entry.WhichOneof("type") == "page_info_changed":
                self._ask.rerun_script.query_string = entry.page_info_changed.query_string
        for where in (
            entry.navigation for entry in sentences if entry.WhichOneof("type") == "navigation"
        ):
            self._ask.rerun_script.page_name = ""
            self._ask.rerun_script.page_script_hash = where.page_script_hash
        self.messages = sentences
        return seconds


@contextmanager
def window(server: Server) -> Iterator[StreamWindow]:
    """Begin a session in which nothing ran yet."""
    with open_stream(server, server.url) as stream:
        yield StreamWindow(stream)


def differences(page: Iterable[ForwardMsg], floor: Iterable[ForwardMsg]) -> list[str]:
    """Return in which places two runs did not draw exactly the same."""
    this, other = drawn(page), drawn(floor)
    nothing = ("nothing", b"")
    return [
        f"{where}: {here[0]}, on the floor {'another' if here[0] == below[0] else below[0]}"
        for where in {**this, **other}
        if (here := this.get(where, nothing)) != (below := other.get(where, nothing))
    ]


def drawn(messages: Iterable[ForwardMsg]) -> DrawnElements:
    """Return each element and block, and the kinds of what else was said."""
    found: DrawnElements = {}
    for entry in messages:
        kind = str(entry.WhichOneof("type"))
        draft_key = ".".join(map(str, entry.metadata.delta_path))
        if kind == "delta":
            entry.delta.ClearField("fragment_id")  # to run a part alone is logic
            content = entry.delta.SerializeToString(deterministic=True)
            found[draft_key] = _kind(entry), _IDS.sub(b"", content)
        elif kind == "ref_hash":
            found[draft_key] = "the same as before", b""
        else:
            found[f"{kind} {sum(name.startswith(kind) for name in found)}"] = kind, b""
    return found


def _kind(forward_msg: ForwardMsg) -> str:
    what = forward_msg.delta.WhichOneof("type")
    if what == "new_element":
        return str(forward_msg.delta.new_element.WhichOneof("type"))
    if what == "add_block":
        return f"{forward_msg.delta.add_block.WhichOneof('type')} block"
    return str(what)
