"""Cookie of a sign-in, as Streamlit writes and signs it.

Until a route of one's own can ask Streamlit who signed in, and say what is kept of it.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.responses import Response
from streamlit.runtime.secrets import SecretsValue
from streamlit.web.server.starlette import starlette_auth_routes
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

COOKIE_NAME: Final = USER_COOKIE_NAME
"""Until Streamlit says publicly how its cookie is called."""

Secrets = dict[str, SecretsValue]
"""Until the settings for signing in can be given to `App` as a type of its own."""

Writer = Callable[[Response, dict[str, Any], dict[str, Any]], Awaitable[None]]

_set_cookie = starlette_auth_routes._set_auth_cookie  # noqa: SLF001


def signed_content(cookies: Mapping[str, str]) -> bytes | None:
    """Return what the cookie of a sign-in holds, None where it is missing or not signed here.

    Until a route of one's own can ask Streamlit who signed in.
    """
    return _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)


async def write_cookie(response: Response, claims: dict[str, Any], tokens: dict[str, Any]) -> None:
    """Write the cookie as Streamlit does. Until it asks what is to be kept of a sign-in."""
    await _set_cookie(response, claims, tokens)


def write_cookies_by(writer: Writer) -> None:
    """Have ``writer`` write the cookie. Until Streamlit asks what is to be kept of a sign-in."""
    starlette_auth_routes._set_auth_cookie = writer  # type: ignore[assignment]  # noqa: SLF001
