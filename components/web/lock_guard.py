"""While the vault is locked nothing with content answers: only the door, Safety, and shares.

The app's script asks once more by itself at each rerun; here stand the routes it does not see,
such as files that were prepared for saving.
"""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.web.base_path import base_path, without_base
from components.web.home_screen import PATHS
from components.web.unlock_routes import WAY_BACK, is_locked_for, needs_first_lock, unclear_lock

_OPEN = (
    "/static/",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/stream",
    "/_stcore/bidi-components/",
    "/s/",
)
"""The app's own program and parts, its stream (the script asks for itself), and shares."""

_OPEN_EXACTLY = {
    "/safety",
    "/unlock",
    "/first-lock",
    "/healthz",
    "/robots.txt",
    "/s",
    "/favicon.png",
    "/manifest.json",
    *PATHS,
}


_FIRST_OF_ALL = {"/first-lock", "/unlock", "/healthz", "/_stcore/health", "/robots.txt"}
"""What answers before there is a lock, where Rapport is open beyond this machine."""


class Locked:
    """Pure ASGI middleware: sends whoever opens a page to the door, and refuses the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be answered."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        asked, first = HTTPConnection(scope), needs_first_lock()
        if _may_pass(asked, first=first):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _refusal(asked, first=first)(scope, receive, send)


def _may_pass(asked: HTTPConnection, *, first: bool) -> bool:
    path = without_base(asked.scope)
    if first:
        return path in _FIRST_OF_ALL
    if _without_content(path):
        return True
    locked = is_locked_for(asked.cookies, asked.headers.get("host", ""))
    return not locked or _is_way_back(asked.scope)


def _is_way_back(scope: Scope) -> bool:
    """Return True for the one page left where it cannot be told whether there is a lock."""
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and without_base(scope) == WAY_BACK
        and unclear_lock() is not None
    )


def _without_content(path: str) -> bool:
    return path in _OPEN_EXACTLY or path.startswith(_OPEN)


def _refusal(asked: HTTPConnection, *, first: bool) -> Response:
    if asked.scope["method"] == "GET" and "text/html" in asked.headers.get("accept", ""):
        if first:
            return RedirectResponse(f"{base_path()}/first-lock", 303)
        return RedirectResponse(f"{base_path()}/unlock?to={without_base(asked.scope)}", 303)
    return PlainTextResponse("The vault is locked.", 403)
