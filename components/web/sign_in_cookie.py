"""Sign-in cookie: what a browser keeps of it, and why one failed on the way back.

Streamlit keeps everything that the provider said in cookies, which come back with each request.
With a hundred groups in them a line of the websocket's handshake is longer than it may be, and the
page stays empty. Where the provider's word cannot be used, Streamlit leads to the first page as if
nothing had been. Both hooks are on Streamlit's and Authlib's own functions: there is no public way.
"""

import base64
import json
import time
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final

from authlib.integrations.starlette_client import StarletteOAuth2App
from starlette.responses import Response

from components.streamlit_internals.sign_in_cookie import write_cookie, write_cookies_by
from data.errors import ClocksApart, SignInError, TokenUnusable
from data.settings import read_settings
from data.sign_in.allow_list import named_groups

_OF_USE: Final = (
    *("iss", "sub", "iat", "nonce", "email", "email_verified"),
    *("origin", "is_logged_in", "provider"),
)
"""What is asked for later: by us, and the last three by Streamlit."""

GROUPS_LENGTH: Final = 1_500
"""Characters of groups that are kept; one that the list names is enough to come in."""

TOKEN_LENGTH: Final = 2_500
"""Characters of a token that is kept. It helps the provider to sign somebody out, no more."""

failures: ContextVar[list[SignInError] | None] = ContextVar("failures", default=None)
"""Where it is put, while an answer is made, why a sign-in failed."""

_parse = StarletteOAuth2App.parse_id_token


def keep_sign_ins_small() -> None:
    """Have it so in this process, and have failures noted."""
    write_cookies_by(_small_cookie)
    StarletteOAuth2App.parse_id_token = _noting_failures


def small_claims(claims: Mapping[str, Any], groups: Iterable[str]) -> dict[str, Any]:
    """Return what is kept of a provider's word; of the groups those among ``groups``."""
    small = {name: claims[name] for name in _OF_USE if name in claims}
    given = claims.get("groups")
    room, here = GROUPS_LENGTH, []
    for group in sorted(set(groups) & set(map(str, given if isinstance(given, list) else ()))):
        room -= len(group)
        if room >= 0:
            here.append(group)
    return small | ({"groups": here} if here else {})


def small_tokens(tokens: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tokens that are kept: the one that names a sign-in, unless it is too long."""
    token = tokens.get("id_token")
    return {"id_token": token} if token and len(str(token)) <= TOKEN_LENGTH else {}


async def _small_cookie(
    response: Response, user_info: dict[str, Any], tokens: dict[str, Any]
) -> None:
    settings = read_settings()
    claims = small_claims(user_info, named_groups(settings.allowed, settings.home))
    await write_cookie(response, claims, small_tokens(tokens))


@wraps(_parse)
async def _noting_failures(client: Any, token: Mapping[str, Any], *args: Any, **more: Any) -> Any:
    try:
        return await _parse(client, token, *args, **more)
    except Exception:
        if (noted := failures.get()) is not None:
            noted.append(failure_of(str(token.get("id_token", "")), time.time()))
        raise


def failure_of(token: str, now: float) -> SignInError:
    """Return why a token was refused, as far as it says so itself; only for words, not for rights.

    ``now``: the moment by this machine's clock, in seconds.
    """
    try:
        part = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        ahead, behind = claims["iat"] - now, now - claims["exp"]
    except (IndexError, ValueError, KeyError, TypeError):
        return TokenUnusable("id_token", "is of a form that cannot be read")
    if max(ahead, behind) > 0:
        return ClocksApart(max(1, round(max(ahead, behind) / 60)))
    return TokenUnusable("id_token", "could not be checked with what the provider publishes")
