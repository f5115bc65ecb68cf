"""The doors for readers of links: a page that takes the token, and a route that answers it.

A reader is nobody: no account, no cookie, no session. Whatever keeps a link from opening, the
answer is the same, by the same way. Nothing here can reach a vault.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.web.base_path import base_path
from components.web.html_page import hashed, html_page, inline_source
from components.web.link_throttle import WrongLinks
from components.web.opening_batch import OpeningBatch
from components.web.request_body import posted
from data.errors import LinkError, NotJustNow
from data.lock.argon2 import Urgency
from data.settings import Settings, read_settings
from data.sharing.link_passphrase import is_phrase
from data.sharing.link_store import REST, Readers, SealedPage
from data.sharing.seal import seal, unseal
from data.sharing.token import LONGEST, door_of, new_token, public_key_of
from data.words import counted

_USUAL = 150_000
"""Bytes of the page that nobody opens, about those of one that somebody does."""

_openings = OpeningBatch()
_wrong = WrongLinks()


@dataclass(frozen=True)
class _Looked:
    """Page found for a request. ``page`` without ``content``: the passphrase is missing."""

    page: SealedPage
    content: bytes | None = None
    asks: str | None = None


def share_routes() -> list[Route]:
    """Return the routes for readers, for the app."""
    return [
        Route("/s", _ask, methods=["GET"]),
        Route("/s/open", _to_the_door, methods=["GET"]),
        Route("/s/open", _open, methods=["POST"]),
        Route("/robots.txt", _no_robots, methods=["GET"]),
    ]


async def _no_robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _to_the_door(_request: Request) -> Response:
    return RedirectResponse(f"{base_path()}/s", 303, headers={"Cache-Control": "no-store"})


async def _ask(_request: Request) -> Response:
    """The same for everybody, and it counts nothing: looking for a preview uses nothing up."""
    return _guarded(html_page("share.html.jinja", referrer="no-referrer"))


async def _open(request: Request) -> Response:
    settings = read_settings()
    given = await _given(request)
    if given is None:
        return _gone()
    token, phrase = given
    try:
        answer = await _answer(settings, request, token, phrase) if settings.links else None
    except (LinkError, NotJustNow):
        return _closed("not now", 503)
    if answer is not None:
        return answer
    if _wrong.too_many(_address(request), settings.wrong_links):
        return _too_many()
    return _gone()


async def _answer(settings: Settings, request: Request, token: str, phrase: str) -> Response | None:
    """Return the page, or the question for its passphrase; None where the link opens nothing."""
    readers = await run_in_threadpool(Readers, settings)
    for _ in range(2):  # once more, where the page was renewed while it was looked at
        found = await run_in_threadpool(readers.look, door_of(token))
        if found is None and phrase and _wrong.had_enough(_address(request), settings.wrong_links):
            return _too_many()  # before any work is done for whoever only guesses
        looked = await run_in_threadpool(_look, readers, found, token, phrase)
        if looked.asks is not None:
            return _ask_phrase(token, looked.asks)
        if await request.is_disconnected():
            return Response()  # nobody is there to read it, and it is not counted
        counted = await _openings.count(readers, looked.page)
        if counted and looked.content is not None:
            return _page(looked.content)
        if found is None:  # there is nothing that could have been renewed
            break
    return None


def _look(readers: Readers, found: SealedPage | None, token: str, phrase: str) -> _Looked:
    """Do the same for every token: weigh the passphrase, open the seal. Raises `NotJustNow`."""
    door = door_of(token)
    page = found or _nobodys(door)
    tried = readers.may_try(door) if phrase else False
    try:
        who = Urgency.STRANGER if found is None else Urgency.READER
        right = is_phrase(phrase, page.phrase, who) if phrase else False
    except NotJustNow:
        if tried:
            readers.give_try_back(door)
        raise
    content = unseal(page.sealed, token, page.version)
    if found is None or content is None:
        return _Looked(page)
    if page.phrase is not None and not phrase:
        return _Looked(page, asks="")
    if page.phrase is not None and not tried:
        return _Looked(page, asks=_RESTS)
    if page.phrase is not None and not right:
        readers.note_wrong(door)
        return _Looked(page, asks=_WRONG)
    return _Looked(page, content)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _nobodys(door: str) -> SealedPage:
    return SealedPage(door, 0, _sealed_for_nobody(), None)


@cache
def _sealed_for_nobody() -> bytes:
    return seal(bytes(_USUAL), public_key_of(new_token()), "", 0)


async def _given(request: Request) -> tuple[str, str] | None:
    """Return the token and the passphrase that were posted; None where far too much is sent."""
    body = await posted(request)
    if body is None:
        return None
    try:
        text = body.decode("utf-8", "replace")
        given = parse_qs(text, keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return None
    token = given.get("token", [""])[0].rpartition("#")[2].strip()
    return token[:LONGEST], given.get("phrase", [""])[0].strip()


def _page(content: bytes) -> Response:
    found = re.search(rb"<style>(.*?)</style>", content, re.DOTALL)
    style = hashed(found[1].decode()) if found else "'none'"
    policy = f"default-src 'none'; style-src {style}; img-src data:; form-action 'none'; {_NO_MORE}"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "private, no-store"}
    return HTMLResponse(content, headers=headers)


def _closed(why: str, status: int) -> Response:
    return _guarded(html_page("share_closed.html.jinja", status, referrer="no-referrer", why=why))


def _too_many() -> Response:
    return _closed("too many", 429)


def _gone() -> Response:
    return _closed("opens nothing", 404)


def _ask_phrase(token: str, said: str) -> Response:
    return _guarded(
        html_page(
            "share_passphrase.html.jinja",
            403,
            referrer="no-referrer",
            token=token,
            sentence=said,
        )
    )


def _guarded(page: HTMLResponse) -> HTMLResponse:
    page.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {inline_source('share.js')}; "
        f"style-src {inline_source('layout.css', 'share.css')}; form-action 'self'; {_NO_MORE}"
    )
    return page


_NO_MORE = "base-uri 'none'; frame-ancestors 'none'"

_WRONG = "This is not the passphrase. Try again, or ask whoever gave you the link."

_RESTS = (
    "There were several wrong passphrases, so this one was not looked at. "
    f"Wait {counted(REST // timedelta(minutes=1), 'minute')}, then try again."
)
