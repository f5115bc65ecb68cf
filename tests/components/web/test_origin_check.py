from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.web import origin_check as gate
from components.web.origin_check import Gate


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "promises_hold", lambda: True)
    monkeypatch.setattr(gate, "is_known_host", lambda host: host == "localhost:8501")


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "inside"})


def answer(**changes: Any) -> Message:
    """Return the first thing that is sent for a request from our own page, changed."""
    headers = {"host": "localhost:8501", "origin": "http://localhost:8501"}
    headers |= changes.pop("headers", {})
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "server": ("127.0.0.1", 8501),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
    } | changes
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    coroutine = Gate(_inside)(scope, receive, send)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    return sent[0]


def test_our_own_page_comes_in() -> None:
    assert answer()["type"] == "inside"
    assert answer(type="websocket")["type"] == "inside"
    assert answer(method="POST")["type"] == "inside"


def test_the_start_of_the_server_passes() -> None:
    assert answer(type="lifespan", headers={"host": "anything"})["type"] == "inside"


@pytest.mark.parametrize(
    "server", [("192.168.1.9", 8501), ("::", 8501), ("/tmp/socket", None), None]
)
def test_only_this_machine_comes_in(server: tuple[str, int | None] | None) -> None:
    assert answer(server=server)["status"] == 403


def test_the_newer_loopback_comes_in() -> None:
    assert answer(server=("::1", 8501))["type"] == "inside"


def test_only_known_names_come_in() -> None:
    assert answer(headers={"host": "evil.example"})["status"] == 421


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/metrics"])
def test_closed_doors_are_closed(path: str) -> None:
    assert answer(path=path)["status"] == 404


def test_reading_needs_no_origin_but_changing_from_another_page_is_refused() -> None:
    foreign = {"origin": "http://localhost:1"}
    assert answer(headers=foreign)["type"] == "inside"
    assert answer(headers={"origin": ""}, method="POST")["type"] == "inside"
    assert answer(headers=foreign, method="PUT")["status"] == 403


@pytest.mark.parametrize(
    "origin", ["", "null", "http://localhost:1", "ftp://localhost:8501", "https://evil.example"]
)
def test_a_websocket_needs_exactly_our_origin(origin: str) -> None:
    refused = answer(type="websocket", headers={"origin": origin})
    assert refused == {"type": "websocket.close", "code": 1008}


def test_nothing_comes_in_while_a_promise_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "promises_hold", lambda: False)
    assert answer()["status"] == 503
