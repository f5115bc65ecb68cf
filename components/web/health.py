"""Health check at `/healthz`: can what the records are kept with answer? Nothing else is said.

It opens no vault, needs no cookie and says nothing about anybody.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.home_folder import refusal
from data.settings import read_settings

PATH = "/healthz"

KEEP = 1.0
"""Seconds for which an answer is kept: many who ask at once cost no more than one."""

PATIENCE = 2.0
"""Seconds that one who asks waits for the check of another; a database may hang."""


@dataclass
class HealthCheck:
    """A check that says yes or no, asked at most once in `KEEP` seconds, however many ask."""

    check: Callable[[], bool]
    clock: Callable[[], float] = time.monotonic
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _answer: tuple[float, bool] | None = None

    def well(self) -> bool:
        """Return the answer; no, where the check of another does not end."""
        if not self._guard.acquire(timeout=PATIENCE):
            return False
        try:
            if self._answer and self.clock() - self._answer[0] < KEEP:
                return self._answer[1]
            found = self.check()
            self._answer = (self.clock(), found)
            return found
        finally:
            self._guard.release()


def health_routes(health: HealthCheck) -> list[Route]:
    """Return the route, for the app."""

    async def answer(_request: Request) -> PlainTextResponse:
        well = await run_in_threadpool(health.well)
        text, status = ("ok\n", 200) if well else (f"cannot answer\n{_reason()}", 503)
        return PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})

    return [Route(PATH, answer, methods=["GET"])]


def _reason() -> str:
    """Return the sentence for whoever runs it where the folder of the vaults is the reason."""
    settings = read_settings()
    sentence = "" if settings.database_url else refusal(settings.home)
    return f"{sentence}\n" if sentence else ""
