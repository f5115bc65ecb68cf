"""Home screen: name, icon and colours by which a phone keeps the page like an app.

Streamlit's page says none of it, so what is missing is put into its head on the way out, and the
style of every page before what is drawn. The name is neutral and whoever runs Rapport may choose it
(`RAPPORT_NAME`). Must never load anything from elsewhere, nor say in the head what this is about.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from components.web.base_path import base_path
from components.web.html_page import fragment
from components.web.page_style import page_style
from data.settings import read_settings

MANIFEST: Final = "/notes.webmanifest"
JOT: Final = "/jot"
"""A short way to a new jot: an address without a query, which the door of a lock keeps."""

ICONS: Final[Mapping[str, int]] = {"icon-192.png": 192, "icon-512.png": 512}
"""Pixels of each icon; `tests/rig/icons.py` draws them."""

PATHS: Final = (MANIFEST, *(f"/{name}" for name in ICONS))
"""Addresses that say nothing of what is kept, and answer while it is locked."""

MARK: Final = b"<title>Streamlit</title>"
"""What Streamlit's own page is known by."""

DRAWN: Final = b'<div id="root">'
"""What is drawn comes into it. Our style stands before: after Streamlit's own, in the head."""

_ASSETS: Final = Path(__file__).parents[1] / "assets"
_CACHED = {"Cache-Control": "public, max-age=86400"}
_OF_THE_FILE = {b"accept-encoding", b"if-modified-since", b"if-none-match", b"range"}
"""Headers that ask for Streamlit's file as it lies there, not for the page made of it."""


def home_screen_routes() -> list[Route]:
    """Return the routes of manifest, icons and the short way to a jot, for the app."""
    icons = [Route(f"/{name}", _icon, methods=["GET"]) for name in ICONS]
    return [
        Route(MANIFEST, _manifest, methods=["GET"]),
        Route(JOT, _jot, methods=["GET"]),
        *icons,
    ]


def manifest() -> dict[str, Any]:
    """Return what a phone reads before it keeps the page: W3C Web Application Manifest."""
    base, name = base_path(), read_settings().name
    icon = f"{base}/icon-192.png"
    return {
        "name": name,
        "short_name": name,
        "lang": "en",
        "id": f"{base}/",
        "start_url": f"{base}/",
        "scope": f"{base}/",
        "display": "standalone",
        "background_color": _ground("light"),
        "theme_color": _ground("light"),
        "icons": [
            {"src": f"{base}/{file}", "sizes": f"{size}x{size}", "type": "image/png", **purpose}
            for file, size in ICONS.items()
            for purpose in ({}, {"purpose": "maskable"})
        ],
        "shortcuts": [
            {
                "name": "New jot",
                "url": f"{base}{JOT}",
                "icons": [{"src": icon, "sizes": "192x192", "type": "image/png"}],
            }
        ],
    }


def head() -> str:
    """Return what the head of the page says about name, icon and colours."""
    grounds = {theme: _ground(theme) for theme in ("light", "dark")}
    return fragment("head.html.jinja", manifest=MANIFEST, grounds=grounds)


class HomeScreen:
    """Pure ASGI middleware: puts `head` and style into Streamlit's page, and nothing elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; where a page is asked for, have it whole, and change it."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def with_head(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_html(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    for part in _with_head(held):
                        await send(part)

        asked = [header for header in scope["headers"] if header[0] not in _OF_THE_FILE]
        await self._app({**scope, "headers": asked}, receive, with_head)


def _asks_for_page(scope: Scope) -> bool:
    accepted = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accepted


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _with_head(held: Sequence[Message]) -> tuple[Message, Message]:
    """Return an answer in two parts, with `head` and style in it where it is Streamlit's page."""
    start, *parts = held
    body = b"".join(part.get("body", b"") for part in parts)
    headers = MutableHeaders(raw=list(start["headers"]))
    if MARK in body:
        body = body.replace(MARK, head().encode(), 1)
        body = body.replace(DRAWN, page_style().encode() + DRAWN, 1)
        headers["content-length"] = str(len(body))
        del headers["etag"]
        del headers["last-modified"]
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}


def _ground(theme: str) -> str:
    return str(config.get_option(f"theme.{theme}.backgroundColor"))


async def _manifest(_request: Request) -> JSONResponse:
    kind = "application/manifest+json"
    return JSONResponse(manifest(), headers={"Cache-Control": "no-cache"}, media_type=kind)


async def _icon(request: Request) -> FileResponse:
    return FileResponse(_ASSETS / request.url.path.rpartition("/")[2], headers=_CACHED)


async def _jot(_request: Request) -> RedirectResponse:
    return RedirectResponse(f"{base_path()}/write?kind=jot", 303)
