"""Behind a proxy the app may lie below another address, such as `/notes` (`server.baseUrlPath`).

Streamlit's own routes know it from the start; ours are made before the settings can be read, and
learn it here with each request.
"""

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

_OURS = {
    *("/s", "/s/open", "/robots.txt", "/healthz"),
    *("/unlock", "/first-lock", "/still-here"),
    *("/jot", "/notes.webmanifest", "/icon-192.png", "/icon-512.png"),
}


class BasePath:
    """Pure ASGI middleware: lets our routes answer below the base path too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; say to our routes what part of the path is not theirs."""
        if scope["type"] == "http" and (base := base_path()) and is_ours(scope):
            scope = {**scope, "root_path": base}
        await self._app(scope, receive, send)


def is_ours(scope: Scope) -> bool:
    """Return whether one of our own routes answers this, not Streamlit."""
    return without_base(scope) in _OURS


def base_path() -> str:
    """Return the base path with a slash before it and none behind, "" where there is none."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def without_base(scope: Scope) -> str:
    """Return the path that is asked for, as if the app lay at the root."""
    path, base = str(scope["path"]), base_path()
    if base and path == base:
        return "/"
    return path.removeprefix(base) or "/" if base and path.startswith(f"{base}/") else path
