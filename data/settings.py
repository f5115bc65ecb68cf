"""Settings: RAPPORT_* variables of whoever runs it, checked once at the start."""

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from data.errors import BadSetting
from data.model.record import Name, problem

SECRETS = Path(__file__).parent.parent / ".streamlit" / "secrets.toml"
"""Where Streamlit's texts have people write down how to sign in, in a table `auth`."""

_IN_SECRETS = {
    "server_metadata_url": "sign_in_provider",
    "client_id": "sign_in_client_id",
    "client_secret": "sign_in_client_secret",
    "cookie_secret": "sign_in_cookie_secret",
}

_FOR_SIGN_IN = ("sign_in_client_id", "sign_in_client_secret", "sign_in_cookie_secret", "address")


def _origin(address: str) -> str:
    found = re.fullmatch(r"(https?://[a-z0-9.-]+(:[0-9]{1,5})?)/?", address.lower())
    if not found:
        raise PydanticCustomError(
            "origin", "it is not of the form https://host, without anything behind"
        )
    return found[1]


class Settings(BaseSettings):
    """All settings with their defaults; docs/settings.md lists each of them.

    ``home``: the folder of the vaults. ``database_url``: PostgreSQL instead of files in ``home``.
    ``port``: where the app listens. ``listen``: on which address, 127.0.0.1 where it is not set;
    any other needs a lock or a sign-in; so does ``address``, by which others reach it through a
    proxy, scheme and host. ``only_this_machine``: whoever starts it vouches that nobody but this
    machine reaches the port, as in a container whose port is published on 127.0.0.1 alone.
    ``links``: whether shares may be links.
    ``readers_url``: the PostgreSQL of what readers of links need, under a role of its own; without
    it ``database_url``, without that a file in ``home``. ``wrong_links``: how many wrong links
    from one address are answered within a minute.

    ``sign_in_provider``: the address of an OpenID provider's description of itself, with which
    people sign in; it needs the three after it, and ``address``. ``sign_in_hours``: how long one
    counts. ``allowed``: who may come in, beside the file in ``home``. ``log``: as lines to read, or
    as one JSON object a line. ``name``: of the browser's tab, and below the icon on a home screen.
    """

    model_config = SettingsConfigDict(
        env_prefix="RAPPORT_",
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
        extra="ignore",
    )

    home: Path = Field(default_factory=lambda: user_data_path("rapport", appauthor=False))
    database_url: SecretStr | None = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 8501
    listen: IPv4Address | None = None
    address: Annotated[str, AfterValidator(_origin)] | None = None
    only_this_machine: bool = False
    links: bool = False
    readers_url: SecretStr | None = None
    wrong_links: Annotated[int, Field(ge=1, le=100_000)] = 30
    sign_in_provider: Annotated[str, Field(pattern=r"^https?://[!-~]+$")] | None = None
    sign_in_client_id: str | None = None
    sign_in_client_secret: SecretStr | None = None
    sign_in_cookie_secret: Annotated[SecretStr, Field(min_length=32)] | None = None
    sign_in_hours: Annotated[int, Field(ge=1, le=24 * 7)] = 12
    allowed: str = ""
    log: Literal["text", "json"] = "text"
    name: Name = "Notes"

    @property
    def signs_in(self) -> bool:
        """Return True where people sign in."""
        return self.sign_in_provider is not None

    @property
    def opened_by(self) -> str:
        """The variable that opens Rapport beyond this machine, "" where none does."""
        if self.listen is not None and not (self.listen.is_loopback or self.only_this_machine):
            return "RAPPORT_LISTEN"
        return "RAPPORT_ADDRESS" if self.address else ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is not in the environment from `.streamlit/secrets.toml`."""
        secrets = InitSettingsSource(settings_cls, _from_secrets(SECRETS))
        return init_settings, env_settings, secrets


_in_force: ContextVar[Settings | None] = ContextVar("settings", default=None)


@contextmanager
def settings_read_once() -> Iterator[None]:
    """Read the settings once for all that is done within, as drawing a page."""
    token = _in_force.set(read_settings())
    try:
        yield
    finally:
        _in_force.reset(token)


def read_settings() -> Settings:
    """Return the settings in force, or raise `BadSetting` that names the variable."""
    return _in_force.get() or _checked(frozenset(os.environ.items()), SECRETS)


@lru_cache(maxsize=4)
def _checked(_environment: frozenset[tuple[str, str]], _secrets: Path) -> Settings:
    """Check the settings once for each environment: they are asked for many times a page."""
    try:
        settings = Settings()
    except ValidationError as error:
        where, what = problem(error)
        raise BadSetting(f"RAPPORT_{where.upper()}", what) from None
    try:
        home = settings.home.expanduser().absolute()
    except RuntimeError:
        raise BadSetting("RAPPORT_HOME", "there is no such person on this machine") from None
    if settings.signs_in and (missing := _missing(settings)):
        raise BadSetting(f"RAPPORT_{missing.upper()}", "it is not set, and signing in needs it")
    return settings.model_copy(update={"home": home})


def _missing(settings: Settings) -> str | None:
    return next((name for name in _FOR_SIGN_IN if getattr(settings, name) is None), None)


@cache
def _from_secrets(file: Path) -> dict[str, Any]:
    """Return the settings in the table `auth`; read once, as Streamlit does."""
    try:
        auth = tomllib.loads(file.read_text("utf-8")).get("auth", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise BadSetting("auth in .streamlit/secrets.toml", "the file cannot be read") from None
    found = {ours: auth[theirs] for theirs, ours in _IN_SECRETS.items() if theirs in auth}
    if "redirect_uri" in auth:
        found["address"] = str(auth["redirect_uri"]).removesuffix("/oauth2callback")
    return found
