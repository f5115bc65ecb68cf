"""The door for whoever watches over the server."""

import asyncio
import threading

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.web import health, lock_guard
from components.web.health import PATH, HealthCheck, health_routes
from components.web.lock_guard import Locked


def answer_while_locked(monkeypatch: pytest.MonkeyPatch, *, well: bool) -> httpx2.Response:
    """Return the answer while the vault is locked for everybody."""
    monkeypatch.setattr(lock_guard, "is_locked_for", lambda *_: True)
    routes = health_routes(HealthCheck(lambda: well))
    app = Starlette(routes=routes, middleware=[Middleware(Locked)])

    async def get() -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(PATH)

    return asyncio.run(get())


@pytest.mark.parametrize("status", [200, 503])
def test_it_says_whether_it_can_answer_also_while_locked(
    monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    answer = answer_while_locked(monkeypatch, well=status == 200)
    assert answer.status_code == status
    assert answer.text == ("ok\n" if status == 200 else "cannot answer\n")
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_many_who_ask_at_once_cost_one_look() -> None:
    looks: list[str] = []

    def look() -> bool:
        looks.append("asked")
        return True

    moments = iter((0.0, 0.5, 0.9, 1.1, 1.1))
    check = HealthCheck(look, lambda: next(moments))
    assert [check.well() for _ in range(4)] == [True] * 4
    assert len(looks) == 2


def test_who_asks_while_a_check_hangs_is_told_no_and_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    begun, ends = threading.Event(), threading.Event()

    def hangs() -> bool:
        begun.set()
        return ends.wait(10)

    check = HealthCheck(hangs)
    first = threading.Thread(target=check.well)
    first.start()
    assert begun.wait(10)
    assert not check.well()
    ends.set()
    first.join()
    assert check.well()
