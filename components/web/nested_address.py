"""Nested addresses: below an address there is no page, and Streamlit's own would stay white.

It answers each address it does not know with its page, whose scripts lie beside the root only.
"""

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.web.base_path import base_path, is_ours, without_base

NO_PAGE = "no-page"
"""An address without a page, where that is said in a sentence."""


class NestedAddress:
    """Pure ASGI middleware: leads from an unknown nested address to where that is said."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; where a page would come back from a nested address, lead away."""
        if scope["type"] != "http" or is_ours(scope) or "/" not in without_base(scope).strip("/"):
            await self._app(scope, receive, send)
            return
        led = False

        async def lead_away(message: Message) -> None:
            nonlocal led
            if message["type"] == "http.response.start" and _is_page(message):
                led = True
                await RedirectResponse(f"{base_path()}/{NO_PAGE}")(scope, receive, send)
            elif not led:
                await send(message)

        await self._app(scope, receive, lead_away)


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    saved = "content-disposition" in headers  # a file to save may be HTML, as a share is
    return (
        message["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and not saved
    )
