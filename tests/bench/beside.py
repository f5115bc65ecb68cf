"""The real program with one route more: the bytes of a file, for the benchmark of the doors."""

import os
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

import app as house
from data.settings import read_settings

PAGE = Path(os.environ["BESIDE"]).read_bytes()


async def same_bytes(request: Request) -> HTMLResponse:
    await request.body()
    return HTMLResponse(PAGE)


house.app._user_routes.append(Route("/same-bytes", same_bytes, methods=["POST"]))

if __name__ == "__main__":
    house.app.run(config={"server.port": read_settings().port})
