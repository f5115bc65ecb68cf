"""Request heads over raw sockets: one that never ends is let go, one address holds so many."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from components.web import request_head
from components.web.request_head import bound_request_heads

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SHORT = 0.3
"""Seconds for a head here."""


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer once the body is there; below /slow after longer than a head may take."""
    while (await receive()).get("more_body"):
        pass
    if scope["path"] == "/slow":
        await asyncio.sleep(2 * SHORT)
    await PlainTextResponse("ok")(scope, receive, send)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server in this process that bounds heads as the program does."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connection_made", "data_received", "connection_lost"):
            patch.setattr(H11Protocol, name, getattr(H11Protocol, name))
        patch.setitem(uvicorn.config.HTTP_PROTOCOLS, "auto", "is chosen anew")
        patch.setattr(request_head, "LONGEST_HEAD", SHORT)
        bound_request_heads()
        with _serving() as found:
            yield found


@contextmanager
def _serving() -> Iterator[int]:
    config = uvicorn.Config(_answer, port=0, log_config=None, lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def _connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def _lets_go(stranger: socket.socket, letters: bytes = b"") -> bool:
    """Return whether it is closed within a few times of what a head may take, trickling on."""
    until = time.monotonic() + 4 * SHORT
    stranger.settimeout(SHORT / 6)
    while time.monotonic() < until:
        try:
            if letters:
                stranger.sendall(letters)
            if not stranger.recv(1000):
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False


@pytest.mark.parametrize(
    ("begun", "letters"),
    [
        (b"", b""),
        (b"GET / HT", b""),
        (b"GET / HTTP/1.1\r\nX: ", b"a"),
        (b"GET / HTTP/1.1\r\n", b""),
    ],
    ids=["nothing", "half a line", "letter by letter", "no end"],
)
def test_a_head_that_is_not_whole_in_time_is_let_go(
    port: int, begun: bytes, letters: bytes
) -> None:
    with _connected(port) as stranger:
        stranger.sendall(begun)
        assert _lets_go(stranger, letters)
    assert not request_head._waiting


def _answered(stranger: socket.socket) -> bool:
    """Whether the whole answer came; its head may come by itself."""
    answer = b""
    while not answer.endswith(b"ok") and (more := stranger.recv(1000)):
        answer += more
    return answer.endswith(b"ok")


def test_the_next_head_on_the_same_connection_has_its_time_too(port: int) -> None:
    with _connected(port) as stranger:
        stranger.sendall(WHOLE)
        assert _answered(stranger)
        assert _lets_go(stranger, b"G")


def test_an_answer_and_a_body_take_the_time_they_take(port: int) -> None:
    with _connected(port) as patient:
        patient.sendall(WHOLE.replace(b"/ ", b"/slow "))
        assert _answered(patient)
    with _connected(port) as uploading:
        uploading.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n")
        time.sleep(1.5 * SHORT)
        uploading.sendall(b"abc")
        assert _answered(uploading)


@pytest.mark.parametrize(
    ("addresses", "proxy", "are_let_in"),
    [
        (["203.0.113.7"] * 5, "127.0.0.1", 3),
        ([f"2001:db8::{at}" for at in range(5)], "127.0.0.1", 3),
        (["203.0.113.7", "203.0.113.8"] * 3, "127.0.0.1", 6),
        (["127.0.0.1"] * 5, "", 5),
        (["172.18.0.2"] * 5, "172.18.0.0/16", 5),
        (["172.18.0.2"] * 5, "*", 5),
    ],
    ids=["one address", "one network", "two", "this machine", "a proxy", "only proxies"],
)
def test_one_address_holds_so_many_connections(
    port: int, addresses: list[str], proxy: str, are_let_in: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_head, "MOST_CONNECTIONS", 3)

    async def open_transports() -> list[_Transport]:
        transports = [_Transport(address) for address in addresses]
        config = uvicorn.Config(_answer, forwarded_allow_ips=proxy, log_config=None)
        state = ServerState()
        connections = [H11Protocol(config, state, {}) for _ in transports]
        for connection, transport in zip(connections, transports, strict=True):
            connection.connection_made(transport)
            if transport.is_closing():
                connection.connection_lost(None)
        let_in = [transport for transport in transports if not transport.is_closing()]
        for connection in connections:
            connection.connection_lost(None)
        return let_in

    assert len(asyncio.run(open_transports())) == are_let_in


class _Transport(asyncio.Transport):
    """A connection from some address."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 5000)})
        self.let_go = False

    def close(self) -> None:
        self.let_go = True

    def is_closing(self) -> bool:
        return self.let_go
