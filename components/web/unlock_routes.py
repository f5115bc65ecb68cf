"""The door of a locked vault: a page of its own that asks for the passphrase, and two routes.

It runs without the app, so that nothing of a locked vault is near. What is typed travels in the
body of the request only; the answer is a cookie that no script can read, and the key stays here.
"""

import re
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.web.base_path import base_path
from components.web.html_page import html_page
from components.web.request_body import posted
from data.errors import KeyOutOfReach, LockError, NotJustNow, VaultError, VaultLocked
from data.lock.first_lock import is_new
from data.lock.recovery_code import GROUP_LENGTH, GROUPS
from data.lock.throttle import counted_try, known_browser
from data.lock.unlocked import key_in, let_in, lock_of
from data.lock.wrapped_key import Sealed, open_by_code, open_by_passphrase
from data.settings import read_settings
from data.vault_path import LOCAL, vault_path
from data.words import spelled

WAY_BACK = "/my-data"
"""The page that offers backups where the vault does not open; of the vault it shows nothing."""

_ADDRESS = re.compile(r"/[a-z-]{0,40}")


def unlock_routes() -> list[Route]:
    """Return the routes of the door, for the app."""
    return [
        Route("/unlock", _ask, methods=["GET"]),
        Route("/unlock", _try, methods=["POST"]),
    ]


def cookie_name(host: str) -> str:
    """Return the cookie's name. Cookies know no port, and two programs may run on one machine."""
    return f"open{_port(host)}"


def browser_cookie_name(host: str) -> str:
    """Return the name of the cookie by which a browser is known that unlocked the vault before."""
    return f"browser{_port(host)}"


def locked_file() -> Path | None:
    """Return the file of the vault where it has a lock, may have or needs one; else None.

    Where people sign in there is no lock: the sign-in stands in its place. An error never counts
    as “no lock”.
    """
    path = _file()
    if path is None:
        return None
    try:
        locked = lock_of(path) is not None
    except (VaultError, OSError):
        locked = True
    return path if locked or (read_settings().opened_by and is_new(path)) else None


def needs_first_lock() -> bool:
    """Return whether Rapport is open beyond this machine, and nothing is kept in it yet.

    Then the page that asks for a passphrase answers, and nothing else.
    """
    path = _file()
    return path is not None and bool(read_settings().opened_by) and is_new(path)


def unclear_lock() -> VaultError | None:
    """Return why it cannot be told whether there is a lock, None where it can."""
    path = _file()
    if path is None:
        return None
    try:
        lock_of(path)
    except VaultError as error:
        return error
    except OSError:
        return KeyOutOfReach(path)
    return None


def is_locked_for(cookies: dict[str, str], host: str, *, used: bool = False) -> bool:
    """Return whether there is a lock that the browser with these cookies has not opened."""
    path = locked_file()
    return path is not None and key_in(cookies.get(cookie_name(host)), path, used=used) is None


def _file() -> Path | None:
    settings = read_settings()
    if settings.database_url is not None or settings.signs_in:
        return None
    return vault_path(settings.home, LOCAL)


def _port(host: str) -> str:
    port = host.rpartition(":")[2]
    return f"-{port}" if port.isdigit() else ""


async def _ask(request: Request) -> Response:
    to = _on_to(request.query_params.get("to", "/"))
    if needs_first_lock():
        return RedirectResponse(f"{base_path()}/first-lock", 303)
    if not is_locked_for(request.cookies, _host(request)):
        return RedirectResponse(base_path() + to, 303)
    if unclear := unclear_lock():
        return _cannot_tell(unclear)
    return _page(to, by_code="code" in request.query_params)


async def _try(request: Request) -> Response:
    body = await posted(request)
    if body is None:
        return _page("/", "This is too long for a passphrase.", 413)
    given = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    to, code = _on_to(given.get("to", ["/"])[0]), given.get("code", [""])[0]
    path, host = locked_file(), _host(request)
    try:
        sealed = lock_of(path) if path else None
        if path is None or sealed is None:
            return RedirectResponse(base_path() + to, 303)
        browser = request.cookies.get(browser_cookie_name(host))
        passphrase = given.get("passphrase", [""])[0]
        key = await run_in_threadpool(_opened, path, sealed, passphrase, code, browser)
    except LockError as error:
        status = 503 if isinstance(error, NotJustNow) else 403
        return _page(to, error.sentence, status, by_code="code" in given)
    except (VaultError, OSError):
        return _cannot_tell(unclear_lock() or VaultLocked())
    token = let_in(path, key, sealed.idle_minutes, by_code=bool(code))
    return opened_answer(request, path, token, WAY_BACK if code else to)


def opened_answer(request: Request, path: Path, token: str, to: str) -> Response:
    """Return the way on to a page of ours, with the cookies of a browser that opened a vault."""
    host = _host(request)
    answer = RedirectResponse(base_path() + to, 303)
    secure = request.url.scheme == "https"
    for name, value in (
        (cookie_name(host), token),
        (browser_cookie_name(host), known_browser(path)),
    ):
        answer.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


def _opened(path: Path, sealed: Sealed, passphrase: str, code: str, browser: str | None) -> bytes:
    with counted_try(path, browser):
        return open_by_code(sealed, code) if code else open_by_passphrase(sealed, passphrase)


def _host(request: Request) -> str:
    return request.headers.get("host", "")


def _on_to(page: str) -> str:
    """Return where to go on to: a page of ours, whatever was asked for."""
    return page if _ADDRESS.fullmatch(page) else "/"


def _page(to: str, sentence: str = "", status: int = 200, *, by_code: bool = False) -> Response:
    return html_page(
        "locked.html.jinja",
        status,
        to=to,
        sentence=sentence,
        by_code=by_code,
        groups=spelled(GROUPS),
        group_length=spelled(GROUP_LENGTH),
    )


def _cannot_tell(error: VaultError) -> Response:
    return html_page("lock_unclear.html.jinja", 503, sentence=error.sentence)
