"""Headers on every answer, websockets too: what the page may load, and from whom.

With this policy a page can reach its own server only, whatever text it shows.
"""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.streamlit_internals.sign_in_cookie import COOKIE_NAME
from components.web.base_path import without_base
from components.web.file_owners import MEDIA
from components.web.html_page import hashed
from data.settings import read_settings

_POLICY = "Content-Security-Policy"

SHARED = {"/s", "/s/open"}
"""Pages for readers, which bring a stricter policy of their own."""

_YEAR = 365 * 24 * 3600
"""Seconds for which a browser that came over TLS does not come without."""

_LIVES = re.compile(rb"; *Max-Age=[1-9][0-9]*", re.IGNORECASE)
"""How long a cookie lives that is given out; one that is taken away has 0."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def content_policy() -> str:
    """Return the content security policy of the app's page.

    The hashes are of the inline scripts in Streamlit's own page, computed from the installed file.
    """
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = _INLINE.findall(page.read_text("utf-8"))
    hashes = "".join(f" {hashed(script)}" for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "manifest-src 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _keep_to_https(message: Message) -> None:
    """Have no cookie that was given out over TLS travel without; Streamlit's would."""
    message["headers"] = [
        (name, value + b"; Secure")
        if name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in message["headers"]
    ]


def _as_long_as_the_sign_in(message: Message) -> None:
    """Have the cookies of a sign-in live as long as it counts; Streamlit's would for a month."""
    lives = f"; Max-Age={read_settings().sign_in_hours * 3600}".encode()
    message["headers"] = [
        (name, _LIVES.sub(lives, value))
        if name.lower() == b"set-cookie" and value.startswith(COOKIE_NAME.encode())
        else (name, value)
        for name, value in message["headers"]
    ]


class SecurityHeaders:
    """Pure ASGI middleware: adds the headers, replacing any of the same name."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            _POLICY: content_policy(),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex, nofollow",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add the headers where an answer begins."""
        shared = scope["type"] == "http" and without_base(scope) in SHARED

        async def with_headers(message: Message) -> None:
            if message["type"] in {
                "http.response.start",
                "websocket.accept",
                "websocket.http.response.start",
            }:
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    if not (shared and name == _POLICY and name in headers):
                        headers[name] = value
                if scope["type"] == "http" and without_base(scope).startswith(MEDIA):
                    headers["Cache-Control"] = "private, no-store"
                if scope.get("scheme") in {"https", "wss"}:
                    headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
                    _keep_to_https(message)
                _as_long_as_the_sign_in(message)
            await send(message)

        await self._app(scope, receive, with_headers)
