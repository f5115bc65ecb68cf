"""A browser at the door of a locked vault, without the app behind it."""

import asyncio
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.web.lock_guard import Locked
from components.web.unlock_routes import unlock_routes
from data.lock.recovery_code import new_code

WORDS, CODE = "seven quiet kettles", new_code()


PAGE = {"Accept": "text/html"}


async def _inside(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("inside")


class BrowserClient:
    """A browser of its own, with no cookie yet."""

    def __init__(self) -> None:
        routes = [*unlock_routes(), Route("/{rest:path}", _inside, methods=["GET", "POST"])]
        self._app = Starlette(routes=routes, middleware=[Middleware(Locked)])
        self.cookies = httpx2.Cookies()

    def get(self, path: str, **more: Any) -> httpx2.Response:
        return asyncio.run(self._ask("GET", path, more))

    def post(self, path: str, **more: Any) -> httpx2.Response:
        return asyncio.run(self._ask("POST", path, more))

    async def _ask(self, method: str, path: str, more: dict[str, Any]) -> httpx2.Response:
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self._app),
            base_url="http://localhost:8501",
            cookies=self.cookies,
        ) as client:
            answer = await client.request(method, path, **more)
            self.cookies = client.cookies
            return answer


def browser() -> BrowserClient:
    return BrowserClient()
