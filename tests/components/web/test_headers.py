import asyncio
import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from components.web.headers import SecurityHeaders, content_policy
from data.settings import read_settings


def test_the_policy_allows_the_page_s_own_scripts_and_no_others() -> None:
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [
        base64.b64encode(hashlib.sha256(entry.encode()).digest()).decode() for entry in inline
    ]
    assert len(hashes) == 1, "Streamlit's page changed: look at what its scripts do"
    scripts = re.search(r"script-src ([^;]*)", content_policy())
    assert scripts
    assert scripts[1] == f"'self' 'sha256-{hashes[0]}'"


def test_nothing_may_be_loaded_from_elsewhere() -> None:
    assert content_policy().startswith("default-src 'none'; ")
    assert "http" not in content_policy()
    assert "*" not in content_policy()
    assert "unsafe-eval" not in content_policy()


@pytest.mark.parametrize(("scheme", "ending"), [("https", b"; Secure"), ("http", b"")])
def test_a_cookie_given_out_over_tls_never_travels_without(scheme: str, ending: bytes) -> None:
    cookies = [b"_streamlit_user=x; HttpOnly", b"open=y; secure"]
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"set-cookie", cooky) for cooky in cookies]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def take(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "scheme": scheme, "path": "/"}
    asyncio.run(SecurityHeaders(app)(scope, None, take))  # type: ignore[arg-type]
    given = [value for name, value in sent[0]["headers"] if name == b"set-cookie"]
    assert given == [cookies[0] + ending, cookies[1]]


def answered(path: str, scheme: str, *headers: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer that the app gave these."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [*headers]})

    async def take(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "scheme": scheme, "path": path}
    asyncio.run(SecurityHeaders(app)(scope, None, take))  # type: ignore[arg-type]
    found: list[tuple[bytes, bytes]] = sent[0]["headers"]
    return found


def test_no_prepared_file_stays_in_a_browser() -> None:
    given = (b"cache-control", b"public, max-age=3600")
    assert (b"cache-control", b"private, no-store") in answered("/media/a.json", "http", given)
    assert given in answered("/static/a.js", "http", given)


def test_who_came_over_tls_comes_back_over_tls() -> None:
    assert b"strict-transport-security" in dict(answered("/", "https"))
    assert b"strict-transport-security" not in dict(answered("/", "http"))


def test_the_cookies_of_a_sign_in_live_as_long_as_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAPPORT_SIGN_IN_HOURS", "3")
    assert read_settings().sign_in_hours == 3
    cookies = [
        b"_streamlit_user=x; HttpOnly; Max-Age=2592000; Path=/",
        b"_streamlit_user_1=x; Max-Age=2592000",
        b"_streamlit_user=; Max-Age=0; Path=/",
        b"other=x; Max-Age=2592000",
    ]
    found = answered("/oauth2callback", "http", *((b"set-cookie", cookie) for cookie in cookies))
    assert [value for name, value in found if name == b"set-cookie"] == [
        b"_streamlit_user=x; HttpOnly; Max-Age=10800; Path=/",
        b"_streamlit_user_1=x; Max-Age=10800",
        *cookies[2:],
    ]
