"""The door for whoever watches over the server."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.web import health
from components.web import lock_guard as locked
from components.web.health import PATH, health_routes
from components.web.lock_guard import Locked


def asked(monkeypatch: pytest.MonkeyPatch, *, well: bool) -> httpx.Response:
    """Return the answer while the vault is locked for everybody."""
    monkeypatch.setattr(health, "healthy", lambda: well)
    monkeypatch.setattr(locked, "is_locked_for", lambda *_: True)
    app = Starlette(routes=health_routes(), middleware=[Middleware(Locked)])

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(PATH)

    return asyncio.run(get())


@pytest.mark.parametrize("status", [200, 503])
def test_it_says_whether_it_can_answer_also_while_locked(
    monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    answer = asked(monkeypatch, well=status == 200)
    assert answer.status_code == status
    assert answer.text == ("ok\n" if status == 200 else "cannot answer\n")
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
