"""The door of a locked vault: a page of its own that asks for the passphrase, and two routes.

It runs without the app, so that nothing of a locked vault is near. What is typed travels in the
body of the request only; the answer is a cookie that no script can read, and the key stays here.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.web.base_path import base_path
from components.web.html_page import plain_page
from data.errors import KeyUnreadable, LockError
from data.lock.first_lock import is_new
from data.lock.keyfile import sealed_key
from data.lock.throttle import one_try
from data.lock.unlocked import key_in, let_in
from data.lock.wrapped_key import Sealed, open_by_code, open_by_passphrase
from data.settings import read_settings
from data.vault_path import LOCAL, vault_path

_LARGEST = 20_000
"""Bytes of what is posted: a passphrase and a place to go on to."""

TOO_LONG = "This is too long for a passphrase."

_PLACE = re.compile(r"/[a-z-]{0,40}")


def unlock_routes() -> list[Route]:
    """Return the routes of the door, for the app."""
    return [
        Route("/unlock", _ask, methods=["GET"]),
        Route("/unlock", _try, methods=["POST"]),
    ]


def cookie_name(host: str) -> str:
    """Return the cookie's name. Cookies know no port, and two programs may run on one machine."""
    port = host.rpartition(":")[2]
    return f"open-{port}" if port.isdigit() else "open"


def locked_file() -> Path | None:
    """Return the file of the vault where it has a lock or needs one first, else None.

    Where people sign in there is no lock: the sign-in stands in its place.
    """
    settings = read_settings()
    if settings.database_url is not None or settings.signs_in:
        return None
    path = vault_path(settings.home, LOCAL)
    return path if needs_first_lock() or _sealed(path) else None


def needs_first_lock() -> bool:
    """Return whether Rapport is open beyond this machine, and nothing is kept in it yet.

    Then the page that asks for a passphrase answers, and nothing else.
    """
    settings = read_settings()
    if settings.database_url is not None or settings.signs_in or not settings.opened_by:
        return False
    return is_new(vault_path(settings.home, LOCAL))


def is_locked_for(cookies: dict[str, str], host: str, *, used: bool = False) -> bool:
    """Return whether there is a lock that the browser with these cookies has not opened."""
    path = locked_file()
    return path is not None and key_in(cookies.get(cookie_name(host)), path, used=used) is None


def _sealed(path: Path) -> Sealed | None:
    try:
        return sealed_key(path)
    except (KeyUnreadable, OSError):  # said by the app, in words
        return None


async def _ask(request: Request) -> Response:
    to = _on_to(request.query_params.get("to", "/"))
    if needs_first_lock():
        return RedirectResponse(f"{base_path()}/first-lock", 303)
    if not is_locked_for(request.cookies, request.headers.get("host", "")):
        return RedirectResponse(base_path() + to, 303)
    return _page(to, by_code="code" in request.query_params)


async def _try(request: Request) -> Response:
    given = await posted(request)
    if given is None:
        return _page("/", TOO_LONG, 413)
    to = _on_to(given.get("to", ""))
    path = locked_file()
    sealed = _sealed(path) if path else None
    if path is None or sealed is None:
        return RedirectResponse(base_path() + to, 303)
    code = given.get("code", "")
    try:
        key = await run_in_threadpool(_opened, path, sealed, given.get("passphrase", ""), code)
    except LockError as error:
        return _page(to, error.sentence, 403, by_code="code" in given)
    token = let_in(path, key, sealed.idle_minutes, by_code=bool(code))
    return opened_answer(request, token, "/my-data" if code else to)


def opened_answer(request: Request, token: str, to: str) -> Response:
    """Return the way on to a page of ours, with the cookie that keeps the vault open there."""
    answer = RedirectResponse(base_path() + to, 303)
    answer.set_cookie(
        cookie_name(request.headers.get("host", "")),
        token,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return answer


async def posted(request: Request) -> dict[str, str] | None:
    """Return the fields of a form, each with its first value; None where it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


def _opened(path: Path, sealed: Sealed, passphrase: str, code: str) -> bytes:
    with one_try(path):
        return open_by_code(sealed, code) if code else open_by_passphrase(sealed, passphrase)


def _on_to(page: str) -> str:
    """Return where to go on to: a page of ours, whatever was asked for."""
    return page if _PLACE.fullmatch(page) else "/"


def _page(to: str, sentence: str = "", status: int = 200, *, by_code: bool = False) -> Response:
    said = f'<p role="alert" class="said">{escape(sentence)}</p>' if sentence else ""
    filled = _DOOR.replace("{fields}", _BY_CODE if by_code else _BY_WORDS)
    filled = filled.replace("{base}", base_path()).replace("{said}", said)
    return plain_page(filled.replace("{to}", escape(to)), status)


_BY_WORDS = """<label for="typed">Your passphrase</label>
<input id="typed" name="passphrase" type="password" autocomplete="current-password" autofocus
 required maxlength="1000">
<button>Unlock</button>
<p><a href="{base}/unlock?code">I forgot it: use the recovery code</a></p>"""

_BY_CODE = """<label for="typed">Your recovery code</label>
<input id="typed" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
 autofocus required maxlength="100">
<p>It has eight groups of four. Capitals, spaces and dashes make no difference. Afterwards you
choose a new passphrase.</p>
<button>Unlock</button>
<p><a href="{base}/unlock">Use the passphrase</a></p>"""

_DOOR = """<nav><a href="{base}/safety">Safety</a></nav>
<h1>Locked</h1>
<p>What you keep here is safe, and can be read once it is unlocked.</p>
{said}
<form method="post" action="{base}/unlock">
<input type="hidden" name="to" value="{to}">
{fields}
</form>"""
