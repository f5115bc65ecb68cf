"""What one window, or one address, may hold or ask for at once."""

import asyncio
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.streamlit_internals import windows
from components.web import stream_limits
from components.web.stream_limits import MOST_FILES, MOST_STREAMS, StreamLimits

FAR = ("203.0.113.7", 5000)


async def _streams(
    app: "_App", limits: StreamLimits, clients: list[tuple[str, int]]
) -> Counter[str]:
    """Open as many streams at the same time; return what each was answered."""
    answers: Counter[str] = Counter()

    async def opened(client: tuple[str, int]) -> None:
        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            answers[message["type"]] += 1

        await limits({"type": "websocket", "client": client}, receive, send)

    async with asyncio.TaskGroup() as group:
        for client in clients:
            group.create_task(opened(client))
        for _ in range(20):
            await asyncio.sleep(0)
        app.all_in.set()
    return answers


class _App:
    """Holds each stream open until the test has all of them."""

    def __init__(self) -> None:
        self.all_in = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        await self.all_in.wait()


@pytest.mark.parametrize(
    ("clients", "let_in"),
    [
        ([FAR] * (MOST_STREAMS + 5), MOST_STREAMS),
        ([(f"2001:db8::{at:x}", 1) for at in range(MOST_STREAMS + 5)], MOST_STREAMS),
        ([("127.0.0.1", 1)] * (MOST_STREAMS + 5), MOST_STREAMS + 5),
        ([(f"203.0.113.{at % 3}", 1) for at in range(MOST_STREAMS + 5)], MOST_STREAMS + 5),
    ],
    ids=["one address", "one network", "this machine", "several addresses"],
)
def test_so_many_streams_from_one_address(clients: list[tuple[str, int]], let_in: int) -> None:
    async def all_of_them() -> tuple[Counter[str], Counter[str]]:
        app = _App()
        limits = StreamLimits(app)
        first = await _streams(app, limits, clients)
        app.all_in.clear()
        return first, await _streams(app, limits, clients[:MOST_STREAMS])

    first, again = asyncio.run(all_of_them())
    assert first["websocket.accept"] == let_in
    assert first["websocket.close"] == len(clients) - let_in
    assert again["websocket.accept"] == MOST_STREAMS, "who left makes room"


@pytest.mark.parametrize(("count", "kind"), [(3, "receive"), (MOST_FILES + 1, "disconnect")])
def test_a_message_that_asks_for_far_too_much_ends_the_stream(count: int, kind: str) -> None:
    asked = BackMsg()
    asked.file_urls_request.file_names.extend(["x"] * count)
    heard: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append(await receive())

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": asked.SerializeToString()}

    async def send(message: Message) -> None:
        """Nothing is answered here."""

    asyncio.run(StreamLimits(app)({"type": "websocket", "client": FAR}, receive, send))
    assert heard[0]["type"] == f"websocket.{kind}"


@pytest.mark.parametrize(
    ("held", "length", "status"),
    [(0, "1000", 200), (900, "100", 200), (900, "101", 413), (0, "", 411), (0, "-1", 411)],
)
def test_a_window_brings_in_so_much_at_once(
    monkeypatch: pytest.MonkeyPatch, held: int, length: str, status: int
) -> None:
    files = SimpleNamespace(file_storage={"window": {"file": SimpleNamespace(data=b"x" * held)}})
    runtime = SimpleNamespace(_uploaded_file_mgr=files)
    monkeypatch.setattr(stream_limits, "MOST_UPLOADED", 1000)
    monkeypatch.setattr(windows, "exists", lambda: True)
    monkeypatch.setattr(windows, "get_instance", lambda: runtime)
    statuses: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope: dict[str, Any] = {
        "type": "http",
        "method": "PUT",
        "path": "/_stcore/upload_file/window/other",
        "headers": [(b"content-length", length.encode())] if length else [],
    }
    asyncio.run(StreamLimits(app)(scope, receive, send))
    assert statuses == [status]


def test_a_file_that_trickles_in_holds_no_connection_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stream_limits, "LONGEST_UPLOAD", 0.1)
    heard: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while not heard or heard[-1] == "http.request":
            heard.append((await receive())["type"])

    async def receive() -> Message:
        await asyncio.sleep(0.04)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: Message) -> None:
        """Nothing is answered here."""

    path = "/_stcore/upload_file/window/other"
    scope = {"type": "http", "method": "PUT", "path": path, "headers": [(b"content-length", b"9")]}
    asyncio.run(asyncio.wait_for(StreamLimits(app)(scope, receive, send), 5))
    assert heard[-1] == "http.disconnect"
    assert "http.request" in heard
