"""Request heads: how long one may take, and how many connections one address may hold open.

uvicorn bounds a head by its size alone, so that who sends it letter by letter, or nothing, holds a
connection for ever; no middleware is asked before a head is whole. Its class for connections is
changed rather than replaced: `uvicorn app:app` has chosen it before the app is loaded.
"""

import asyncio
from typing import Any, Final

import h11
from uvicorn.config import HTTP_PROTOCOLS
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from components.web.link_throttle import network_of
from components.web.stream_limits import is_here

LONGEST_HEAD: Final = 10.0
"""Seconds for a head, from the connection or its first letter on, as in docs/hosting/Caddyfile."""

MOST_CONNECTIONS: Final = 200
"""Open at once from one address: a hundred windows, and what they load."""

_begin = H11Protocol.connection_made
_read = H11Protocol.data_received
_end = H11Protocol.connection_lost
_waiting: dict[H11Protocol, asyncio.TimerHandle] = {}


def _begin_to_wait(connection: H11Protocol, transport: asyncio.Transport) -> None:
    _begin(connection, transport)
    if _are_too_many(connection):
        transport.close()
    else:
        _wait(connection)


def _read_in_time(connection: H11Protocol, content: bytes) -> None:
    _read(connection, content)
    if connection.conn.their_state is h11.IDLE:  # the next head has begun and is not whole
        _wait(connection)
    else:
        _wait_no_more(connection)


def _end_of_waiting(connection: H11Protocol, failure: Exception | None) -> None:
    _wait_no_more(connection)
    _end(connection, failure)


def _wait(connection: H11Protocol) -> None:
    if connection not in _waiting:
        close = connection.transport.close
        _waiting[connection] = connection.loop.call_later(LONGEST_HEAD, close)


def _wait_no_more(connection: H11Protocol) -> None:
    if clock := _waiting.pop(connection, None):
        clock.cancel()


def _are_too_many(connection: H11Protocol) -> bool:
    """Return whether its address holds too many; this machine's and a proxy's are not counted."""
    address = _address(connection)
    if len(connection.connections) <= MOST_CONNECTIONS or is_here(address):
        return False
    trusted = ProxyHeadersMiddleware(connection.app, connection.config.forwarded_allow_ips)
    if connection.client and connection.client[0] in trusted.trusted_hosts:
        return False
    held = sum(_address(other) == address for other in connection.connections)
    return held > MOST_CONNECTIONS


def _address(connection: Any) -> str:
    return network_of((connection.client or ("", 0))[0])


def bound_request_heads() -> None:
    """Make it so for this process, before its first connection.

    Until uvicorn has a limit of time for heads. With httptools it has none of size either, so that
    it is not taken where it happens to be installed, if uvicorn still has the choice.
    """
    HTTP_PROTOCOLS["auto"] = HTTP_PROTOCOLS["h11"]
    H11Protocol.connection_made = _begin_to_wait  # type: ignore[assignment, method-assign]
    H11Protocol.data_received = _read_in_time  # type: ignore[assignment, method-assign]
    H11Protocol.connection_lost = _end_of_waiting  # type: ignore[assignment, method-assign]
