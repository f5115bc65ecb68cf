"""`/healthz`, for whoever watches over the server: it can answer, or it cannot. Nothing else.

It opens no vault, needs no cookie and says nothing about anybody. The check itself is the vault's
own; it hands itself in when it is loaded, which start.py has it do.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.health import healthy
from data.home_folder import refusal
from data.settings import read_settings

PATH = "/healthz"


def health_routes() -> list[Route]:
    """Return the route, for the app."""
    return [Route(PATH, _answer, methods=["GET"])]


async def _answer(_request: Request) -> PlainTextResponse:
    well = await run_in_threadpool(healthy)
    said, status = ("ok\n", 200) if well else (f"cannot answer\n{_reason()}", 503)
    return PlainTextResponse(said, status, headers={"Cache-Control": "no-store"})


def _reason() -> str:
    """Return the sentence for whoever runs it where the folder of the vaults is the reason."""
    settings = read_settings()
    sentence = "" if settings.database_url else refusal(settings.home)
    return f"{sentence}\n" if sentence else ""
