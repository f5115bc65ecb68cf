import asyncio
import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.types import Message, Receive, Scope, Send

from components.web.headers import SecurityHeaders, content_policy


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
