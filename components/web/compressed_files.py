"""Compressed files: the scripts and styles of Streamlit's page travel compressed, made once.

Streamlit sends them as they lie there, as its own middleware would compress each anew for every
browser. Only files whose name changes with their content are held: they say so by `immutable`.
"""

import gzip
import posixpath
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.web.base_path import without_base

_STATIC: Final = "/static/"
_KINDS: Final = ("text/javascript", "application/javascript", "text/css")

_LEAST: Final = 1_000
"""Bytes below which compressing saves nothing."""

_MOST: Final = 400
"""Files held at most: Streamlit's page has about 120, and what is asked for never counts."""


@dataclass(frozen=True)
class _CompressedFile:
    headers: list[tuple[bytes, bytes]]
    body: bytes


class CompressedFiles:
    """Pure ASGI middleware: answers for such a file with its compressed bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files: dict[str, _CompressedFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no such file, or asked for by a browser that wants it as it is."""
        if not _may_be_compressed(scope):
            await self._app(scope, receive, send)
            return
        path = without_base(scope)
        if path not in self._files:
            answer = _HeldAnswer()
            await self._app(scope, receive, answer.take)
            if len(self._files) >= _MOST or not answer.is_worth_it():
                await answer.pass_on(send)
                return
            self._files[path] = await run_in_threadpool(answer.compressed)
        held = self._files[path]
        await send({"type": "http.response.start", "status": 200, "headers": list(held.headers)})
        await send({"type": "http.response.body", "body": held.body})


def _may_be_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers, path = Headers(scope=scope), without_base(scope)
    return (
        path.startswith(_STATIC)
        # One file has one name here: strangers could have each spelling of it held.
        and posixpath.normpath(path) == path
        and "gzip" in headers.get("accept-encoding", "")
        and not {"range", "if-none-match", "if-modified-since"} & {*headers.keys()}
    )


class _HeldAnswer:
    """Messages of an answer, held back."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    async def take(self, message: Message) -> None:
        self._messages.append(message)

    async def pass_on(self, send: Send) -> None:
        for message in self._messages:
            await send(message)

    def is_worth_it(self) -> bool:
        """Return whether it is a whole file that never changes, of a kind that gets smaller."""
        begin = self._messages[0]
        headers = Headers(raw=begin["headers"])
        return (
            begin["status"] == 200
            and "immutable" in headers.get("cache-control", "")
            and headers.get("content-type", "").startswith(_KINDS)
            and "content-encoding" not in headers
            and len(self._body) > _LEAST
        )

    def compressed(self) -> _CompressedFile:
        body = gzip.compress(self._body, mtime=0)
        headers = MutableHeaders(raw=list(self._messages[0]["headers"]))
        for name in ("etag", "accept-ranges"):  # they speak of the bytes that lie there
            del headers[name]
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers["vary"] = "Accept-Encoding"
        return _CompressedFile(headers.raw, body)

    @property
    def _body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self._messages[1:])
