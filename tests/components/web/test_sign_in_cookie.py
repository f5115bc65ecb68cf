"""What a browser keeps of a sign-in: little enough for a line of the websocket's handshake."""

import asyncio
import base64
import json
import uuid

import pytest
from authlib.integrations.starlette_client import StarletteOAuth2App
from starlette.responses import Response
from streamlit.web.server.starlette import starlette_auth_routes as routes

from components.web import sign_in_cookie
from components.web.sign_in_cookie import (
    failure_of,
    failures,
    keep_sign_ins_small,
    small_claims,
    small_tokens,
)
from data.errors import ClocksApart, TokenUnusable
from tests.rig.provider import COOKIE_SECRET

MANY = [str(uuid.uuid5(uuid.NAMESPACE_URL, str(number))) for number in range(100)]
CLAIMS = {"iss": "https://id.example", "sub": "1", "iat": 1, "name": "Dana", "groups": MANY}


def token(**claims: object) -> str:
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{part}.x"


def test_of_a_hundred_groups_those_on_the_list_are_kept() -> None:
    small = small_claims(CLAIMS, {MANY[3], "another"})
    assert small == {"iss": "https://id.example", "sub": "1", "iat": 1, "groups": [MANY[3]]}
    assert "groups" not in small_claims(CLAIMS, set())
    assert "groups" not in small_claims(CLAIMS | {"groups": "circle"}, {"circle"})


def test_with_all_of_them_on_the_list_the_cookies_still_fit_into_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAPPORT_ALLOWED", ", ".join(f"group: {name}" for name in MANY))
    monkeypatch.setattr(routes, "get_cookie_secret", lambda: COOKIE_SECRET)
    monkeypatch.setattr(routes, "_set_auth_cookie", routes._set_auth_cookie)
    monkeypatch.setattr(StarletteOAuth2App, "parse_id_token", sign_in_cookie._parse)
    keep_sign_ins_small()
    response = Response()
    tokens = {"id_token": "x" * 9_000, "access_token": "y" * 9_000}
    asyncio.run(routes._set_auth_cookie(response, dict(CLAIMS), tokens))
    cookies = [value for name, value in response.raw_headers if name == b"set-cookie"]
    assert cookies
    assert sum(len(cookie.split(b";")[0]) + 2 for cookie in cookies) < 6_000


def test_a_token_is_kept_for_signing_out_where_it_is_short() -> None:
    assert small_tokens({"id_token": "x" * 100, "access_token": "y"}) == {"id_token": "x" * 100}
    assert small_tokens({"id_token": "x" * 5_000}) == small_tokens({}) == {}


@pytest.mark.parametrize(
    ("claims", "minutes"), [({"iat": 600, "exp": 4_200}, 10), ({"iat": -7_200, "exp": -3_600}, 60)]
)
def test_a_token_of_another_time_says_how_far_the_clocks_differ(
    claims: dict[str, int], minutes: int
) -> None:
    refused = failure_of(token(**claims), 0)
    assert isinstance(refused, ClocksApart)
    assert refused.minutes == minutes


@pytest.mark.parametrize(
    "given", ["", "a.b.c", token(iat="x", exp=1), token(), token(iat=0, exp=9)]
)
def test_any_other_is_said_to_be_of_no_use(given: str) -> None:
    assert isinstance(failure_of(given, 1), TokenUnusable)


def test_what_failed_on_the_way_back_is_noted_for_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refused(*_given: object) -> None:
        raise LookupError

    async def asked() -> None:
        failures.set([])
        with pytest.raises(LookupError):
            await sign_in_cookie._noting_failures(None, {"id_token": token(iat=9e9, exp=9e9)})
        assert [type(error) for error in failures.get() or []] == [ClocksApart]

    monkeypatch.setattr(sign_in_cookie, "_parse", refused)
    asyncio.run(asked())
