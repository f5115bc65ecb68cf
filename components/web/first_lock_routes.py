"""The first page of a Rapport that is open beyond this machine: it asks for a passphrase.

As in a container, where nobody can start on 127.0.0.1 first to put a lock on. Until there is a
lock this page answers and nothing else does. What was typed waits here, in memory, until the
recovery code was typed back in part: who cannot read their own code would be shut out.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.web.base_path import base_path
from components.web.html_page import html_page
from components.web.request_body import posted
from components.web.unlock_routes import needs_first_lock, opened_answer
from data.errors import BadInput, RapportError
from data.home_folder import refusal
from data.lock.first_lock import lock_new_vault
from data.lock.passphrase import SHORTEST, acceptable
from data.lock.recovery_code import GROUPS, asked_back, code_lines, is_group, new_code
from data.lock.unlocked import let_in
from data.lock.wrapped_key import IdleMinutes
from data.settings import read_settings
from data.vault_path import LOCAL, vault_path

PATIENCE = 15 * 60
"""Seconds for which what was typed waits for the code to be typed back."""

_MINUTES: dict[str, IdleMinutes] = {str(minutes): minutes for minutes in get_args(IdleMinutes)}
_USUAL: IdleMinutes = 15

_LARGEST = 60_000
"""Bytes of what is posted: a passphrase of the longest form, twice."""

_MOST = 20
"""How many wait at once: more would be a flood."""


@dataclass(frozen=True)
class _PendingFirstLock:
    passphrase: str
    code: str
    idle_minutes: IdleMinutes
    until: float


_waiting: OrderedDict[str, _PendingFirstLock] = OrderedDict()
_guard = threading.Lock()


def first_lock_routes(make_vault: Callable[[Path, bytes], None]) -> list[Route]:
    """Return the two steps, for the app. ``make_vault``: makes the file that a key opens."""

    async def take(request: Request) -> Response:
        return await _take(request, make_vault)

    return [
        Route("/first-lock", _ask, methods=["GET"]),
        Route("/first-lock", take, methods=["POST"]),
    ]


async def _ask(_request: Request) -> Response:
    if not needs_first_lock():
        return RedirectResponse(f"{base_path()}/unlock", 303)
    return _first_step(refusal(read_settings().home))


async def _take(request: Request, make_vault: Callable[[Path, bytes], None]) -> Response:
    body = await posted(request, _LARGEST)
    if not needs_first_lock():
        return RedirectResponse(f"{base_path()}/unlock", 303)
    if body is None:
        return _first_step("This is too long for a passphrase.", 413)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    given = {name: values[0] for name, values in fields.items()}
    if "ticket" in given:
        return await _second(request, given, make_vault)
    try:
        ticket = _begin(given)
    except RapportError as error:
        return _first_step(error.sentence, 400)
    return _second_step(ticket, _waiting[ticket])


async def _second(
    request: Request, given: dict[str, str], make_vault: Callable[[Path, bytes], None]
) -> Response:
    ticket = given["ticket"]
    pending = _pending(ticket)
    if pending is None:
        return _first_step("This took too long, so nothing was kept. Type a passphrase again.", 400)
    first, second = asked_back(pending.code)
    right = is_group(pending.code, first, given.get("first", ""))
    if not (is_group(pending.code, second, given.get("second", "")) and right):
        return _second_step(
            ticket,
            pending,
            "These are not the groups of your code, so there is no lock yet. "
            "Compare them with the code above and type them again.",
            400,
        )
    path = vault_path(read_settings().home, LOCAL)
    try:
        key = await run_in_threadpool(
            lock_new_vault, path, pending.passphrase, pending.code, pending.idle_minutes
        )
        await run_in_threadpool(make_vault, path, key)
    except RapportError as error:
        return _second_step(ticket, pending, error.sentence, 409)
    with _guard:
        _waiting.clear()
    return opened_answer(request, path, let_in(path, key, pending.idle_minutes), "/")


def _begin(given: dict[str, str]) -> str:
    """Have a passphrase wait for its code; return what names it in the form's next step."""
    first, again = given.get("passphrase", ""), given.get("again", "")
    acceptable(first)
    if first != again:
        raise BadInput(
            "The two passphrases are not the same, so nothing was kept. Type both again."
        )
    minutes = _MINUTES.get(given.get("idle", ""), _USUAL)
    ticket = secrets.token_urlsafe(32)
    with _guard:
        _waiting[ticket] = _PendingFirstLock(
            first, new_code(), minutes, time.monotonic() + PATIENCE
        )
        while len(_waiting) > _MOST:
            _waiting.popitem(last=False)
    return ticket


def _pending(ticket: str) -> _PendingFirstLock | None:
    with _guard:
        for name, pending in list(_waiting.items()):
            if pending.until < time.monotonic():
                del _waiting[name]
        return _waiting.get(ticket)


def _first_step(sentence: str = "", status: int = 200) -> Response:
    return html_page(
        "first_passphrase.html.jinja",
        status,
        sentence=sentence,
        shortest=SHORTEST,
        minutes=_MINUTES.values(),
        usual=_USUAL,
    )


def _second_step(
    ticket: str, pending: _PendingFirstLock, sentence: str = "", status: int = 200
) -> Response:
    first, second = asked_back(pending.code)
    return html_page(
        "first_code.html.jinja",
        status,
        sentence=sentence,
        ticket=ticket,
        code=code_lines(pending.code),
        first=first,
        second=second,
        groups=GROUPS,
    )
