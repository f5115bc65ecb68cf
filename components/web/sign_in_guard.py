"""Several people on one server: who may do what, outside the app's script as well as in it.

The script asks `rightful_owner` at each rerun. The routes it does not see, files prepared for
saving and files being brought in, are answered to the person whose window they belong to, and to
nobody else. Without a sign-in in the settings nothing here does anything.
"""

import json
import logging
from collections import deque
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.streamlit_internals.sign_in_cookie import Secrets, signed_content
from components.web.base_path import without_base
from components.web.file_owners import MEDIA, UPLOAD, owners_of
from components.web.html_page import html_page
from components.web.sign_in_cookie import failures
from data.errors import ClocksApart, NotAllowed, NotSignedIn, SignInError, TokenUnusable
from data.settings import Settings, read_settings
from data.sign_in.allow_list import may_come_in, why_not
from data.sign_in.person import Person, person_named
from data.sign_in.sign_outs import is_over

_AWAY = (
    "The place where you sign in does not answer. What you keep here is safe. "
    "Try again in a moment."
)

Claims = Mapping[str, Any]

_log = logging.getLogger("rapport")


def sign_in_secrets() -> Secrets:
    """Return what `st.login` needs, for the app; empty where nobody signs in."""
    settings = read_settings()
    if not settings.signs_in:
        return {}
    given = settings.sign_in_client_secret, settings.sign_in_cookie_secret
    client_secret, cookie_secret = (secret.get_secret_value() if secret else "" for secret in given)
    return {
        "auth": {
            "redirect_uri": f"{settings.address}/oauth2callback",
            "cookie_secret": cookie_secret,
            "client_id": settings.sign_in_client_id or "",
            "client_secret": client_secret,
            "server_metadata_url": settings.sign_in_provider or "",
        }
    }


def rightful_person(claims: Claims) -> Person:
    """Return who is named by these claims and may be here now.

    Raises `NotSignedIn` or `NotAllowed`, and the log says why. Nothing is remembered: who was let
    in a moment ago is asked again.
    """
    settings = read_settings()
    try:
        who = person_named(claims)
        if is_over(who, settings.home, settings.sign_in_hours):
            raise NotSignedIn
    except (TokenUnusable, ClocksApart) as error:
        _say_once(error.sentence)
        raise
    if not may_come_in(who, settings.allowed, settings.home):
        _say_once(why_not(who, settings.home), who.sign_in)
        raise NotAllowed
    return who


_said: deque[tuple[str, str]] = deque(maxlen=1_000)
"""What the log was told, and of which sign-in: it is asked at each step, and said once."""


def _say_once(sentence: str, sign_in: str = "") -> None:
    if (sentence, sign_in) not in _said:
        _said.append((sentence, sign_in))
        _log.warning("A sign-in was refused. %s", sentence)


class SignedIn:
    """Pure ASGI middleware: refuses what belongs to somebody else, or to nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _may_have(scope, read_settings()):
            await self._app(scope, receive, _calmly(scope, receive, send))
        else:
            await PlainTextResponse("This is not yours to see.", 403)(scope, receive, send)


def _calmly(scope: Scope, receive: Receive, send: Send) -> Send:
    """Return a way to send that says in words what went wrong at the provider, or on the way back.

    Streamlit would show a bare answer, or lead to the first page as if nothing had been.
    """
    path = without_base(scope)
    if path not in {"/auth/login", "/oauth2callback"}:
        return send
    noted: list[SignInError] = []
    failures.set(noted)
    failed = False

    async def sent(message: Message) -> None:
        nonlocal failed
        if message["type"] == "http.response.start":
            if path == "/auth/login" and message["status"] >= 400:
                failed = True
                await _words(_AWAY)(scope, receive, send)
            elif noted:
                failed = True
                _say_once(noted[0].sentence)
                await _words(noted[0].sentence)(scope, receive, send)
        if not failed:
            await send(message)

    return sent


def _words(sentence: str) -> Response:
    return html_page("sign_in_failed.html.jinja", 503, sentence=sentence)


def _may_have(scope: Scope, settings: Settings) -> bool:
    path = without_base(scope)
    if not settings.signs_in or not path.startswith((MEDIA, UPLOAD)):
        return True
    try:
        asks = rightful_person(_claims_in(HTTPConnection(scope).cookies, settings))
    except SignInError:
        return False
    return asks.owner in owners_of(path)


def may_be_here(cookies: dict[str, str]) -> bool:
    """Return whether the browser with these cookies is signed in; always where nobody signs in."""
    settings = read_settings()
    if not settings.signs_in:
        return True
    try:
        rightful_person(_claims_in(cookies, settings))
    except SignInError:
        return False
    return True


def _claims_in(cookies: dict[str, str], settings: Settings) -> Claims:
    """Return what the provider said when this browser signed in here; signed by ourselves."""
    signed = signed_content(cookies)
    claims = json.loads(signed) if signed else {}
    return claims if claims.get("origin") == settings.address else {}
