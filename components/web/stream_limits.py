"""Limits for what one browser, or one address, may hold open or ask for at once.

The app's stream and its uploads are Streamlit's own and know no bounds. Addresses of this machine
are not counted: behind a proxy that names nobody, all would be one.
"""

import asyncio
import ipaddress
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.streamlit_internals.http_server import files_asked_for
from components.streamlit_internals.windows import uploaded_bytes
from components.web.base_path import without_base
from components.web.file_owners import UPLOAD
from components.web.link_throttle import network_of

MOST_STREAMS = 100
"""Windows open at once from one address; a person has a handful."""

MOST_FILES = 100
"""Addresses for files to send that are asked for at once."""

MOST_UPLOADED = 128 * 1024 * 1024
"""Bytes of files that one window brings in and has not let go of."""

LONGEST_UPLOAD = 300.0
"""Seconds for a file that is sent, as in docs/hosting/Caddyfile: 64 MB over a slow line."""

_TOO_MUCH = 1009
"""Why a websocket is closed, as RFC 6455 counts."""


class StreamLimits:
    """Pure ASGI middleware: refuses what is beyond the limits."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._streams: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] == "websocket":
            await self._stream(scope, receive, send)
        elif scope["type"] == "http" and (refusal := _refusal(scope)):
            status, sentence = refusal
            await PlainTextResponse(sentence, status)(scope, receive, send)
        elif scope["type"] == "http" and _is_upload(scope):
            await self._app(scope, _in_time(receive), send)
        else:
            await self._app(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = network_of((scope.get("client") or ("", 0))[0])
        if is_here(address):
            await self._app(scope, _within_limits(receive), send)
            return
        if self._streams[address] >= MOST_STREAMS:
            await receive()
            await send({"type": "websocket.close", "code": 1013})
            return
        self._streams[address] += 1
        try:
            await self._app(scope, _within_limits(receive), send)
        finally:
            self._streams[address] -= 1
            if not self._streams[address]:
                del self._streams[address]


def _within_limits(receive: Receive) -> Receive:
    """Return a way to receive that ends the stream where a message asks for far too much."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and _asks_too_much(message.get("bytes")):
            return {"type": "websocket.disconnect", "code": _TOO_MUCH}
        return message

    return received


def _in_time(receive: Receive) -> Receive:
    """Return a way to receive that ends where the whole file took too long."""
    ends = asyncio.get_running_loop().time() + LONGEST_UPLOAD

    async def received() -> Message:
        try:
            async with asyncio.timeout_at(ends):
                return await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}

    return received


def _asks_too_much(content: bytes | None) -> bool:
    return content is not None and files_asked_for(content) > MOST_FILES


def _refusal(scope: Scope) -> tuple[int, str] | None:
    if not _is_upload(scope):
        return None
    length = Headers(scope=scope).get("content-length", "")
    if not length.isdecimal():
        return 411, "How long the file is has to be said first."
    session = without_base(scope).removeprefix(UPLOAD).partition("/")[0]
    if uploaded_bytes(session) + int(length) > MOST_UPLOADED:
        return 413, "This window holds too many files. Reload the page, then try again."
    return None


def _is_upload(scope: Scope) -> bool:
    return scope["method"] == "PUT" and without_base(scope).startswith(UPLOAD)


def is_here(address: str) -> bool:
    """Return whether an address, or network, is this machine's own."""
    try:
        return ipaddress.ip_network(address).is_loopback
    except ValueError:
        return False
