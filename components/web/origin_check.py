"""Origin check: from where, under a known name and from our own page the server is asked.

Streamlit accepts any program on this machine as origin, and any host name over HTTP; both would
let another web page in the same browser reach the notes.
"""

import logging

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.streamlit_internals.http_server import is_known_host
from components.web.base_path import without_base
from components.web.exposure import lets_in, origins
from components.web.required_settings import promises_hold

_CLOSED = ("/_stcore/agent/", "/_stcore/metrics")
"""Doors of Streamlit that nobody here needs and that tell about the app."""

_TO_ANYBODY = "/s/open"
"""Takes a token and knows nobody: a page that posts to it could as well open the link."""

_log = logging.getLogger("rapport")

_READING = {"GET", "HEAD", "OPTIONS"}


class Gate:
    """Pure ASGI middleware: refuses with a short sentence, before anything else runs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] == "lifespan" or (refusal := _refusal(scope)) is None:
            await self._app(scope, receive, send)
            return
        # Neither who asked nor for what: addresses in a log tell about people too.
        _log.info("Refused a %s request with %d.", scope["type"], refusal[0])
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        status, sentence = refusal
        await PlainTextResponse(sentence, status)(scope, receive, send)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = Headers(scope=scope)
    if not promises_hold():
        return 503, "Rapport does not run with these settings. Its log says which."
    if not is_known_host(headers.get("host")):
        return 421, "Rapport is not known under this address."
    if not lets_in((scope.get("server") or ("", None))[0], headers.get("host", "")):
        return (
            403,
            "Rapport answers on its own machine only, unless it is opened behind a lock.",
        )
    if without_base(scope).startswith(_CLOSED):
        return 404, "Not found."
    if without_base(scope) != _TO_ANYBODY and not _from_our_page(scope, headers):
        return 403, "This request came from another page."
    return None


def _from_our_page(scope: Scope, headers: Headers) -> bool:
    """A websocket must name its origin, and it must be exactly ours; so must any change."""
    origin = headers.get("origin")
    if origin is None:
        return bool(scope["type"] == "http")
    if scope["type"] == "http" and scope["method"] in _READING:
        return True
    return origin in origins(headers.get("host", ""))
